"""The parts of a plan, in the order in which people talk about them."""

from __future__ import annotations

from accord.domain.choices import Choice


class PartName(Choice):
    """A part of a plan. The value is used in addresses, forms, stored documents and rules alike."""

    SETTING = "setting", "Where this plan applies"
    WHAT_MATTERS = "what_matters", "What matters to me"
    SHARING = "sharing", "Who may know, and who is consulted"
    UNDERSTANDING = "understanding", "Shared understanding of health"
    CONVERSATIONS = "conversations", "Conversations"
    INVOLVEMENT = "involvement", "Involvement in this plan"
    CAPACITY = "capacity", "Capacity"
    BEST_INTERESTS = "best_interests", "Best interests"
    LEGAL = "legal", "Legal documents and decision-makers"
    CPR = "cpr", "Cardiopulmonary resuscitation (CPR)"
    TREATMENTS = "treatments", "Treatment and escalation"
    MEDICINES_DEVICES = "medicines_devices", "Anticipatory medicines and devices"
    CONTACTS = "contacts", "People to call"
    YOUNG_PERSON = "young_person", "Under 18s"
    DISTRIBUTION = "distribution", "Who to tell, and where copies are"
    REVIEW = "review", "Review"


PERSON_HELD = frozenset({PartName.CONVERSATIONS, PartName.LEGAL, PartName.CONTACTS})
"""Parts that are the person's own records, kept beside any draft and taken into each version as it is signed."""

DRAFT_HELD = tuple(part for part in PartName if part not in PERSON_HELD)
"""Parts that are filled in a draft, each on its own and in any order."""
