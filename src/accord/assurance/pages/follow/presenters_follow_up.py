"""The measures of the assurance itself in words: every share with its count, and what is not known yet beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from accord.assurance.queries.follow_up import Became, FollowUp, Stage
from accord.web.words import say_count

NONE = "None yet"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpScreen:
    """What is counted."""

    place: str
    found: FollowUp
    waiting: int
    total: int

    @property
    def said_waiting(self) -> str:
        """How many are left out, since they wait."""
        verb, stand = ("waits", "stands") if self.waiting == 1 else ("wait", "stand")
        more = say_count(self.waiting, "more signal")
        return f"{more} {verb} for an answer by those who are asked, and {stand} in none of these counts."

    @property
    def states(self) -> list[list[str]]:
        """How many signals are in each state."""
        return [[state.words, f"{count:,}"] for state, count in self.found.states.items()]

    @property
    def stage_head(self) -> tuple[object, ...]:
        """The columns of the stages."""
        return ("Stage", *((words, "numeric") for words in ("Ended", "Median", "Longest", "Not ended yet")))

    @property
    def stages(self) -> list[list[str]]:
        """How long each stage took, and how many are in it still."""
        rows = [[stage.state.words, *_times(stage)] for stage in self.found.stages]
        return [*rows, ["From raised to closed", *_times(self.found.whole)]]

    @property
    def answers(self) -> list[dict[str, str]]:
        """How those who are asked answered."""
        found = self.found.answers
        return [
            {"key": "Within five working days", "value": _share(found.in_time, found.due)},
            {"key": "Later", "value": _share(found.late, found.due)},
            {"key": "Not answered in time, and not since", "value": _share(found.missing, found.due)},
            {"key": "Not due yet", "value": f"{found.waiting:,}"},
        ]

    @property
    def actions(self) -> list[dict[str, str]]:
        """How actions stand."""
        found = self.found.actions
        return [
            {"key": "Overdue", "value": f"{found.overdue:,}"},
            {"key": "Open", "value": f"{found.open:,}, of them overdue {found.overdue:,}"},
            {"key": "Done in time", "value": f"{found.done_in_time:,}"},
            {"key": "Done late", "value": f"{found.done_late:,}"},
        ]

    @property
    def kind_head(self) -> tuple[object, ...]:
        """The columns of the kinds."""
        return ("Kind", *((words, "numeric") for words in ("Raised", *(each.words for each in Became))))

    @property
    def kinds(self) -> list[list[str]]:
        """What became of each kind: shares are of those decided, and what is not decided stands beside."""
        return [
            [
                kind.words,
                f"{sum(counts.values()):,}",
                *(_share(counts[each], decided) for each in (Became.EXPLAINED, Became.CONFIRMED)),
                f"{counts[Became.OPEN]:,}",
            ]
            for kind, counts in self.found.became.items()
            for decided in [counts[Became.EXPLAINED] + counts[Became.CONFIRMED]]
        ]


def _times(stage: Stage) -> list[str]:
    return [f"{len(stage.stays):,}", _days(stage.median), _days(stage.longest), f"{stage.still:,}"]


def _days(time: timedelta | None) -> str:
    if time is None:
        return NONE
    days = time / _DAY
    return "under a day" if days < 1 else f"{days:,.1f} days"


def _share(count: int, total: int) -> str:
    return f"{count:,} of {total:,} ({count / total:.0%})" if total else NONE
