"""My work: only what was recorded, each with the page that answers it; never people without a decision."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.integration.plans_pages.conftest import SignIn

from accord.access.models import AccessLog
from accord.domain.authority import Role
from accord.domain.lifecycle import CancelReason
from accord.domain.statements import Says, Speaker
from accord.plans.actions import reports, statements
from accord.plans.actions.cancellations import cancel
from accord.plans.models import TaskKind
from accord.plans.pages.work.presenters import TASK_GROUPS
from accord.plans.pages.work.rows import href_of, say_waiting, task_row
from accord.plans.queries.work import TaskView

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def task_of(kind: TaskKind, due_at: datetime = NOW) -> TaskView:
    ids = {name: uuid4() for name in ("task_id", "person_id", "version_id", "subject_id")}
    return TaskView(kind=kind, staff_id=None, raised_at=NOW, due_at=due_at, detail={}, **ids)


@pytest.mark.parametrize(
    ("staff_code", "place"), [("s-gp", ""), ("s-nurse", "R9901"), ("s-care", ""), ("s-office", ""), ("s-lead", "")]
)
def test_nobody_is_listed_without_a_reason(person: UUID, sign_in: SignIn, staff_code: str, place: str) -> None:
    page = sign_in(staff_code, place).open("/")
    assert "Nothing waits for you now." in page
    assert "Hartley" not in page


def test_signed_plan_alone_is_no_work(person: UUID, gp: Browser) -> None:
    drafts.signed(person)
    assert "Hartley" not in gp.open("/").replace("Dr Ada Moss", "")


def test_endorsement_waits_for_who_may_endorse_and_not_for_the_signer(
    person: UUID, gp: Browser, nurse: Browser
) -> None:
    asked = replace(drafts.JUNIOR, endorser_id=drafts.gp().staff_id)
    href = reverse("plans:endorse", args=[drafts.signed(person, drafts.nurse(), details=asked).version_id])
    page = gp.open("/")
    assert "Endorsements due (1)" in page
    assert href in page
    assert href not in nurse.open("/")


def test_review_says_when_it_is_due(person: UUID, gp: Browser) -> None:
    signed = drafts.signed(person, parts={**drafts.USUAL, drafts.PartName.REVIEW: drafts.review(date.today())})  # noqa: DTZ011  (a day is enough)
    page = gp.open("/")
    assert reverse("plans:review", args=[signed.version_id]) in page
    assert "(today)" in page


def test_statement_stands_first_and_leads_to_its_answer(person: UUID, gp: Browser) -> None:
    drafts.signed(person)
    drafts.draft_of(person, drafts.gp(), {})
    statement = statements.post(
        person_id=person, says=Says.WANTS_CPR, words="", heard_from=Speaker.PERSON, by=drafts.carer()
    )
    page = gp.open("/")
    assert reverse("plans:statement_answer", args=[person, statement]) in page
    assert page.index(Says.WANTS_CPR.words) < page.index("Plans that I am writing")


def test_draft_of_a_colleague_stands_apart_from_ones_own(person: UUID, carer: Browser) -> None:
    drafts.draft_of(person, who.actor("VL901", Role.CLINICIAN), {})
    page = carer.open("/")
    assert "Plans being written in my organisation (1)" in page
    assert "Plans that I am writing" not in page


def test_draft_on_a_plan_that_has_ended_is_a_conflict(person: UUID, gp: Browser) -> None:
    signed = drafts.signed(person)
    draft_id = drafts.draft_of(person, drafts.gp(), {})
    cancel(version_id=signed.version_id, reason=CancelReason.ERROR, by=drafts.gp())
    other = drafts.draft_of(who.recorded(), drafts.gp(), {})
    page = gp.open("/?group=conflicts")
    assert reverse("plans:draft", args=[draft_id]) in page
    assert reverse("plans:draft", args=[other]) not in page


def test_move_and_report_lead_to_their_pages(person: UUID, gp: Browser, nurse: Browser) -> None:
    drafts.signed(person)
    drafts.admit(person)
    reports.report_paper(person_id=person, paper=reports.PaperSeen(words="For CPR"), by=drafts.carer())
    assert "Admitted to hospital" in nurse.open("/")
    assert reverse("plans:reports", args=[person]) in gp.open("/")


def test_everybody_named_leaves_a_trace(person: UUID, gp: Browser) -> None:
    drafts.draft_of(person, drafts.gp(), {})
    gp.open("/")
    assert AccessLog.objects.filter(what="work", person_id=person).count() == 1


def test_long_group_shows_ten_and_leads_to_the_rest(gp: Browser) -> None:
    for _ in range(12):
        drafts.draft_of(who.recorded(), drafts.gp(), {})
    assert "Show all 12" in gp.open("/")
    assert gp.open("/?group=own_drafts").count("nhsuk-task-list__item--with-link") == 12
    assert gp.get("/?group=nothing").status_code == 404


def test_every_kind_of_task_stands_in_one_group() -> None:
    assert sorted(kind for group in TASK_GROUPS for kind in group.kinds) == sorted(TaskKind)


@pytest.mark.parametrize("kind", TaskKind)
def test_every_kind_of_task_leads_to_a_page(kind: TaskKind) -> None:
    task = task_of(kind)
    ids = (task.task_id, task.person_id, task.version_id)
    assert any(str(each) in href_of(task) for each in ids)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=5), "Asked just now"),
        (timedelta(hours=3), "Waiting 3 hours"),
        (timedelta(days=1, hours=1), "Waiting since yesterday"),
        (timedelta(days=3), "Waiting 3 days"),
    ],
)
def test_waiting_is_said_in_words(ago: timedelta, words: str) -> None:
    assert say_waiting(NOW - ago, NOW) == words


@pytest.mark.parametrize(
    ("days", "status", "words"), [(-1, "Overdue", "(yesterday)"), (0, "Due", "(today)"), (5, "Due", "(in 5 days)")]
)
def test_due_is_said_in_words(days: int, status: str, words: str) -> None:
    due_at = datetime(2026, 3, 11, tzinfo=UTC) + timedelta(days=days)
    row = task_row(task_of(TaskKind.REVIEW_DUE, due_at), NOW)
    assert row.status == status
    assert row.what.endswith(words)
