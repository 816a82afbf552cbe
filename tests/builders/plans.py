"""Plans, people and signatures to test with, made without a database: sound unless the test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from accord.domain.authority import Grade, Register, Registration
from accord.domain.choices import Answer
from accord.domain.moments import Moment
from accord.domain.people import Address, Contact, ContactRole, Identity, PersonName, Verification
from accord.domain.plan.clinical import (
    Advice,
    AnticipatoryMedicine,
    Basis,
    Cpr,
    CprRecommendation,
    Escalation,
    Focus,
    IcdState,
    Intervention,
    MedicinesDevices,
    Treatment,
    Treatments,
    Understanding,
)
from accord.domain.plan.documents import Plan, SignedDocument
from accord.domain.plan.keeping import Distribution, Recipient, Review, ReviewRule, Signatory, Signature
from accord.domain.plan.people_involved import (
    Agreement,
    Capacity,
    Conversation,
    ConversationWith,
    HasCapacity,
    Involvement,
    InvolvementOption,
    Mode,
    Topic,
)
from accord.domain.plan.wishes import ConsentToShare, Place, Scope, Setting, SharingWishes, WhatMatters
from accord.domain.standing import Layer, Suspension
from accord.domain.statements import Says, Speaker, Statement
from accord.projections.emergency import CurrentLayer

NOW = datetime(2026, 3, 10, 3, 12, tzinfo=UTC)
SIGNED = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
TALKED = Moment.of(datetime(2026, 3, 1, 11, 0, tzinfo=UTC))
PERSON = UUID(int=7)
OWN_ORGANISATION = "Y90001"


def talk(with_whom: ConversationWith = ConversationWith.PERSON, **changes: Any) -> Conversation:
    """Return a conversation in person about CPR, the day before signing."""
    whole = Conversation(
        at=TALKED,
        with_whom=with_whom,
        mode=Mode.IN_PERSON,
        where="At home",
        minutes=25,
        topics=frozenset({Topic.CPR}),
        said="We talked about what CPR could and could not do.",
        understood="That it would be unlikely to work.",
        agreement=Agreement.AGREED,
    )
    return replace(whole, **changes)


def cpr(recommendation: CprRecommendation = CprRecommendation.NOT_FOR_CPR, **changes: Any) -> Cpr:
    """Return a recommendation about CPR, by default against it, with its reasons."""
    whole = Cpr(
        recommendation=recommendation,
        decided_at=TALKED,
        basis=Basis.NOT_SUCCESSFUL,
        rationale="Severe heart failure with repeated admissions; CPR would be unlikely to restart the heart.",
        burdens="Broken ribs, and time away from home.",
        benefits="A very small chance of living longer.",
        foreseeable_arrest=Answer.YES,
        team_discussed=Answer.YES,
    )
    return replace(whole, **changes)


def treatment(intervention: Intervention, advice: Advice = Advice.RECOMMENDED, **changes: Any) -> Treatment:
    """Return a recommendation about one treatment."""
    return Treatment(intervention=intervention, advice=advice, **changes)


def enduring_plan(**changes: Any) -> Plan:
    """Return a sound enduring plan of a person with capacity."""
    whole = Plan(
        setting=Setting(),
        what_matters=WhatMatters(
            values="Being at home with the dog.", fears="Dying in hospital.", place_of_care=Place.OWN_HOME
        ),
        sharing=SharingWishes(consent=ConsentToShare.GIVEN),
        understanding=Understanding(summary="Severe heart failure.", frailty=6),
        involvement=Involvement(options=frozenset({InvolvementOption.A}), information_given=Answer.YES),
        capacity=Capacity(outcome=HasCapacity.HAS),
        cpr=cpr(),
        treatments=_treatments(),
        medicines_devices=_medicines(),
        distribution=Distribution(tell=frozenset({Recipient.GP, Recipient.AMBULANCE})),
        review=Review(rule=ReviewRule.DATED, due=date(2026, 9, 1)),
        conversations=(talk(),),
    )
    return replace(whole, **changes)


def _treatments() -> Treatments:
    return Treatments(
        focus=Focus.BALANCE,
        escalation=Escalation.SELECTED,
        recommendations=(
            treatment(Intervention.ORAL_ANTIBIOTICS),
            treatment(Intervention.HOSPITAL, Advice.CONDITIONAL, condition="it is for something that can be put right"),
            treatment(Intervention.INTENSIVE_CARE, Advice.NOT_RECOMMENDED),
        ),
    )


def _medicines() -> MedicinesDevices:
    return MedicinesDevices(
        anticipatory=Answer.YES,
        medicines=(AnticipatoryMedicine(name="Morphine", dose="2.5 mg", indication="pain"),),
        medicines_location="Locked box in the kitchen",
        icd=IcdState.DEACTIVATED,
        allergies="Penicillin",
    )


def episode_plan(**changes: Any) -> Plan:
    """Return a plan for this admission alone, by default for CPR."""
    whole = enduring_plan(setting=Setting(scope=Scope.EPISODE), cpr=cpr(CprRecommendation.FOR_CPR, basis=Basis.UNKNOWN))
    return replace(whole, **changes)


def identity(**changes: Any) -> Identity:
    """Return a person of 84 with a verified number of our own range, at home, with two contacts."""
    whole = Identity(
        person_id=PERSON,
        names=(PersonName(family="Hartley", given=("Rose",), prefix="Mrs"),),
        birth_date=date(1941, 5, 17),
        nhs_number="9990000018",
        verification=Verification.VERIFIED,
        addresses=(Address(lines=("1 High Street", "Skelby"), postcode="ZZ99 3AB"),),
        contacts=(
            contact("Tom Hartley", ContactRole.EMERGENCY, relationship="Son"),
            contact("Ann Lowe", ContactRole.PRIMARY, relationship="Daughter", phone="01632 960002"),
        ),
    )
    return replace(whole, **changes)


def contact(name: str, *roles: ContactRole, **changes: Any) -> Contact:
    """Return a contact with a telephone number that nobody has."""
    return Contact(**{"name": name, "roles": roles, "phone": "01632 960001", **changes})


def signature(**changes: Any) -> Signature:
    """Return the signature of a GP who is the senior responsible clinician."""
    author = Signatory(
        staff_id=UUID(int=3),
        name="Dr Ada Moss",
        grade=Grade.GP,
        organisation_code=OWN_ORGANISATION,
        organisation_name="Elm Surgery",
        registration=Registration(register=Register.GMC, number="7000001"),
        telephone="01632 960010",
    )
    return replace(Signature(author=author, signed_at=SIGNED, senior_responsible=Answer.YES), **changes)


def signed(plan: Plan | None = None, **changes: Any) -> SignedDocument:
    """Return a signed version."""
    whole = SignedDocument(person_id=PERSON, person=identity(), plan=plan or enduring_plan(), signature=signature())
    return replace(whole, **changes)


def layer(plan: Plan | None = None, *suspensions: Suspension, number: int = 1, **changes: Any) -> CurrentLayer:
    """Return a current version as the emergency sheet takes it."""
    document = signed(plan)
    said, setting = document.plan.cpr, document.plan.setting or Setting()
    standing = Layer(
        version_id=UUID(int=100 + number + 50 * (setting.scope is Scope.EPISODE)),
        scope=setting.scope,
        number=number,
        cpr=said.recommended if said else CprRecommendation.NONE,
        signed_at=document.signature.signed_at,
        ends_at=setting.ends_at,
        suspensions=suspensions,
    )
    return CurrentLayer(**{"layer": standing, "document": document, **changes})


def suspension(**changes: Any) -> Suspension:
    """Return a suspension of two days around now."""
    whole = Suspension(from_at=NOW - timedelta(days=1), until=NOW + timedelta(days=1), why="Hip operation")
    return replace(whole, **changes)


def statement(says: Says = Says.WANTS_CPR, heard_from: Speaker = Speaker.PERSON, **changes: Any) -> Statement:
    """Return something that the person now says, heard by care staff an hour ago."""
    whole = Statement(
        statement_id=UUID(int=9),
        says=says,
        words="",
        heard_from=heard_from,
        posted_at=NOW - timedelta(hours=1),
        posted_by="Jo Kind",
        posted_role="Care staff",
        organisation="Ash House",
    )
    return replace(whole, **changes)
