"""The sheet that an emergency reads: written with every change of what stands for a person, small, and in words.

A stored sheet may be older than the software that reads it: fields are only ever added here, each with a default. It
may be newer too, while versions of the software change over: what is not known here is then left out, never refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from accord.domain.codec import from_json
from accord.domain.errors import Refused
from accord.domain.legal.binding import Force
from accord.domain.plan.clinical import Advice, CprRecommendation, Intervention
from accord.domain.plan.keeping import ReviewRule
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import Restriction
from accord.domain.plan.wishes import ConsentToShare
from accord.domain.standing import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading with the lines under it."""

    title: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOut:
    """Somebody whom the person does not want told."""

    name: str
    relationship: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """One legal document or wish: what it does to the decision, in words, with what to read with it."""

    force: Force
    words: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What bears on CPR, and every conflict by name."""

    bearings: tuple[Bearing, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """What is said of one treatment; with no advice, that the person refuses it. Only what has a code is held."""

    intervention: Intervention
    advice: Advice | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSheet:
    """One current version, as an emergency reads it.

    `law` is what bears on CPR for a reader who may see this plan and not the other; empty where there is no other.
    `restriction` is what the person asks to be read by some readers only, `carried` what its signer took over unread;
    `ask` and `ask_at` are who knows what matters to the person, and where they signed it, where the signer does not.
    """

    layer: Layer
    modified: str = ""
    basis: str = ""
    rationale: str = ""
    valid_where: str = ""
    treatments: tuple[Group, ...] = ()
    advised: tuple[Advised, ...] = ()
    medicines: tuple[str, ...] = ()
    icd: str = ""
    allergies: str = ""
    capacity: str = ""
    matters: tuple[Group, ...] = ()
    places: tuple[str, ...] = ()
    advance_statement: str = ""
    warnings: tuple[str, ...] = ()
    consult: tuple[str, ...] = ()
    kept_out: tuple[KeptOut, ...] = ()
    consent: ConsentToShare = ConsentToShare.NOT_RECORDED
    signer: str = ""
    signer_telephone: str = ""
    organisation: str = ""
    organisation_code: str = ""
    senior: str = ""
    endorsement_due: datetime | None = None
    endorsed_at: datetime | None = None
    endorsed_by: str = ""
    review_rule: ReviewRule = ReviewRule.NONE
    review_due: date | None = None
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    law: Law = Law()
    restriction: Restriction | None = None
    carried: frozenset[PartName] = frozenset()
    ask: str = ""
    ask_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person now says: in words, who heard it and when, and anything they added."""

    says: str
    heard: str
    at: datetime
    words: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """Somebody who may speak for the person by law, until when if their order ends, and how to reach them."""

    name: str
    role: str
    telephone: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A plan reported from elsewhere, not confirmed here. It keeps the person's wishes about sharing it."""

    reported: str
    cpr: CprRecommendation = CprRecommendation.NONE
    lines: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    consent: ConsentToShare = ConsentToShare.NOT_RECORDED
    kept_out: tuple[KeptOut, ...] = ()
    organisation_code: str = ""
    place: str = ""
    says: str = ""
    """What it says about CPR, where that is none of our recommendations."""
    decided_on: date | None = None
    advised: tuple[Advised, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """That an organisation holds a plan of a kind, since when it says so, and how to reach them; never what it says."""

    kind: str
    holder: str
    since: date
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that an emergency needs to know of a person's plans, but for who they are.

    `kept_out` outlives the plans: those whom the person last asked not to be told. `law` is what bears on CPR for a
    reader who may see none of the plans. `elsewhere` is told from above, and stays until it is told anew.
    """

    made_at: datetime
    layers: tuple[LayerSheet, ...] = ()
    statements: tuple[Said, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    conflicts: tuple[str, ...] = ()
    proxies: tuple[Proxy, ...] = ()
    reported: tuple[ReportSheet, ...] = ()
    kept_out: tuple[KeptOut, ...] = ()
    law: Law = Law()
    elsewhere: tuple[Elsewhere, ...] = ()


LISTED = {
    "layers": LayerSheet,
    "statements": Said,
    "bearings": Bearing,
    "proxies": Proxy,
    "reported": ReportSheet,
    "elsewhere": Elsewhere,
    "layer": Layer,
    "law": Law,
    "restriction": Restriction,
}


def read_sheet(data: Mapping[str, Any]) -> Sheet:
    """Return a stored sheet; one written by newer software is read for what is known here."""
    try:
        return from_json(Sheet, dict(data), "sheet")
    except Refused:
        return from_json(Sheet, _known(Sheet, data), "sheet")


def _known(kind: type, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of `data` that `kind` has, and of what stands in them likewise."""
    names = {field.name for field in fields(kind)}
    return {name: _known_inside(name, value) for name, value in data.items() if name in names}


def _known_inside(name: str, value: Any) -> Any:
    if name not in LISTED or value is None:
        return value
    return [_known(LISTED[name], each) for each in value] if isinstance(value, list) else _known(LISTED[name], value)
