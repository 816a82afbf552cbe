"""What is planted: the kinds of event, their sizes, and the truth about each."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.choices import Choice

SIZES = (3, 5, 8, 12, 20, 40)
"""How many people an event touches."""


class EventKind(Choice):
    """What happened, in words for people. A stray is one reason of that kind alone: true, and no event to be found."""

    BLANKET = "blanket", "Decisions for everybody in a home who had none"
    WHOLE_GROUP = "whole_group", "Decisions for everyone over 80 with dementia in a home"
    PRACTICE_LETTER = "practice_letter", "A practice's letter to its patients in several homes"
    COPIED_TEXT = "copied_text", "One clinician's reason, copied from person to person"
    SLOW_DRIFT = "slow_drift", "More and more decisions in a home over months"
    REMOTE_ROUND = "remote_round", "A round by somebody from elsewhere, by telephone or video alone"
    AREA_POLICY = "area_policy", "More decisions over an area from a named day"
    CARE_WITHHELD = "care_withheld", "Care held back from people of a home because of their decisions"
    LEARNING_DISABILITY_RUN = "learning_disability_run", "Reasons that rest on a learning disability"
    STRAY = "stray", "A single reason that rests on a learning disability"


PLANTED = tuple(kind for kind in EventKind if kind is not EventKind.STRAY)

CORE = (
    EventKind.BLANKET,
    EventKind.WHOLE_GROUP,
    EventKind.PRACTICE_LETTER,
    EventKind.COPIED_TEXT,
    EventKind.SLOW_DRIFT,
    EventKind.REMOTE_ROUND,
)
"""The kinds that issue 4 names, for which its aim was set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One planted event. Days are the region's; `size` is what was asked for, `people` what could be had.

    Where a group has to be complete, or a home has only so many people, the two may differ by a few.
    """

    number: int
    kind: EventKind
    size: int
    people: int
    begins: int
    ends: int
    area: int
    sites: tuple[int, ...]
    signers: tuple[int, ...]
