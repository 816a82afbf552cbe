"""What a privacy officer concludes from looks: a question that was asked, and its answer, in words of their own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.errors import Refused
from accord.domain.relationships import LookReason

LONGEST_WORDS = 500


class ReviewOutcome(Choice):
    """What comes of a review. None of them says anything against anybody."""

    APPROPRIATE = "appropriate", "There was a reason to look"
    ASK_MANAGER = "ask_manager", "Ask the line manager of whoever looked"
    CONCERN = "concern", "A concern, to be looked into"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a review is of: an alert, one look, or all looks of a member of staff or at a person up to one."""

    alert_id: UUID | None = None
    log_id: int | None = None
    person_id: UUID | None = None
    staff_id: UUID | None = None


def check_review(outcome: ReviewOutcome, words: str) -> None:
    """Refuse an outcome that asks something of somebody and does not say what."""
    if outcome is not ReviewOutcome.APPROPRIATE and not words.strip():
        raise Refused.one("words", "is empty.", "Say what is to be asked, or looked into.")
    check_words(words)


def check_reason(reason: LookReason, words: str) -> None:
    """Refuse a reason that says nothing: another one needs words, and an incident its number."""
    if not words.strip() and reason in (LookReason.OTHER, LookReason.INCIDENT):
        raise Refused.one("words", "is empty.", "Say why, or give the number of the incident.")
    check_words(words)


def check_words(words: str) -> None:
    """Refuse words that are longer than a reason or an outcome needs."""
    if len(words) > LONGEST_WORDS:
        raise Refused.one("words", f"is longer than {LONGEST_WORDS} characters.", "Shorten it.")
