"""A look-back: every decision of a kind that was signed in a period and is still in force, reviewed once more.

What is looked back over is decisions that limit CPR, and nothing else: neither people without a decision nor those
whose decision is for CPR are ever work to be done (architecture, decision 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accord.domain.choices import Choice
from accord.domain.plan.clinical import CprRecommendation


class Coverage(Choice):
    """Over which decisions."""

    AREA = "area", "Every site of the area"
    SITE = "site", "One site"
    SIGNED_FOR = "signed_for", "What one organisation’s staff signed, at every site of the area"


class Decided(Choice):
    """Of which kind."""

    NOT_FOR_CPR = "not_for_cpr", "CPR attempts not recommended (DNACPR)"
    LIMITED = "limited", "CPR attempts not recommended, or for modified CPR"


RECOMMENDED: Mapping[Decided, tuple[CprRecommendation, ...]] = {
    Decided.NOT_FOR_CPR: (CprRecommendation.NOT_FOR_CPR,),
    Decided.LIMITED: (CprRecommendation.NOT_FOR_CPR, CprRecommendation.MODIFIED_CPR),
}


class Why(Choice):
    """Why decisions are looked back over."""

    GROUP = "group", "They may have been made about a group of people, and not person by person"
    LETTER = "letter", "A letter, a policy or an instruction may have led to them"
    SIGNER = "signer", "How one signer, or one team, came to them is in question"
    CONCERN = "concern", "A complaint, a concern or a safeguarding enquiry"
    INSTRUCTED = "instructed", "A review that was asked for nationally or regionally"
    PLANNED = "planned", "A review that was planned, with no concern"
    OTHER = "other", "Another reason"


class Became(Choice):
    """What became of a decision in a look-back."""

    CONFIRMED = "confirmed", "Reviewed and confirmed"
    CHANGED = "changed", "Reviewed, to be changed"
    INAPPROPRIATE = "inappropriate", "Found not to be appropriate"
    CANCELLED = "cancelled", "Cancelled for another reason"
    SUPERSEDED = "superseded", "Replaced by a newer plan"
    ENDED = "ended", "Ended"
    DIED = "died", "The person died"
    NOT_REVIEWED = "not_reviewed", "Not reviewed when the look-back was closed"


REVIEWED = frozenset({Became.CONFIRMED, Became.CHANGED, Became.INAPPROPRIATE, Became.CANCELLED})
"""What somebody decided about it; the others left the look-back by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an area lead asks to be looked back over."""

    coverage: Coverage
    place_code: str
    """The site, or the organisation whose staff signed; empty for the whole area."""
    decided: Decided
    decided_from: date
    decided_until: date
    why: Why
    words: str
    due_on: date
