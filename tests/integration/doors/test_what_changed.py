"""Nothing that changed is passed over: what cannot be answered beside Django is answered by it, at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from tests.builders import drafts, who
from tests.builders.doors import Looker, traces

from accord.access.actions import systems
from accord.domain.lifecycle import CancelReason
from accord.domain.people import Contact
from accord.organisations.models import Organisation
from accord.people.actions import contacts, numbers
from accord.plans.actions.cancellations import cancel
from accord.plans.models import Current
from accord.projections.fhir.systems import NHS_NUMBER
from accord.sharing.doors.learning import LASTS, PASSES, RENEWED_AFTER

Owner = psycopg.Connection[tuple[object, ...]]
Looking = Callable[..., Looker]
Change = Callable[[UUID, str], object]


def cancelled(person: UUID, _number: str) -> None:
    version = Current.objects.get(person_id=person).version_id
    cancel(version_id=version, reason=CancelReason.PERSON_CHANGED_MIND, by=drafts.gp(), words="They asked.")


def contact_added(person: UUID, _number: str) -> None:
    contacts.add(person_id=person, contact=Contact(name="Ann Hartley", phone="01632 960001"), by=None)


def died(person: UUID, _number: str) -> None:
    drafts.die(person)


def superseded(person: UUID, _number: str) -> None:
    numbers.supersede(person_id=person, number=who.number(), by=None)


@pytest.fixture
def looked(looker: Looker, planned: UUID, number: str) -> Looker:
    """A system that is answered beside Django."""
    looker.look(number)
    assert not looker.look(number).by_django
    return looker


@pytest.mark.parametrize("change", [cancelled, contact_added, died, superseded])
def test_change_is_seen_at_the_next_look(looked: Looker, planned: UUID, number: str, change: Change) -> None:
    before = looked.look(number)
    change(planned, number)
    after = looked.look(number)
    assert after.by_django
    assert (after.status, after.lasting[1] != before.lasting[1]) == (200, True)


def test_number_that_was_replaced_says_so(looked: Looker, planned: UUID, number: str) -> None:
    superseded(planned, number)
    assert [b"was replaced by another" in looked.look(number).body for _ in range(2)] == [True, True]


def test_closed_system_is_let_in_no_more(looked: Looker, planned: UUID, number: str) -> None:
    noted = len(traces(planned))
    systems.close(system_id=UUID(looked.system.id), by=None)
    assert (looked.look(number).status, len(traces(planned))) == (401, noted)


def test_token_that_ended_lets_nobody_in(looked: Looker, planned: UUID, number: str, owner_connection: Owner) -> None:
    noted = len(traces(planned))
    owner_connection.execute("UPDATE access_systemtoken SET ends_at = now() WHERE system_id = %s", [looked.system.id])
    owner_connection.commit()
    assert (looked.look(number).status, len(traces(planned))) == (401, noted)


def test_organisation_that_ended_is_let_in_no_more(looked: Looker, number: str) -> None:
    Organisation.objects.filter(ods_code="R9901").update(valid_to=datetime.now(UTC).date() - timedelta(days=1))
    try:
        assert looked.look(number).status == 401
    finally:
        Organisation.objects.filter(ods_code="R9901").update(valid_to=None)


def test_scope_is_asked_for(looking: Looking, looked: Looker, planned: UUID, number: str) -> None:
    other = looking(scopes="system/Patient.s")
    assert [other.look(number).status for _ in range(2)] == [403, 403]


def test_incident_goes_to_django(looked: Looker, planned: UUID, number: str) -> None:
    assert [looked.look(number, incident="CAD-99").by_django for _ in range(2)] == [True, True]
    assert traces(planned)[-1][-1] == "incident"


def test_other_bytes_go_to_django(looked: Looker) -> None:
    others = (f"identifier={NHS_NUMBER}|9990000001", "identifier=9990000001&identifier=9990000002", "x=9990000001")
    assert all(looked.send(looked.request(other.encode())).by_django for other in others)


def test_other_headers_go_to_django(looked: Looker, number: str) -> None:
    body = f"identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C{number}".encode()
    assert looked.send(looked.request(body, Accept="text/html")).status == 406
    assert looked.send(looked.request(body, Authorization="Bearer x")).status == 401
    assert looked.send(looked.request(body, Host="elsewhere.example")).status == 400
    assert not looked.send(looked.request(body, X_Request_ID="a-mark-of-their-own")).by_django


def test_unknown_and_impossible_numbers_are_answered_by_django(looked: Looker) -> None:
    assert [looked.look(each).status for each in (who.number(), "1234567890")] == [404, 400]


def test_pieces_of_a_request_are_put_together(looked: Looker, number: str) -> None:
    whole = looked.request(f"identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C{number}".encode())
    head, mark, body = whole.partition(b"\r\n\r\n")
    answer = looked.send(head + mark, body[:20], body[20:])
    assert (answer.status, answer.by_django) == (200, False)


def test_other_software_makes_its_own(looked: Looker, number: str, owner_connection: Owner) -> None:
    owner_connection.execute("UPDATE sharing_summary SET made_by = 'other'")
    owner_connection.commit()
    assert [looked.look(number).by_django for _ in range(2)] == [True, False]


def test_what_holds_until_now_is_made_again(looked: Looker, number: str, owner_connection: Owner) -> None:
    owner_connection.execute("UPDATE sharing_summary SET until = now()")
    owner_connection.commit()
    assert [looked.look(number).by_django for _ in range(2)] == [True, False]


def test_pass_is_renewed_and_ends(looked: Looker, number: str) -> None:
    (found,) = PASSES.values()
    found.renewed -= RENEWED_AFTER
    assert [looked.look(number).by_django for _ in range(2)] == [True, False]
    for each in PASSES.values():
        each.born -= LASTS
    assert looked.look(number).by_django
