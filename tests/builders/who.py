"""Builders of organisations, staff and people for tests: only what a test does not care about is filled in."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from uuid import UUID

from accord.access.actions.accounts import NewAccount, open_accounts
from accord.domain.authority import Actor, Grade, Role
from accord.domain.nhs_numbers import own_test_number
from accord.domain.people import Address, Gender, NewPerson, PersonName, Practice, Verification
from accord.organisations.actions import load_csv
from accord.organisations.queries import directory, staff
from accord.people.actions.intake import record

BORN = date(1941, 5, 17)
PASSWORD = "long quiet walks by the canal"
_numbers = itertools.count(1000)
ORGANISATIONS = """ods_code,name,primary_role,roles,site_type,places,valid_from,valid_to
Y90001,Elm Surgery,RO177,RO76:2013-04-01,gp_practice,,2013-04-01,
VL901,Ash House,RO101,RO269,nursing_home,42,2015-01-01,
R9901,Oak Hospital,RO197,,acute_hospital,,2010-01-01,
Q9901,Moor ICB,RO261,RO318,other,,2022-07-01,
Q9902,Fen ICB,RO261,RO318,other,,2022-07-01,
"""
RELATIONSHIPS = """source_code,kind,target_code,valid_from,valid_to
VL901,RE5,Q9901,2022-07-01,2025-03-31
VL901,in_area_of,Q9902,2025-04-01,
Y90001,commissioned_by,Q9901,2022-07-01,
"""
STAFF = """staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to
s-gp,Dr Ada Moss,gmc,7000001,Y90001,senior_responsible_clinician,gp,2020-01-01,
s-nurse,Nia Reed,nmc,99A1234E,VL901,clinician,nurse,2020-01-01,
s-nurse,Nia Reed,nmc,99A1234E,R9901,clinician,senior_nurse,2020-01-01,
s-gone,Lee Gone,,,VL901,care_staff,care_staff,2020-01-01,2021-01-01
s-manager,Max Lead,,,VL901,provider_manager,other,2020-01-01,
s-care,Jo Kind,,,VL901,care_staff,care_staff,2020-01-01,
s-office,Pat Desk,,,Y90001,administrator,admin,2020-01-01,
s-lead,Sam View,,,Q9901,assurance_lead,other,2022-07-01,
"""


def load_directory(folder: Path) -> None:
    """Load a small region."""
    paths = {}
    for name, text in (("organisations", ORGANISATIONS), ("relationships", RELATIONSHIPS), ("staff", STAFF)):
        paths[name] = folder / f"{name}.csv"
        paths[name].write_text(text)
    load_csv(**paths, rejects=folder / "rejects.csv", by=None)


def site(code: str = "VL901") -> UUID:
    """Return the id of an organisation of the small region."""
    found = directory.by_code(code)
    assert found
    return found.id


def actor(code: str = "Y90001", role: Role | None = None) -> Actor:
    """Return somebody who works at an organisation of the small region."""
    return staff.at_organisation(code, role)[0]


def bare_actor(role: Role = Role.CLINICIAN) -> Actor:
    """Return an actor with no rows behind it."""
    one = UUID(int=1)
    return Actor(
        staff_id=one,
        staff_role_id=one,
        role=role,
        grade=Grade.GP,
        organisation_id=one,
        organisation_code="Y90001",
        name="Dr A",
    )


def open_account(staff_code: str, username: str = "", password: str = PASSWORD) -> str:
    """Open an account for a member of staff of the small region; return its user name."""
    staff_id = staff.by_staff_code(staff_code)
    assert staff_id
    account = NewAccount(staff_id=staff_id, username=username or staff_code, password=password)
    open_accounts(accounts=[account], by=None)
    return username or staff_code


def number() -> str:
    """Return a test number that no other test of this run has."""
    return own_test_number(next(_numbers)).digits


def person(**changed: object) -> NewPerson:
    """Return a person whose details are all there, with a number of their own."""
    usual: dict[str, object] = {
        "name": PersonName(family="Hartley", given=("Rose", "Ann"), prefix="Mrs"),
        "birth_date": BORN,
        "gender": Gender.FEMALE,
        "nhs_number": number(),
        "verification": Verification.VERIFIED,
        "addresses": (Address(lines=("1 High Street", "Skelby"), postcode="ZZ99 3AB"),),
        "practice": Practice(code="Y90001"),
    }
    return NewPerson(**(usual | changed))  # type: ignore[arg-type]  # a builder takes any field


def recorded(**changed: object) -> UUID:
    """Record such a person, and return their id."""
    return record(person=person(**changed), by=None)
