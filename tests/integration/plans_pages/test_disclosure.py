"""What the person objects to sharing is shown where it was signed, and on no other page elsewhere."""

from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.integration.plans_pages.conftest import SignIn

from accord.access.models import AccessLog
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, Scope, SharingWishes
from accord.people.actions import numbers
from accord.plans.models import TaskKind
from accord.plans.queries import records, work
from accord.plans.queries.work import TaskView

OBJECTS = {**drafts.USUAL, PartName.SHARING: SharingWishes(consent=ConsentToShare.REFUSED)}


def asked(person: UUID) -> TaskView:
    """Admit somebody who has an objected plan, and return what is asked about it."""
    drafts.signed(person, parts=OBJECTS)
    drafts.admit(person)
    return next(each for each in work.for_person(person) if each.kind is TaskKind.CONFIRM_MOVE)


def test_admission_asks_whoever_signed_of_a_plan_that_is_not_shared(person: UUID) -> None:
    task = asked(person)
    assert task in work.for_actor(drafts.gp()).tasks
    assert task not in work.for_actor(drafts.nurse()).tasks


def test_plan_is_not_read_before_a_reason_is_given(sign_in: SignIn) -> None:
    stranger = who.recorded(practice=None)
    version_id = drafts.signed(stranger).version_id
    manager, looks = sign_in("s-manager"), AccessLog.objects.filter(person_id=stranger, basis="")
    before = looks.count()
    assert "/open?" in manager.get(reverse("plans:sharing", args=[version_id])).url
    assert looks.count() == before


def test_answer_after_a_move_shows_nothing_of_a_plan_that_is_not_shared(
    person: UUID, gp: Browser, nurse: Browser
) -> None:
    page = reverse("plans:move_answer", args=[asked(person).task_id])
    assert "compressions would not restart" in gp.open(page)
    refused = nurse.get(page)
    assert (refused.status_code, b"compressions" in refused.content) == (403, False)


def test_sign_page_says_what_was_kept_back(person: UUID, nurse: Browser) -> None:
    asked(person)
    draft_id = drafts.draft_of(person, drafts.nurse(), {PartName.CPR: drafts.cpr()}, Scope.EPISODE)
    page = nurse.open(reverse("plans:sign", args=[draft_id]))
    assert "not taken into this one: 1." in page
    assert "what her heart can still do" not in page


def test_draft_on_a_plan_that_is_not_shared_is_brought_up_to_date_by_nobody_else(person: UUID, nurse: Browser) -> None:
    drafts.signed(person, parts=OBJECTS)
    drafts.admit(person)
    draft_id = drafts.draft_of(person, drafts.gp(), {})
    response = nurse.send(reverse("plans:draft_rebase", args=[draft_id]), {}, page="/emergency")
    assert response.status_code == 403


def test_report_of_an_objected_plan_is_confirmed_or_set_aside_by_its_signer_alone(
    person: UUID, gp: Browser, nurse: Browser
) -> None:
    other = who.recorded()
    drafts.signed(other, parts=OBJECTS)
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    (report,) = records.of(person).reports
    page = reverse("plans:report_dismiss", args=[person, report.report_id])
    assert [browser.get(page).status_code for browser in (gp, nurse)] == [200, 404]


@pytest.mark.parametrize(("page", "more"), [("emergency_person", []), ("plan", []), ("history", []), ("version", [1])])
@pytest.mark.parametrize("restricted", [True, False])
def test_practice_that_signed_is_named_unless_the_record_is_restricted(
    gp: Browser, page: str, more: list[int], restricted: bool
) -> None:
    where = {"addresses": (), "practice": None} if restricted else {}
    person = drafts.person_with_talk(restricted=restricted, **where)
    drafts.signed(person)
    main = gp.open(reverse(f"plans:{page}", args=[person, *more])).split("<main", 1)[1]
    assert ("Dr Ada Moss" in main, "Elm Surgery" in main) == (True, not restricted)
