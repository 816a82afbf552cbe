"""What is shown of moves that wait."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain import nhs_numbers
from accord.domain.people import Identity
from accord.sharing.moves.waiting import WaitingMove, WaitingVisit
from accord.sharing.pages.moves.forms import PutAwayForm, WhoseForm
from accord.web.words import say_date, say_datetime

NO_NUMBER = "None given"
NOT_GIVEN = "Not given"


@dataclass(frozen=True, slots=True)
class WaitingScreen:
    """The list."""

    visits: tuple[WaitingVisit, ...]

    @property
    def title(self) -> str:
        """What the page is."""
        return "Moves to be placed"

    @property
    def rows(self) -> list[dict[str, object]]:
        """Each visit in a line: whom it names, what is told, and why it waits."""
        return [
            {
                "id": visit.id,
                "who": _name(visit.moves[0]),
                "told": [_told(each) for each in visit.moves],
                "why": visit.reasons,
            }
            for visit in self.visits
        ]


@dataclass(frozen=True, slots=True)
class SettleScreen:
    """One visit, and what can be done with it."""

    visit: WaitingVisit
    whose: WhoseForm
    away: PutAwayForm
    found: Identity | None
    submission: str
    error: str = ""

    @property
    def title(self) -> str:
        """What the page is."""
        return "Whose move is it?"

    @property
    def is_wrong(self) -> bool:
        """Whether something that was sent was not taken."""
        return bool(self.whose.errors or self.away.errors or self.error)

    @property
    def summary(self) -> tuple[dict[str, object], ...]:
        """What the messages say."""
        first = self.visit.moves[0]
        return (
            {"key": "Why it waits", "value": list(self.visit.reasons)},
            {"key": "What was told", "value": [_told(each) for each in self.visit.moves]},
            {"key": "Told by", "value": f"{self.visit.organisation}, visit {self.visit.number}"},
            {"key": "Name given", "value": _name(first)},
            {"key": "Date of birth given", "value": say_date(first.birth_date) if first.birth_date else NOT_GIVEN},
            {"key": "NHS number given", "value": nhs_numbers.shown(first.nhs_number) or NO_NUMBER},
        )

    @property
    def found_rows(self) -> tuple[dict[str, object], ...]:
        """Who has the number that was entered."""
        if self.found is None:
            return ()
        born = say_date(self.found.birth_date) if self.found.birth_date else "Not known"
        return (
            {"key": "Name", "value": self.found.display_name},
            {"key": "Date of birth", "value": born},
            {"key": "Address", "value": self.found.address_line or "Not shown"},
        )


def _told(move: WaitingMove) -> str:
    where = f", {move.place}" if move.place else ""
    return f"{move.kind.words}{where}, {say_datetime(move.at)}"


def _name(move: WaitingMove) -> str:
    return move.name or NOT_GIVEN
