"""Who looks after whom: recorded, ended, heard of, and asked for before a record opens."""

import html
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.browsers import Browser

from accord.access.actions import relationships
from accord.access.actions.relationships import NewRelationship
from accord.access.models import AccessLog, CareRelationship
from accord.access.queries.relationships import bases_of, basis_of, standing
from accord.domain.authority import Actor, Role
from accord.domain.errors import NotPermitted, Refused
from accord.domain.relationships import AccessBasis, LookReason
from accord.people.actions import numbers
from accord.people.queries import identities

NEW = {"with_whom": "us", "where": "", "words": "Wound care"}


@pytest.fixture
def stranger() -> UUID:
    return who.recorded(practice=None)


@pytest.fixture
def manager(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-manager"))
    return browser


def basis(person: UUID, actor: Actor) -> AccessBasis | None:
    identity = identities.of(person)
    assert identity
    return basis_of(identity, actor)


def caseload(person: UUID, by: Actor, **changed: object) -> UUID:
    usual: dict[str, object] = {"kind": AccessBasis.CASELOAD, "organisation_id": by.organisation_id}
    new = NewRelationship(**(usual | changed))  # type: ignore[arg-type]  # a builder takes any field
    return relationships.open_relationship(person_id=person, relationship=new, by=by)


def last_basis(person: UUID) -> str:
    return AccessLog.objects.filter(person_id=person).order_by("-id").values_list("basis", flat=True)[0]


def test_practice_and_stay_need_no_row(stranger: UUID) -> None:
    drafts.move_in(stranger)
    assert basis(stranger, drafts.carer()) is AccessBasis.STAYING
    assert basis(who.recorded(), who.actor("Y90001")) is AccessBasis.REGISTERED


def test_many_people_are_asked_about_at_once(stranger: UUID) -> None:
    here, nobodys, by = who.recorded(), who.recorded(practice=None), drafts.gp()
    caseload(stranger, by)
    held = bases_of(identities.many([stranger, here, nobodys]).values(), by)
    assert held == {stranger: AccessBasis.CASELOAD, here: AccessBasis.REGISTERED, nobodys: basis(nobodys, by)}


def test_caseload_of_the_organisation_holds_for_all_of_it_until_it_is_ended(stranger: UUID) -> None:
    held = caseload(stranger, drafts.gp())
    office = who.actor("Y90001", Role.ADMINISTRATOR)
    assert basis(stranger, office) is AccessBasis.CASELOAD
    relationships.end_relationship(person_id=stranger, relationship_id=held, by=office)
    assert basis(stranger, office) is None


def test_caseload_of_one_role_holds_for_it_alone(stranger: UUID) -> None:
    caseload(stranger, drafts.gp(), staff_role_id=drafts.gp().staff_role_id)
    assert basis(stranger, drafts.gp()) is AccessBasis.CASELOAD
    assert basis(stranger, who.actor("Y90001", Role.ADMINISTRATOR)) is None


def test_referral_opens_the_record_to_the_other_organisation(stranger: UUID) -> None:
    caseload(stranger, drafts.gp(), kind=AccessBasis.REFERRAL, organisation_id=who.site("R9901"))
    assert basis(stranger, drafts.nurse()) is AccessBasis.REFERRAL
    assert [each.organisation_name for each in standing(stranger)] == ["Oak Hospital"]


def test_whoever_signed_answers_for_the_person() -> None:
    person = drafts.person_with_talk()
    assert basis(person, drafts.nurse()) is None
    drafts.signed(person, drafts.nurse(), details=drafts.JUNIOR)
    drafts.signed(person, drafts.nurse(), details=drafts.JUNIOR)
    assert basis(person, drafts.nurse()) is AccessBasis.SIGNED


def test_merged_records_keep_who_looks_after_them(stranger: UUID) -> None:
    kept = who.recorded(practice=None)
    caseload(stranger, drafts.gp())
    numbers.merge(kept_id=kept, merged_id=stranger, by=None)
    assert basis(kept, drafts.gp()) is AccessBasis.CASELOAD


def test_ended_relationship_is_not_ended_again(stranger: UUID) -> None:
    held = caseload(stranger, drafts.gp())
    relationships.end_relationship(person_id=stranger, relationship_id=held, by=drafts.gp())
    with pytest.raises(Refused):
        relationships.end_relationship(person_id=stranger, relationship_id=held, by=drafts.gp())


def test_relationship_of_another_person_is_not_ended(stranger: UUID) -> None:
    held = caseload(stranger, drafts.gp())
    with pytest.raises(Refused):
        relationships.end_relationship(person_id=uuid4(), relationship_id=held, by=drafts.gp())


@pytest.mark.parametrize("changed", [{"kind": AccessBasis.SIGNED}, {"days": 0}, {"days": 800}, {"words": "x" * 501}])
def test_relationship_that_cannot_be_recorded_is_refused(stranger: UUID, changed: dict[str, object]) -> None:
    if (days := changed.pop("days", None)) is not None:
        changed["until"] = timezone.now() + timedelta(days=int(str(days)))
    with pytest.raises(Refused):
        caseload(stranger, drafts.gp(), **changed)


def test_role_that_may_not_record_relationships_is_refused(stranger: UUID) -> None:
    with pytest.raises(NotPermitted):
        caseload(stranger, who.bare_actor(Role.AMBULANCE))


def test_nothing_is_saved_where_the_event_fails(stranger: UUID, failing_events: None) -> None:
    with pytest.raises(RuntimeError):
        caseload(stranger, drafts.gp())
    with pytest.raises(RuntimeError):
        relationships.give_reason(person_id=stranger, reason=LookReason.CARE, words="", by=drafts.gp())
    assert not CareRelationship.objects.filter(person_id=stranger).exists()


def test_record_asks_for_the_reason_first_and_then_opens(manager: Browser, stranger: UUID) -> None:
    asked = manager.get(f"/people/{stranger}")
    assert asked.url == f"/people/{stranger}/open?next=%2Fpeople%2F{stranger}"
    assert "Hartley" not in manager.open(asked.url)
    assert not AccessLog.objects.filter(person_id=stranger).exists()
    answered = manager.send(asked.url, {"reason": "colleague"}, page=asked.url)
    assert answered.url == f"/people/{stranger}"
    assert "Hartley" in manager.open(answered.url)
    assert last_basis(stranger) == "asked"


def test_other_reason_needs_words(manager: Browser, stranger: UUID) -> None:
    page = f"/people/{stranger}/open"
    response = manager.send(page, {"reason": "other", "words": " "}, page=page)
    assert response.status_code == 422
    assert "Say which" in response.content.decode()


def test_reason_leads_nowhere_else(manager: Browser, stranger: UUID) -> None:
    page = f"/people/{stranger}/open?next=//elsewhere.example/"
    assert manager.send(page, {"reason": "care"}, page=page).url == f"/people/{stranger}"


def test_record_of_nobody_is_not_asked_about(manager: Browser) -> None:
    assert manager.get(f"/people/{uuid4()}/open").status_code == 404


def test_record_that_opens_plainly_asks_nothing(manager: Browser, stranger: UUID) -> None:
    drafts.move_in(stranger)
    assert manager.get(f"/people/{stranger}").status_code == 200
    assert manager.get(f"/people/{stranger}/open").url == f"/people/{stranger}"
    assert last_basis(stranger) == "staying"


def test_clinician_opens_at_once_and_it_is_kept_as_outside(browser: Browser, stranger: UUID) -> None:
    browser.sign_in(who.open_account("s-gp"))
    assert browser.get(f"/people/{stranger}").status_code == 200
    assert last_basis(stranger) == "outside"


def test_who_looks_after_a_person_is_recorded_shown_and_ended(manager: Browser, stranger: UUID) -> None:
    drafts.move_in(stranger)
    page = f"/people/{stranger}/relationships"
    manager.send(f"{page}/new", NEW, page=f"{page}/new")
    shown = html.unescape(manager.open(page))
    assert "Caseload: Ash House" in shown
    assert "Wound care" in shown
    manager.send(f"{page}/{standing(stranger)[0].id}/end", {}, page=page)
    assert "No caseload or referral is recorded" in manager.open(page)


@pytest.mark.parametrize(("where", "says"), [("Oak Hospital", ""), ("Nowhere", "No organisation here"), ("", "Enter")])
def test_referral_names_one_organisation(manager: Browser, stranger: UUID, where: str, says: str) -> None:
    drafts.move_in(stranger)
    page = f"/people/{stranger}/relationships/new"
    response = manager.send(page, NEW | {"with_whom": "others", "where": where}, page=page)
    assert response.status_code == (422 if says else 302)
    assert says in response.content.decode()


def test_places_of_a_restricted_person_are_not_named(manager: Browser) -> None:
    person = who.recorded(restricted=True, practice=None, addresses=())
    caseload(person, drafts.gp())
    relationships.give_reason(
        person_id=person, reason=LookReason.CARE, words="", by=who.actor("VL901", Role.PROVIDER_MANAGER)
    )
    shown = manager.open(f"/people/{person}/relationships")
    assert "Caseload: Another organisation" in shown
    assert "Elm Surgery" not in shown
