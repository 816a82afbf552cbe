"""The reference of the lifecycle, made from `accord.domain.lifecycle.TRANSITIONS`."""

from __future__ import annotations

from scripts.references.tables import opening, table, text_of

from accord.domain.lifecycle import LIVE, TRANSITIONS, CancelReason, InappropriateReason, Status, Step


def lifecycle_page() -> str:
    """Return the page of the lifecycle: the diagram, the same as a table, and the reasons for cancelling."""
    lines = opening(
        "The life of a plan",
        "What a version is, and what may happen to it. Every step is appended, with who and when; none overwrites"
        " another, and a step that is not here is refused.",
    )
    lines += ["```text", *diagram(), "```", ""]
    lines += table(("A version that is", "when this happens", "becomes"), [_row(*each) for each in TRANSITIONS.items()])
    lines += [
        f"It is current while it is {' or '.join(each.words.lower() for each in Status if each in LIVE)}.",
        "An overdue review or endorsement is not a step: it is shown and chased, and changes nothing.",
        "",
        "## Why a plan was cancelled",
        "",
        *table(("Reason", "Written as"), [(each.words, f"`{each}`") for each in CancelReason]),
        "## What made a decision inappropriate",
        "",
        *table(("Reason", "Written as"), [(each.words, f"`{each}`") for each in InappropriateReason]),
    ]
    return text_of(lines)


def diagram() -> list[str]:
    """Return the transitions as lines of text, one status a block."""
    lines = []
    for status in Status:
        steps = [(step, after) for (before, step), after in TRANSITIONS.items() if before is status]
        lines.append(status.value)
        lines += [f"  {'└' if last else '├'}─ {step.value} → {after.value}" for step, after, last in _marked(steps)]
        lines += [] if steps else ["  └─ (nothing follows)"]
    return lines


def _marked(steps: list[tuple[Step, Status]]) -> list[tuple[Step, Status, bool]]:
    return [(step, after, number == len(steps)) for number, (step, after) in enumerate(steps, start=1)]


def _row(move: tuple[Status, Step], after: Status) -> tuple[str, str, str]:
    return move[0].words, move[1].words, after.words
