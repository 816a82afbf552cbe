"""What somebody has said about a treatment: the person, an attorney, a deputy, somebody close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.domain.choices import Answer, Choice


class SaidBy(Choice):
    """Who said it, and so what it can do."""

    PERSON = "person", "The person"
    ATTORNEY = "attorney", "An attorney"
    DEPUTY = "deputy", "A deputy"
    SOMEBODY_CLOSE = "somebody_close", "Somebody close to the person"


class Stance(Choice):
    """Which way it points."""

    REFUSES = "refuses", "refuses"
    WANTS = "wants", "wants"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedWish:
    """One recorded refusal of a treatment, or wish for it, outside any advance decision."""

    said_by: SaidBy
    treatment: str
    stance: Stance = Stance.REFUSES
    name: str = ""
    attorney_uid: str = ""
    said_on: date | None = None
    words: str = ""
    in_best_interests: Answer = Answer.UNKNOWN

    @property
    def is_refusal(self) -> bool:
        """Whether it refuses the treatment."""
        return self.stance is Stance.REFUSES
