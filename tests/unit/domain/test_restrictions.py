"""Who may read a part that the person keeps to some readers."""

from __future__ import annotations

from typing import Any

import pytest

from accord.domain.authority import Role
from accord.domain.codec import from_json, to_json
from accord.domain.errors import Refused
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import RESTRICTABLE, Reader, Readers, ReadingOrganisation, Restriction, kept_from
from accord.domain.plan.wishes import SharingWishes, check_restricted
from accord.domain.relationships import AccessBasis

MATTERS, HEALTH = PartName.WHAT_MATTERS, PartName.UNDERSTANDING
HOME, AWAY, NAMED = "Y90001", "R9901", "VL901"
NEEDED_AT_ONCE = frozenset(PartName) - frozenset(RESTRICTABLE)


def asked(to: Readers = Readers.ASKED_AT, **changed: Any) -> Restriction:
    usual: dict[str, Any] = {"parts": frozenset({MATTERS}), "organisations": frozenset({NAMED}), "asked_at": HOME}
    return Restriction(to=to, **(usual | changed))


def reader(code: str = AWAY, role: Role = Role.CLINICIAN, basis: AccessBasis | None = None) -> Reader:
    return Reader(organisation_code=code, role=role, basis=basis)


@pytest.mark.parametrize("to", list(Readers))
@pytest.mark.parametrize("role", [Role.CARE_STAFF, Role.CLINICIAN])
def test_organisation_that_the_person_names_reads_whatever_the_choice(to: Readers, role: Role) -> None:
    assert asked(to).admits(reader(NAMED, role))


@pytest.mark.parametrize("to", list(Readers))
def test_person_reads_their_own_parts(to: Readers) -> None:
    assert asked(to).admits(reader("", Role.PERSON))


@pytest.mark.parametrize("to", list(Readers))
@pytest.mark.parametrize("basis", [None, AccessBasis.ASKED, AccessBasis.OUTSIDE, AccessBasis.WORK])
def test_no_look_without_a_relationship_reads(to: Readers, basis: AccessBasis | None) -> None:
    assert not asked(to).admits(reader(basis=basis))


@pytest.mark.parametrize(
    ("to", "role", "basis", "expected"),
    [
        (Readers.CARING, Role.CARE_STAFF, AccessBasis.STAYING, True),
        (Readers.CARING, Role.AMBULANCE, AccessBasis.INCIDENT, True),
        (Readers.CARING, Role.CLINICIAN, AccessBasis.SIGNED, False),
        (Readers.CARING, Role.CLINICIAN, AccessBasis.RECORDED, False),
        (Readers.CLINICIANS, Role.CLINICIAN, AccessBasis.REGISTERED, True),
        (Readers.CLINICIANS, Role.CLINICIAN, AccessBasis.STAYING, False),
        (Readers.CLINICIANS, Role.CARE_STAFF, AccessBasis.REGISTERED, False),
        (Readers.CLINICIANS, Role.AMBULANCE, AccessBasis.INCIDENT, False),
        (Readers.ASKED_AT, Role.CLINICIAN, AccessBasis.REGISTERED, False),
    ],
)
def test_relationship_counts_as_the_person_chose(to: Readers, role: Role, basis: AccessBasis, expected: bool) -> None:
    assert asked(to).admits(reader(AWAY, role, basis)) is expected


@pytest.mark.parametrize(("to", "expected"), [(Readers.ASKED_AT, True), (Readers.CLINICIANS, False)])
def test_colleagues_read_where_it_was_asked_unless_only_clinicians_do(to: Readers, expected: bool) -> None:
    assert asked(to).admits(reader(HOME, Role.CARE_STAFF)) is expected


def test_organisation_reads_what_it_wrote_and_not_what_it_took_over() -> None:
    restriction = asked(parts=frozenset({MATTERS, HEALTH}))
    assert kept_from(reader(), [restriction], written_for=AWAY, carried=[HEALTH]) == {HEALTH}


def test_every_restriction_must_let_a_reader_in() -> None:
    wide, narrow = asked(Readers.CARING), asked()
    staying = reader(basis=AccessBasis.STAYING)
    assert (kept_from(staying, [wide]), kept_from(staying, [wide, narrow])) == (frozenset(), {MATTERS})


@pytest.mark.parametrize("part", sorted(NEEDED_AT_ONCE))
def test_part_that_an_emergency_needs_is_never_kept(part: PartName) -> None:
    wishes = SharingWishes(restricted_parts=frozenset({part}), restricted_to=Readers.ASKED_AT)
    with pytest.raises(Refused, match="read by everybody"):
        check_restricted(wishes)
    assert kept_from(reader(), [asked(parts=frozenset({part}))]) == frozenset()


def test_what_can_be_kept_is_said_in_one_place() -> None:
    assert set(RESTRICTABLE) == {MATTERS, HEALTH, PartName.BEST_INTERESTS, PartName.YOUNG_PERSON}


def test_parts_kept_to_nobody_in_particular_are_for_the_fewest() -> None:
    wishes = SharingWishes(restricted_parts=frozenset({MATTERS}), restricted_at=HOME)
    assert wishes.restriction == asked(organisations=frozenset())


def test_nothing_is_restricted_unless_the_person_asks() -> None:
    assert SharingWishes().restriction is None
    check_restricted(SharingWishes(restricted_organisations=(ReadingOrganisation(code=NAMED),)))


def test_document_of_before_reads_as_one_that_restricts_nothing() -> None:
    held = {name: value for name, value in to_json(SharingWishes()).items() if not name.startswith("restricted_")}
    assert from_json(SharingWishes, held) == SharingWishes()


def test_empty_organisation_is_nobodys() -> None:
    assert not asked(asked_at="").admits(reader(""))
