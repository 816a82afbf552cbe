"""Registers: what waits is counted where the person is, and only of people with a decision or a plan."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.integration.assurance.conftest import SignIn

from accord.access.models import AccessLog
from accord.assurance.pages.registers import views
from accord.assurance.queries import registers
from accord.domain.authority import Actor, Role
from accord.domain.errors import NotPermitted
from accord.domain.lifecycle import CancelReason
from accord.domain.people import PersonName
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare
from accord.domain.waiting import Waited, Waiting
from accord.plans.actions import cancellations, consents, reviews
from accord.plans.models import Task, TaskKind
from accord.privileges.claims import acting_as

pytestmark = pytest.mark.usefixtures("nothing_waits")
NOW = datetime.now(UTC)


def manager() -> Actor:
    return who.actor("VL901", Role.PROVIDER_MANAGER)


def resident(**changed: object) -> UUID:
    """Return somebody of Ash House about whom the GP signed a plan."""
    person = drafts.person_with_talk(**changed)
    drafts.move_in(person)
    drafts.signed(person, details=drafts.JUNIOR)
    return person


def age(person: UUID, kind: TaskKind, days: float) -> None:
    """Let a task be due, and asked, so many days ago."""
    then = NOW - timedelta(days=days)
    Task.objects.filter(person_id=person, kind=kind.value).update(due_at=then, raised_at=then)


def waits(register: Waiting, by: Actor) -> int:
    with acting_as(by):
        return registers.of(by, NOW).line(register).total


@pytest.mark.parametrize(
    ("days", "band"),
    [(1, Waited.WEEK), (7.9, Waited.WEEK), (8.1, Waited.MONTH), (28.9, Waited.MONTH), (29.1, Waited.LONGER)],
)
def test_overdue_review_is_counted_at_the_home_by_how_long_it_waits(days: float, band: Waited) -> None:
    age(resident(), TaskKind.REVIEW_DUE, days)
    line = registers.of(manager(), NOW).line(Waiting.REVIEWS)
    assert (line.waited, line.overdue) == ({band: 1}, 1)


def test_review_that_is_not_due_yet_waits_for_nobody() -> None:
    resident()
    assert waits(Waiting.REVIEWS, manager()) == 0


def reviewed(person: UUID) -> None:
    version_id = Task.objects.filter(person_id=person, kind=TaskKind.REVIEW_DUE.value).get().version_id
    reviews.record(version_id=version_id, outcome=ReviewOutcome.CONFIRMED, due=None, indefinite_why="x", by=drafts.gp())


def cancelled(person: UUID) -> None:
    version_id = Task.objects.filter(person_id=person, kind=TaskKind.REVIEW_DUE.value).get().version_id
    cancellations.cancel(version_id=version_id, reason=CancelReason.CLINICAL_CHANGE, by=drafts.gp())


@pytest.mark.parametrize(
    ("register", "after"),
    [(Waiting.REVIEWS, reviewed), (Waiting.ENDORSEMENTS, cancelled), (Waiting.RECORDS, cancelled)],
)
def test_entry_leaves_once_it_is_seen_to(register: Waiting, after: Callable[[UUID], None]) -> None:
    person = resident()
    age(person, TaskKind.REVIEW_DUE, 3)
    assert waits(register, manager()) == 1
    after(person)
    assert waits(register, manager()) == 0


def test_move_waits_where_the_person_now_is_until_the_plan_is_reviewed() -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    drafts.move_in(person)
    assert waits(Waiting.MOVES, manager()) == 1
    reviewed(person)
    assert waits(Waiting.MOVES, manager()) == 0


def test_somebody_admitted_is_counted_at_the_hospital() -> None:
    drafts.admit(resident())
    assert waits(Waiting.ENDORSEMENTS, manager()) == 0
    found = registers.of(who.bare_actor(Role.REVIEWER), NOW)
    assert [site.code for site, _ in found.by_site(Waiting.ENDORSEMENTS)] == ["R9901"]


def test_plan_that_is_not_shared_waits_with_whoever_signed() -> None:
    person = resident()
    version_id = Task.objects.filter(person_id=person, kind=TaskKind.REVIEW_DUE.value).get().version_id
    consents.change(version_id=version_id, consent=ConsentToShare.WITHDRAWN, words="", by=drafts.gp())
    found = registers.of(who.bare_actor(Role.REVIEWER), NOW)
    assert "VL901" not in {site.code for site, _ in found.by_site(Waiting.RECORDS)}


def test_lead_counts_their_own_area_and_no_other() -> None:
    resident()  # the home lies in Fen, the practice in Moor
    assert waits(Waiting.ENDORSEMENTS, who.actor("Q9901")) == 0
    drafts.signed(drafts.person_with_talk(), details=drafts.JUNIOR)
    assert waits(Waiting.ENDORSEMENTS, who.actor("Q9901")) == 1


def test_person_without_a_decision_is_never_counted_nor_listed() -> None:
    """The ban of architecture, decision 7: somebody who stays at a site and has no plan is no work."""
    bare = who.recorded()
    drafts.move_in(bare)
    drafts.admit(bare)
    drafts.discharge(bare)
    everywhere = registers.of(who.bare_actor(Role.REVIEWER), NOW)
    assert [everywhere.line(each).total for each in Waiting] == [0, 0, 0, 0]
    assert [registers.entries(each, manager(), NOW) for each in Waiting] == [(), (), (), ()]


def test_record_of_a_plan_for_cpr_is_never_work() -> None:
    for_cpr = drafts.cpr(CprRecommendation.FOR_CPR)
    drafts.signed(drafts.person_with_talk(), parts={PartName.CPR: for_cpr})
    drafts.signed(drafts.person_with_talk(), parts={PartName.WHAT_MATTERS: drafts.USUAL[PartName.WHAT_MATTERS]})
    assert registers.of(who.bare_actor(Role.REVIEWER), NOW).line(Waiting.RECORDS).total == 0


@pytest.mark.parametrize("role", [Role.ASSURANCE_LEAD, Role.REVIEWER])
def test_whoever_sees_further_is_given_no_entries(role: Role) -> None:
    with pytest.raises(NotPermitted):
        registers.entries(Waiting.RECORDS, who.bare_actor(role), NOW)


def test_rules_say_of_how_many_records_something_is_not_shown() -> None:
    resident()
    found = registers.by_rule(manager(), NOW)
    assert found
    assert {number for _, number in found} == {1}


@pytest.mark.parametrize("register", Waiting)
def test_lead_is_shown_no_name_of_anybody(sign_in: SignIn, register: Waiting) -> None:
    person = resident(name=PersonName(family="Quillfeather", given=("Odo",)))
    drafts.admit(person)
    lead = sign_in("s-lead")
    shown = lead.open("/assurance/registers") + lead.open(f"/assurance/registers/{register.value}")
    assert "Quillfeather" not in shown
    assert str(person) not in shown


def test_manager_is_led_to_the_people_of_their_site_and_each_is_traced(sign_in: SignIn) -> None:
    person = resident(name=PersonName(family="Quillfeather", given=("Odo",)))
    page = sign_in("s-manager").open("/assurance/registers/records")
    assert f'href="/people/{person}"' in page
    assert "Odo Quillfeather" in page or "QUILLFEATHER" in page.upper()
    assert AccessLog.objects.filter(person_id=person, what="register").count() == 1


def test_list_goes_on_over_pages_with_each_person_once(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    people = {str(resident()) for _ in range(3)}
    monkeypatch.setattr(views, "A_PAGE", 2)
    manager = sign_in("s-manager")
    first, second = (manager.open(f"/assurance/registers/records?page={number}") for number in (1, 2))
    named = [{each for each in people if each in page} for page in (first, second)]
    assert [len(each) for each in named] == [2, 1]
    assert named[0] | named[1] == people
    assert "Showing 3 to 3 of 3" in second


def test_register_that_there_is_not_is_not_found(sign_in: SignIn) -> None:
    assert sign_in("s-manager").get("/assurance/registers/nobody").status_code == 404


@pytest.mark.parametrize("staff_code", ["s-gp", "s-care", "s-office"])
def test_registers_are_for_those_who_answer_for_assurance(sign_in: SignIn, staff_code: str) -> None:
    assert sign_in(staff_code).get("/assurance/registers").status_code == 403
