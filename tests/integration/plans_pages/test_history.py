"""History: every version and step in words, one version as signed, and what changed between any two."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from tests.builders import drafts
from tests.builders.browsers import Browser
from tests.builders.eyes import see
from tests.integration.plans_pages.conftest import SignIn

from accord.access.models import AccessLog
from accord.domain.lifecycle import CancelReason, InappropriateReason
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, Scope, SharingWishes
from accord.plans.actions import cancellations, suspensions
from accord.plans.actions.signing import Signed
from accord.plans.models import Version

FOR_CPR = {**drafts.USUAL, PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)}
OBJECTS = {**drafts.USUAL, PartName.SHARING: SharingWishes(consent=ConsentToShare.REFUSED)}


def history(person: UUID) -> str:
    return reverse("plans:history", args=[person])


def comparison(person: UUID, first: object, second: object) -> str:
    return f"{reverse('plans:compare', args=[person])}?first={first}&second={second}"


@pytest.fixture
def two(person: UUID) -> tuple[Signed, Signed]:
    return drafts.signed(person), drafts.signed(person, drafts.nurse(), FOR_CPR)


def test_document_that_is_not_what_was_signed_is_not_shown(person: UUID, gp: Browser) -> None:
    row = see(Version, id=drafts.signed(person).version_id)
    row.pk, row.number, row.request_token = uuid4(), 2, None
    row.document["plan"]["cpr"]["rationale"] = "Written later."
    row.save(force_insert=True)
    response = gp.get(reverse("plans:version", args=[person, 2]))
    page = response.content.decode()
    assert (response.status_code, "do not rely on it" in page, "Written later" in page) == (409, True, False)


def test_no_plan_says_that_absence_is_no_answer(person: UUID, gp: Browser) -> None:
    page = gp.open(history(person))
    assert "No plan has been signed here" in page
    assert "does not show that there is none" in page


def test_every_version_and_step_is_told(person: UUID, two: tuple[Signed, Signed], gp: Browser) -> None:
    page = gp.open(history(person))
    steps = ["version 2: signed", "version 1: replaced by a newer plan", "version 1: signed"]
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)
    assert "Nia Reed" in page
    assert page.count("Current</strong>") == 1


def test_cancellation_is_told_with_its_reasons(person: UUID, gp: Browser) -> None:
    cancellations.cancel(
        version_id=drafts.signed(person).version_id,
        reason=CancelReason.FOUND_INAPPROPRIATE,
        inappropriate=InappropriateReason.NOT_INVOLVED,
        words="She was asleep.",
        by=drafts.gp(),
    )
    page = gp.open(history(person))
    assert all(words in page for words in (InappropriateReason.NOT_INVOLVED.words, "She was asleep."))


def test_suspension_says_what_to_do(person: UUID, gp: Browser) -> None:
    signed = drafts.signed(person)
    suspensions.suspend(
        version_id=signed.version_id, from_at=drafts.a_moment_ago(), until=None, why="Hip operation", by=drafts.gp()
    )
    page = gp.open(history(person))
    assert "Current, suspended" in page
    assert "until somebody ends it: attempt CPR." in page


def test_version_that_was_replaced_says_so_before_anything_else(
    person: UUID, two: tuple[Signed, Signed], gp: Browser
) -> None:
    page = gp.open(reverse("plans:version", args=[person, 1]))
    warned = page.index("This is not a current plan: replaced by a newer plan")
    assert warned < page.index("CPR attempts not recommended")
    assert "The version after this one" in page


def test_current_version_reads_as_signed_with_its_hash(person: UUID, gp: Browser) -> None:
    drafts.signed(person)
    page = gp.open(reverse("plans:version", args=[person, 1]))
    assert "This is not a current plan" not in page
    told = ("Mrs Rose Ann Hartley", "To be at home with the garden door open.", "SHA-256")
    assert all(words in page for words in told)


def test_layers_are_told_apart_by_scope(person: UUID, gp: Browser) -> None:
    drafts.admit(person)
    drafts.signed(person, drafts.nurse(), FOR_CPR, Scope.EPISODE)
    address = reverse("plans:version", args=[person, 1])
    assert gp.get(address).status_code == 404
    assert "Plan for an admission, version 1" in gp.open(f"{address}?scope=episode")


def test_comparison_says_before_and_after_in_words(person: UUID, two: tuple[Signed, Signed], gp: Browser) -> None:
    first, second = two
    page = gp.open(comparison(person, second.version_id, first.version_id))
    gone, come = "CPR attempts not recommended</del>", "CPR attempts recommended</ins>"
    assert page.index(gone) < page.index(come)


def test_comparison_of_a_version_with_itself_asks_for_another(
    person: UUID, two: tuple[Signed, Signed], gp: Browser
) -> None:
    response = gp.get(comparison(person, two[0].version_id, two[0].version_id))
    assert response.status_code == 422
    assert "Select another version than the first" in response.content.decode()


def test_comparison_with_another_persons_version_is_refused(
    person: UUID, two: tuple[Signed, Signed], gp: Browser
) -> None:
    other = drafts.signed(drafts.person_with_talk())
    assert gp.get(comparison(person, two[0].version_id, other.version_id)).status_code == 422


def test_plan_that_is_not_shared_is_shown_where_it_was_signed_alone(person: UUID, gp: Browser, carer: Browser) -> None:
    drafts.signed(person, parts=OBJECTS)
    assert "version 1" in gp.open(history(person))
    elsewhere = carer.open(history(person))
    assert "Not shared" in elsewhere
    assert "version 1" not in elsewhere
    assert carer.get(reverse("plans:version", args=[person, 1])).status_code == 404


def test_objection_outlives_the_plan_in_history(person: UUID, carer: Browser) -> None:
    signed = drafts.signed(person, parts=OBJECTS)
    cancellations.cancel(version_id=signed.version_id, reason=CancelReason.ERROR, by=drafts.gp())
    page = carer.open(history(person))
    assert "1 version not shown here: not shared." in page
    assert carer.get(reverse("plans:version", args=[person, 1])).status_code == 404


def test_each_page_leaves_a_trace(person: UUID, two: tuple[Signed, Signed], gp: Browser) -> None:
    gp.open(history(person))
    gp.open(reverse("plans:version", args=[person, 1]))
    gp.open(comparison(person, two[0].version_id, two[1].version_id))
    assert set(AccessLog.objects.values_list("what", flat=True)) >= {"history", "version", "comparison"}


def test_role_that_does_not_see_plans_sees_no_history(person: UUID, sign_in: SignIn) -> None:
    assert sign_in("s-office").get(history(person)).status_code == 403


def test_nobody_is_nobody(gp: Browser) -> None:
    assert gp.get(history(uuid4())).status_code == 404
