"""Downtime packs: who is in one, who may make and take one, and openings that come back, each once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.builders import drafts, who
from tests.builders.downtime import FEW
from tests.integration.plans_pages.restricted import EVERY_MARK, parts

from accord.access.actions import relationships
from accord.access.actions.relationships import NewRelationship
from accord.access.models import AccessLog
from accord.domain.authority import Actor, Role
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.events import EventKind
from accord.domain.people import Verification
from accord.domain.plan.restrictions import Readers
from accord.domain.relationships import AccessBasis
from accord.events.models import Event
from accord.plans.actions.signing import Signed
from accord.privileges.claims import acting_as
from accord.sharing.actions import downtime as actions
from accord.sharing.actions import downtime_returns
from accord.sharing.downtime import files, logs, packs
from accord.sharing.downtime.logs import Why
from accord.sharing.models import DowntimeOpening, DowntimePack
from accord.sharing.queries import downtime

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.sharing.downtime.envelopes.ITERATIONS", FEW)


@pytest.fixture
def manager() -> Actor:
    return who.actor("VL901", Role.PROVIDER_MANAGER)


@pytest.fixture
def passphrase(manager: Actor) -> str:
    return actions.set_up(by=manager, every_hours=4, valid_hours=24)


@pytest.fixture
def resident(person: UUID, signed: Signed) -> UUID:
    drafts.move_in(person)
    return person


@pytest.fixture
def _undone(_database: None) -> Iterator[None]:
    """Undo what a test did before its transaction is judged: the log is committed with what it belongs to, or not."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def made(manager: Actor, at: datetime = NOW) -> UUID:
    return actions.make(organisation_id=manager.organisation_id, by=None, now=at)


def content(pack_id: UUID, passphrase: str) -> dict[str, Any]:
    return packs.unsealed(files.read(downtime.file_of(pack_id)[1]), passphrase)


def people(pack_id: UUID, passphrase: str) -> list[UUID]:
    return [UUID(each["id"]) for each in content(pack_id, passphrase)["people"]]


def openings(pack_id: UUID, *of: UUID | None) -> str:
    """Return the file that a pack saves after some openings."""
    code = DowntimePack.objects.get(pk=pack_id).code
    log, key = logs.begin(code), downtime.return_key(code)
    for person_id in of:
        log = log.and_then(
            logs.opening(who="Nia Reed", job="Nurse", why=Why.EMERGENCY, person_id=person_id, at=NOW), key
        )
    return json.dumps(log.as_json())


def looks(person: UUID, what: str) -> int:
    return AccessLog.objects.filter(person_id=person, what=what).count()


def test_pack_holds_those_who_stay_there_and_have_a_current_plan(
    manager: Actor, passphrase: str, resident: UUID
) -> None:
    drafts.move_in(who.recorded())
    pack_id = made(manager)
    assert people(pack_id, passphrase) == [resident]
    (plan,) = content(pack_id, passphrase)["people"]
    assert plan["status"]["heading"] == "Not for CPR"
    assert looks(resident, "downtime_pack_made") == 1


def test_pack_of_a_practice_holds_those_registered_there(person: UUID, signed: Signed) -> None:
    manager = _manager_at("Y90001")
    passphrase = actions.set_up(by=manager, every_hours=4, valid_hours=24)
    assert people(made(manager), passphrase) == [person]


def test_somebody_on_the_caseload_of_an_organisation_is_in_its_pack(person: UUID, signed: Signed) -> None:
    manager = _manager_at("R9901")
    passphrase = actions.set_up(by=manager, every_hours=4, valid_hours=24)
    assert people(made(manager), passphrase) == []
    caseload = NewRelationship(kind=AccessBasis.CASELOAD, organisation_id=manager.organisation_id)
    relationships.open_relationship(person_id=person, relationship=caseload, by=drafts.nurse())
    assert people(made(manager, NOW + timedelta(hours=1)), passphrase) == [person]


def test_restricted_person_is_in_no_pack(manager: Actor, passphrase: str) -> None:
    kept = drafts.person_with_talk(restricted=True)
    drafts.signed(kept)
    drafts.move_in(kept)
    assert people(made(manager), passphrase) == []


def test_part_for_some_readers_is_named_and_in_no_pack(manager: Actor, passphrase: str, person: UUID) -> None:
    drafts.signed(person, parts=parts(Readers.ASKED_AT))
    drafts.move_in(person)
    told = json.dumps(content(made(manager), passphrase))
    assert "Kept to some readers" in told
    assert not any(mark in told for mark in EVERY_MARK)


def test_plan_that_is_not_shared_says_so_and_never_that_there_is_none(manager: Actor, passphrase: str) -> None:
    unsure = drafts.person_with_talk(verification=Verification.TRACE_REQUIRED)
    drafts.signed(unsure)
    drafts.move_in(unsure)
    (plan,) = content(made(manager), passphrase)["people"]
    assert plan["status"]["heading"] == "Not shared: the NHS number has not been verified"
    assert "Severe heart failure" not in json.dumps(plan)


def test_pack_says_when_it_expires_and_is_sealed_with_what_it_holds(
    manager: Actor, passphrase: str, resident: UUID
) -> None:
    name, text = actions.take(pack_id=made(manager), organisation_id=manager.organisation_id, by=manager)
    cover = files.read(text).cover
    assert (cover.made_at, cover.expires_at) == (NOW, NOW + timedelta(hours=24))
    assert name.startswith("downtime-pack-")
    assert "Hartley" not in name + text


def test_taking_a_pack_is_traced_for_each_person_in_it(manager: Actor, passphrase: str, resident: UUID) -> None:
    pack_id = made(manager)
    with acting_as(manager):
        actions.take(pack_id=pack_id, organisation_id=manager.organisation_id, by=manager)
    look = AccessLog.objects.get(person_id=resident, what="downtime_pack_taken")
    assert look.staff_role_id == manager.staff_role_id
    assert downtime.one(pack_id, manager.organisation_id).takings == (manager.name,)
    assert Event.objects.filter(kind=EventKind.DOWNTIME_PACK_TAKEN.value).count() == 1


def test_only_a_manager_makes_and_takes_packs_and_only_of_their_own(manager: Actor, passphrase: str) -> None:
    pack_id = made(manager)
    for step in (
        lambda: actions.set_up(by=drafts.carer(), every_hours=4, valid_hours=24),
        lambda: actions.make(organisation_id=manager.organisation_id, by=drafts.carer(), now=NOW),
        lambda: actions.take(pack_id=pack_id, organisation_id=manager.organisation_id, by=drafts.carer()),
        lambda: downtime_returns.give_back(text="{}", by=drafts.carer()),
    ):
        with pytest.raises(NotPermitted):
            step()
    with pytest.raises(Refused, match="no such pack"):
        actions.take(pack_id=pack_id, organisation_id=who.site("R9901"), by=None)


@pytest.mark.parametrize("hours", [(0, 4), (25, 30), (4, 3), (4, 73)])
def test_hours_out_of_range_are_refused(manager: Actor, hours: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="out of range"):
        actions.set_up(by=manager, every_hours=hours[0], valid_hours=hours[1])


def test_envelope_is_not_replaced_by_a_form_that_did_not_see_it(manager: Actor, passphrase: str) -> None:
    with pytest.raises(Conflict):
        actions.set_up(by=manager, every_hours=4, valid_hours=24)
    seen = downtime.schedule(manager.organisation_id)
    assert seen is not None
    other = actions.set_up(by=manager, every_hours=4, valid_hours=24, replaces=seen.envelope.name)
    assert content(made(manager), other)["people"] == []


def test_pack_is_due_again_after_its_hours_and_not_where_packs_are_off(manager: Actor, passphrase: str) -> None:
    own = manager.organisation_id
    assert downtime.due(NOW) == [own]
    made(manager)
    assert downtime.due(NOW + timedelta(hours=3)) == []
    assert downtime.due(NOW + timedelta(hours=4)) == [own]
    actions.change(by=manager, is_on=False, every_hours=4, valid_hours=24)
    assert downtime.due(NOW + timedelta(hours=4)) == []
    with pytest.raises(Refused, match="not switched on"):
        made(manager)


def test_content_of_old_packs_is_let_go(manager: Actor, passphrase: str) -> None:
    first, *_ = (made(manager, NOW + timedelta(hours=each)) for each in (0, 4, 8))
    with pytest.raises(Refused, match="newer ones"):
        downtime.file_of(first)


@pytest.mark.usefixtures("_undone")
def test_openings_come_back_into_the_log_once(manager: Actor, passphrase: str, resident: UUID) -> None:
    pack_id = made(manager)
    text = openings(pack_id, None, resident, resident)
    with acting_as(manager):
        first = downtime_returns.give_back(text=text, by=manager)
        again = downtime_returns.give_back(text=text, by=manager)
    assert (first.new, again.new, again.known) == (3, 0, 3)
    assert looks(resident, "downtime_opening") == 2
    by = AccessLog.objects.filter(basis="downtime").values_list("staff_id", flat=True)
    assert set(by) == {manager.staff_id}
    assert [each.who for each in downtime.openings_of(pack_id)] == ["Nia Reed"] * 3


@pytest.mark.usefixtures("_undone")
def test_later_openings_of_the_same_log_are_written_alone(manager: Actor, passphrase: str, resident: UUID) -> None:
    pack_id = made(manager)
    text = openings(pack_id, None, resident)
    shorter = json.loads(text)
    shorter["entries"].pop()
    assert downtime_returns.give_back(text=json.dumps(shorter), by=None).new == 1
    given = downtime_returns.give_back(text=text, by=None)
    assert (given.new, given.known) == (1, 1)


def test_openings_that_were_changed_or_are_of_another_pack_are_refused(
    manager: Actor, passphrase: str, resident: UUID
) -> None:
    text = openings(made(manager), None, resident)
    with pytest.raises(Refused, match="was changed"):
        downtime_returns.give_back(text=text.replace("Nia Reed", "Jo Kind"), by=manager)
    with pytest.raises(Refused, match="not yours"):
        downtime_returns.give_back(text=text, by=None, organisation_id=who.site("R9901"))
    assert DowntimeOpening.objects.count() == 0


def test_opening_of_somebody_who_is_not_in_the_pack_is_refused(manager: Actor, passphrase: str, resident: UUID) -> None:
    text = openings(made(manager), uuid4())
    with pytest.raises(Refused, match="was changed"):
        downtime_returns.give_back(text=text, by=manager)


def test_pack_that_was_taken_is_asked_for_until_something_comes_back(manager: Actor, passphrase: str) -> None:
    old, late = made(manager), NOW + timedelta(hours=25)
    actions.take(pack_id=old, organisation_id=manager.organisation_id, by=None)
    assert not downtime.one(old, manager.organisation_id).is_asked_for(NOW)
    assert downtime.one(old, manager.organisation_id).is_asked_for(late)
    downtime_returns.say_unopened(pack_ids=[old], by=manager)
    assert not downtime.one(old, manager.organisation_id).is_asked_for(late)
    with pytest.raises(Conflict):
        downtime_returns.say_unopened(pack_ids=[old], by=manager)


def test_nothing_is_kept_where_its_event_fails(manager: Actor, passphrase: str, failing_events: None) -> None:
    for step in (
        lambda: made(manager),
        lambda: actions.change(by=manager, is_on=False, every_hours=4, valid_hours=24),
    ):
        with pytest.raises(RuntimeError, match="no event"):
            step()
    assert not DowntimePack.objects.exists()
    assert downtime.due(NOW) == [manager.organisation_id]


def _manager_at(code: str) -> Actor:
    """Return a manager of an organisation that has none in the small region."""
    place, one = who.site(code), who.actor("VL901", Role.PROVIDER_MANAGER)
    return Actor(
        staff_id=one.staff_id,
        staff_role_id=one.staff_role_id,
        role=Role.PROVIDER_MANAGER,
        grade=one.grade,
        organisation_id=place,
        organisation_code=code,
        name=one.name,
    )
