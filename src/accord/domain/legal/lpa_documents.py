"""Reading a lasting power of attorney from the JSON of the Office of the Public Guardian's LPA Store.

Two shapes are taken: the stored LPA, and the body with which one is created, which has no `uid`, `status` or
`registrationDate` yet: that LPA's status is not known, so that it gives no power here, and says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from accord.domain.choices import Choice
from accord.domain.json_documents import Fields, Unplaced, parse_json
from accord.domain.legal.lpa import (
    Appointment,
    Attorney,
    AttorneyStatus,
    HowDecide,
    LastingPower,
    LifeSustaining,
    LpaKind,
    LpaStatus,
    Problem,
    TrustCorporation,
    WhenUsable,
)

C = TypeVar("C", bound=Choice)
# The present pattern is digits alone; an older copy of the schema shows letters too (data-items 1.5).
_UID = re.compile(r"M(-[0-9A-Za-z]{4}){3}")
# Our own words for "nothing is stated": no document may use them.
_ABSENT = frozenset({"unknown", "not-stated"})
_CONTACT_DETAILS = ("address", "email", "channel", "identityCheck", "contactLanguagePreference")
_HOUSEKEEPING = (
    "updatedAt",
    "witnessedByCertificateProviderAt",
    "certificateProviderNotRelatedConfirmedAt",
    "language",
    "howAttorneysMakeDecisionsIsDefault",
    "howReplacementAttorneysMakeDecisionsIsDefault",
    "whenTheLpaCanBeUsedIsDefault",
    "lifeSustainingTreatmentOptionIsDefault",
)


def read_lpa(document: object) -> tuple[LastingPower, tuple[Unplaced, ...]]:
    """Return the LPA in a parsed JSON document, and each field of it that has no place here.

    Raises Refused naming the path of whatever cannot be taken. What is odd but can be taken (an option where none
    belongs, a company named for welfare) is kept and said in `problems`.
    """
    fields = Fields.root(document, "lpa")
    problems: list[Problem] = []
    fields.ignore(*_HOUSEKEEPING)
    kind = _kind(fields)
    donor = fields.child("donor")
    power = LastingPower(
        kind=kind,
        uid=_uid(fields),
        status=_status(fields, problems),
        life_sustaining=_life_sustaining(fields, kind, problems),
        how_attorneys_decide=_choice(fields, "howAttorneysMakeDecisions", HowDecide, HowDecide.NOT_STATED),
        how_replacements_decide=_choice(
            fields, "howReplacementAttorneysMakeDecisions", HowDecide, HowDecide.NOT_STATED
        ),
        when_usable=_choice(fields, "whenTheLpaCanBeUsed", WhenUsable, WhenUsable.NOT_STATED),
        donor_name=_name(donor),
        donor_birth_date=donor.day("dateOfBirth"),
        attorneys=tuple(_attorney(each) for each in fields.children("attorneys")),
        trust_corporations=tuple(_company(each) for each in fields.children("trustCorporations")),
        restrictions=fields.text("restrictionsAndConditions"),
        signed_at=fields.time("signedAt"),
        registered_on=fields.day("registrationDate"),
        certificate_provider=_name(fields.child("certificateProvider")),
        channel=fields.text("channel"),
    )
    fields.refuse_if_wrong()
    found = (*problems, *_problems(power))
    return replace(power, problems=found), fields.unplaced()


def read_lpa_text(text: str | bytes) -> tuple[LastingPower, tuple[Unplaced, ...]]:
    """Return the LPA in JSON text. Raises Refused for broken JSON, saying where."""
    return read_lpa(parse_json(text, "lpa"))


def _kind(fields: Fields) -> LpaKind:
    value = fields.text("lpaType", required=True)
    # a wrong kind is refused once everything has been read; until then any will do
    return (_known(fields, "lpaType", value, LpaKind) if value else None) or LpaKind.PROPERTY_AND_AFFAIRS


def _uid(fields: Fields) -> str:
    uid = fields.text("uid")
    if uid and not _UID.fullmatch(uid):
        fields.complain("uid", f"{uid[:40]!r} is not the number of an LPA.", "Give M- and three groups of four.")
    return uid.upper()


def _status(fields: Fields, problems: list[Problem]) -> LpaStatus:
    value = fields.text("status")
    if not value:
        words = "No status is given: nothing shows that this LPA is registered, so it gives no power here."
        problems.append(Problem(field="status", words=words))
        return LpaStatus.UNKNOWN
    return _known(fields, "status", value, LpaStatus) or LpaStatus.UNKNOWN


def _life_sustaining(fields: Fields, kind: LpaKind, problems: list[Problem]) -> LifeSustaining:
    option = _choice(fields, "lifeSustainingTreatmentOption", LifeSustaining, LifeSustaining.UNKNOWN)
    is_given = option is not LifeSustaining.UNKNOWN
    if kind is LpaKind.PERSONAL_WELFARE and not is_given:
        words = "A health and welfare LPA must say whether attorneys may decide about life-sustaining treatment."
        problems.append(Problem(field="lifeSustainingTreatmentOption", words=words))
    if kind is LpaKind.PROPERTY_AND_AFFAIRS and is_given:
        words = f"An LPA about property may not say anything about life-sustaining treatment ({option})."
        problems.append(
            Problem(field="lifeSustainingTreatmentOption", words=f"{words} It gives no say about treatment.")
        )
    return option


def _problems(power: LastingPower) -> tuple[Problem, ...]:
    """Return what does not fit in an LPA that could be read."""
    found = []
    if power.kind is LpaKind.PERSONAL_WELFARE and power.trust_corporations:
        names = ", ".join(company.name for company in power.trust_corporations)
        words = f"A company ({names}) cannot decide about care or treatment, and is not counted among the attorneys."
        found.append(Problem(field="trustCorporations", words=words))
    if power.how_attorneys_decide is HowDecide.NOT_STATED and len(power.active_attorneys) > 1:
        words = "How several attorneys decide is not stated: they are read as deciding jointly, which the law presumes."
        found.append(Problem(field="howAttorneysMakeDecisions", words=words))
    if power.is_registered and power.registered_on is None:
        found.append(Problem(field="registrationDate", words="It is registered, with no date of registration."))
    return tuple(found)


def _attorney(fields: Fields) -> Attorney:
    fields.ignore(*_CONTACT_DETAILS)
    return Attorney(
        uid=fields.text("uid"),
        name=_full_name(fields),
        birth_date=fields.day("dateOfBirth"),
        status=_choice(fields, "status", AttorneyStatus, AttorneyStatus.UNKNOWN),
        appointment=_choice(fields, "appointmentType", Appointment, Appointment.UNKNOWN),
        telephone=fields.text("mobile") or fields.text("phone"),
        signed_at=fields.time("signedAt"),
    )


def _company(fields: Fields) -> TrustCorporation:
    fields.ignore("uid", *_CONTACT_DETAILS, "appointmentType", "signedAt")
    return TrustCorporation(
        name=fields.text("name", required=True),
        company_number=fields.text("companyNumber"),
        status=_choice(fields, "status", AttorneyStatus, AttorneyStatus.UNKNOWN),
    )


def _name(fields: Fields) -> str:
    fields.ignore(
        "uid", "address", "email", "phone", "channel", "signedAt", "contactLanguagePreference", "identityCheck"
    )
    return _full_name(fields)


def _full_name(fields: Fields) -> str:
    return " ".join(part for part in (fields.text("firstNames"), fields.text("lastName")) if part)


def _choice(fields: Fields, name: str, kind: type[C], absent: C) -> C:
    value = fields.text(name)
    return (_known(fields, name, value, kind) or absent) if value else absent


def _known(fields: Fields, name: str, value: str, kind: type[C]) -> C | None:
    found = next((member for member in kind if member.value == value and member.value not in _ABSENT), None)
    if found is None:
        fields.complain(name, f"{value[:40]!r} is not known.", _one_of(kind))
    return found


def _one_of(kind: type[C]) -> str:
    return "Use one of: " + ", ".join(member.value for member in kind if member.value not in _ABSENT) + "."
