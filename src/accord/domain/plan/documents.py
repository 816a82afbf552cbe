"""A plan as it is filled, and a version as it is signed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accord.domain.codec import to_json
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.lpa import LastingPower
from accord.domain.people import Identity
from accord.domain.plan.clinical import Cpr, CprRecommendation, MedicinesDevices, Treatments, Understanding
from accord.domain.plan.keeping import Distribution, Review, Signature
from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import BestInterests, Capacity, Conversation, Involvement, YoungPerson
from accord.domain.plan.wishes import Setting, SharingWishes, WhatMatters

SCHEMA = 1
"""The version of the document's shape. An older document is read by its own reader, never rewritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legal:
    """The person's legal documents and decision-makers, as they stood."""

    advance_decisions: tuple[AdvanceDecision, ...] = ()
    lasting_powers: tuple[LastingPower, ...] = ()
    deputies: tuple[Deputy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a plan says. A part that nobody has filled is None; nothing here is ever assumed."""

    setting: Setting | None = None
    what_matters: WhatMatters | None = None
    sharing: SharingWishes | None = None
    understanding: Understanding | None = None
    involvement: Involvement | None = None
    capacity: Capacity | None = None
    best_interests: BestInterests | None = None
    cpr: Cpr | None = None
    treatments: Treatments | None = None
    medicines_devices: MedicinesDevices | None = None
    young_person: YoungPerson | None = None
    distribution: Distribution | None = None
    review: Review | None = None
    conversations: tuple[Conversation, ...] = ()
    legal: Legal = field(default_factory=Legal)


PART_TYPES: dict[PartName, type] = {
    PartName.SETTING: Setting,
    PartName.WHAT_MATTERS: WhatMatters,
    PartName.SHARING: SharingWishes,
    PartName.UNDERSTANDING: Understanding,
    PartName.INVOLVEMENT: Involvement,
    PartName.CAPACITY: Capacity,
    PartName.BEST_INTERESTS: BestInterests,
    PartName.CPR: Cpr,
    PartName.TREATMENTS: Treatments,
    PartName.MEDICINES_DEVICES: MedicinesDevices,
    PartName.YOUNG_PERSON: YoungPerson,
    PartName.DISTRIBUTION: Distribution,
    PartName.REVIEW: Review,
}
"""The type of each part that a draft holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDocument:
    """A signed version: the plan, the person as they were, and the signature. Never changed afterwards."""

    person_id: UUID
    person: Identity
    plan: Plan
    signature: Signature
    outcomes: dict[str, str] = field(default_factory=dict)
    schema: int = SCHEMA

    @property
    def recommended(self) -> CprRecommendation | None:
        """What it recommends about CPR; None where it says nothing of it."""
        return self.plan.cpr.recommended if self.plan.cpr else None


def canonical(document: Any) -> str:
    """Return the one text of a document that its hash is taken over: sorted keys, no spaces, UTF-8."""
    return json.dumps(to_json(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    """Return the SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
