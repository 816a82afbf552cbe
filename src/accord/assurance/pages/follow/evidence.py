"""The evidence of a signal in words: what was seen, what would be expected, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from accord.assurance.queries.held_signals import Held, Seen
from accord.assurance.runs.sayings import chance, number
from accord.assurance.statistics.intervals import poisson_limits
from accord.web.words import say_count, say_date

BY_RULE = "One case is enough to ask: no number of others is compared with it."


def say_when(seen: Seen) -> str:
    """Say which days a signal is about."""
    if seen.begins and seen.ends and seen.begins != seen.ends:
        return f"{say_date(seen.begins)} to {say_date(seen.ends)}"
    return say_date(seen.begins or seen.ends)


def evidence_of(held: Held) -> Iterator[dict[str, str]]:
    """Yield the rows of the evidence as the newest run saw it."""
    seen = held.newest
    yield {"key": "Seen", "value": number(seen.observed)}
    if seen.p_value is None:
        yield {"key": "How it was raised", "value": f"By rule. {BY_RULE}"}
        return
    yield {"key": "Expected", "value": "Not worked out" if seen.expected is None else number(seen.expected)}
    if times := _times(seen):
        yield {"key": "That is", "value": times}
    yield {"key": "If chance alone were at work", "value": _say_p(seen)}
    if seen.q_value is not None:
        yield {"key": "Among all signals of the run", "value": _say_q(seen.q_value)}


def sighting_rows(held: Held) -> list[list[str]]:
    """Return a row for each run that saw the signal, the newest first."""
    return [
        [
            say_date(each.at),
            say_when(each) or "No days",
            f"{len(each.decision_ids):,}",
            number(each.observed),
            "–" if each.p_value is None else number(each.expected),
            chance(each.q_value),
        ]
        for each in reversed(held.sightings)
    ]


SIGHTING_HEAD = ("Run", "About", *((words, "numeric") for words in ("Decisions", "Seen", "Expected", "Chance (q)")))


def _times(seen: Seen) -> str:
    """Say the ratio with its exact limits, where what was seen is a count and something was expected."""
    if not seen.expected or seen.expected <= 0 or seen.observed != int(seen.observed) or seen.observed < 0:
        return ""
    limits = poisson_limits([seen.observed])
    low, high = (float(each[0]) / seen.expected for each in (limits.lower, limits.upper))
    ratio = seen.observed / seen.expected
    return f"{ratio:,.1f} times as many (95% interval {low:,.1f} to {high:,.1f})"


def _say_p(seen: Seen) -> str:
    value = seen.p_value
    if value is None:
        return "Not worked out"
    if value < 0.001:
        return "As much or more would be seen less than once in 1,000 times (p less than 0.001)."
    times = say_count(round(value * 1000), "time")
    return f"As much or more would be seen about {times} in 1,000 (p = {value:.3f})."


def _say_q(value: float) -> str:
    if value < 0.01:
        return f"Of 100 signals as strong as this, fewer than one would be chance (q = {chance(value)})."
    return f"Of 100 signals as strong as this, about {value * 100:.0f} would be chance (q = {chance(value)})."
