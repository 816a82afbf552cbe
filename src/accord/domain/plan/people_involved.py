"""Who took part: conversations, involvement, contact attempts, capacity, best interests, under-18s.

Items: reference/data-items.md 1.1 (ReSPECT sections 5 and 6), 1.6; rules INV-*, CAP-* of reference/rules.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.domain.choices import Answer, Choice
from accord.domain.moments import Moment


class ConversationWith(Choice):
    """With whom a conversation was held (dataset `consultee` for all but the person)."""

    PERSON = "person", "The person"
    ATTORNEY = "attorney", "An attorney (health and welfare LPA)"
    DEPUTY = "deputy", "A deputy appointed by the court"
    FAMILY = "family", "Family"
    CARER = "carer", "An unpaid carer"
    PARENT = "parent", "Someone with parental responsibility"
    FRIEND = "friend", "A friend"
    ADVOCATE = "advocate", "An advocate"
    IMCA = "imca", "An Independent Mental Capacity Advocate (IMCA)"
    PAID_CARER = "paid_carer", "A paid carer"
    CARE_TEAM = "care_team", "The care team"


class Mode(Choice):
    """How a conversation was held (dataset `conversation_mode`)."""

    IN_PERSON = "in_person", "In person"
    TELEPHONE = "telephone", "By telephone"
    VIDEO = "video", "By video"
    LETTER = "letter", "By letter"
    NOT_RECORDED = "not_recorded", "Not recorded"


class Agreement(Choice):
    """What came of it (dataset `agreement`). Not discussed never means disagreed."""

    AGREED = "agreed", "Agreed"
    DISAGREED = "disagreed", "Disagreed"
    NOT_DISCUSSED = "not_discussed", "Not discussed"
    NOT_RECORDED = "not_recorded", "Not recorded"


class Topic(Choice):
    """What a conversation was about."""

    WHAT_MATTERS = "what_matters", "What matters to the person"
    HEALTH = "health", "Health and what may happen"
    CPR = "cpr", "CPR"
    TREATMENTS = "treatments", "Other treatments"
    PLACE = "place", "Places of care and death"
    LEGAL = "legal", "Legal documents"
    REVIEW = "review", "Review of the plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One dated conversation, before or without any decision; an offer that was declined is one too."""

    at: Moment
    with_whom: ConversationWith
    with_name: str = ""
    with_relationship: str = ""
    others_present: str = ""
    mode: Mode = Mode.NOT_RECORDED
    where: str = ""
    language: str = ""
    interpreter: str = ""
    adjustments: str = ""
    minutes: int | None = None
    topics: frozenset[Topic] = frozenset()
    offer_declined: bool = False
    told_they_advise: Answer = Answer.UNKNOWN
    information_given: str = ""
    said: str = ""
    understood: str = ""
    wanted: str = ""
    agreement: Agreement = Agreement.NOT_RECORDED
    disagreement_words: str = ""
    second_opinion_offered: Answer = Answer.UNKNOWN
    held_by: str = ""
    conversation_id: UUID | None = None


class InvolvementOption(Choice):
    """ReSPECT section 6."""

    A = "a", "A. The person has capacity and was fully involved"
    B = "b", "B. The person lacks capacity; made in line with capacity law, with a legal proxy, or family and friends"
    C1 = "c1", "C1. Under 18, with enough maturity and understanding to take part"
    C2 = "c2", "C2. Under 18, without enough maturity; their views were taken into account"
    C3 = "c3", "C3. Those with parental responsibility were fully involved"
    D = "d", "D. None of these; the reason is stated"


class NotInvolvedReason(Choice):
    """Why the person was not involved (dataset `not_involved_reason`); distress never satisfies INV-02."""

    HARM = "harm", "Being involved would be likely to cause physical or psychological harm"
    DECLINED = "declined", "The person was offered a conversation and declined"
    EMERGENCY = "emergency", "It was an emergency, and could not wait"
    LACKS_CAPACITY = "lacks_capacity", "The person lacks capacity for this decision"
    DISTRESS = "distress", "It could distress them"
    OTHER = "other", "Another reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAttempt:
    """One attempt to reach somebody who should be consulted (INV-05)."""

    at: Moment
    who: str
    how: Mode = Mode.NOT_RECORDED
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """How the person, and those who speak with or for them, took part in making this plan."""

    options: frozenset[InvolvementOption] = frozenset()
    reason_words: str = ""
    not_involved_reason: NotInvolvedReason | None = None
    not_involved_words: str = ""
    took_part_words: str = ""
    people_involved: str = ""
    nobody_to_consult: Answer = Answer.UNKNOWN
    not_consulted_why: str = ""
    attempts: tuple[ContactAttempt, ...] = ()
    adjustments_made: Answer = Answer.UNKNOWN
    adjustments_words: str = ""
    information_given: Answer = Answer.UNKNOWN
    information_format: str = ""
    discussion_location: str = ""


class HasCapacity(Choice):
    """The outcome of a capacity assessment for this decision, at this time (dataset `capacity`)."""

    HAS = "has", "Has capacity for this decision"
    LACKS = "lacks", "Lacks capacity for this decision"
    FLUCTUATING = "fluctuating", "Capacity fluctuates"
    NOT_RECORDED = "not_recorded", "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """One of the four abilities of the functional test, and the evidence."""

    able: Answer = Answer.UNKNOWN
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """Capacity for this decision, at this time: the functional test first, then its cause (MCA 2005 ss 2-3)."""

    outcome: HasCapacity = HasCapacity.NOT_RECORDED
    doubted: Answer = Answer.UNKNOWN
    decision: str = ""
    about_this_decision: Answer = Answer.UNKNOWN
    assessed_at: Moment | None = None
    assessor: str = ""
    support_given: str = ""
    understand: Ability = Ability()
    retain: Ability = Ability()
    weigh: Ability = Ability()
    communicate: Ability = Ability()
    impairment: str = ""
    causal_link: Answer = Answer.UNKNOWN
    causal_words: str = ""
    likely_to_regain: Answer = Answer.UNKNOWN
    regain_words: str = ""
    in_what_way: str = ""
    formal_assessment: Answer = Answer.UNKNOWN
    assessment_location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """Somebody who was consulted about best interests, and their view."""

    name: str
    role: ConversationWith
    at: Moment | None = None
    mode: Mode = Mode.NOT_RECORDED
    view: str = ""


class Imca(Choice):
    """Whether an Independent Mental Capacity Advocate is needed (MCA 2005 ss 35-41)."""

    NOT_NEEDED = "not_needed", "Not needed: somebody appropriate can be consulted"
    INSTRUCTED = "instructed", "Instructed"
    NEEDED_URGENT = "needed_urgent", "Needed, but the decision could not wait"
    NEEDED = "needed", "Needed, and not yet instructed"
    NOT_RECORDED = "not_recorded", "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class BestInterests:
    """The record of a best-interests decision (MCA 2005 s 4), with the IMCA's part."""

    options: str = ""
    benefits_and_burdens: str = ""
    wishes_and_feelings: str = ""
    beliefs_and_values: str = ""
    written_statements_considered: Answer = Answer.UNKNOWN
    person_took_part: str = ""
    consulted: tuple[Consulted, ...] = ()
    not_consulted_why: str = ""
    least_restrictive: str = ""
    not_motivated_by_death: Answer = Answer.UNKNOWN
    decision: str = ""
    dissent: str = ""
    decision_maker: str = ""
    decided_on: date | None = None
    imca: Imca = Imca.NOT_RECORDED
    imca_why: str = ""
    imca_name: str = ""
    imca_instructed_on: date | None = None
    imca_report_on: date | None = None
    imca_report_used: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YoungPerson:
    """What a plan for somebody under 18 adds."""

    has_maturity: Answer = Answer.UNKNOWN
    maturity_words: str = ""
    views: str = ""
    parental_responsibility: tuple[str, ...] = ()
    parents_agree: Answer = Answer.UNKNOWN
    court_order: str = ""
