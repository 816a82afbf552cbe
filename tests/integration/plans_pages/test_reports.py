"""Plans from elsewhere: shown at once as reported, contradictions named, confirmed by a draft or set aside."""

import json
from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts, respect_forms, who
from tests.builders.browsers import Browser
from tests.builders.eyes import see
from tests.integration.plans_pages.conftest import SignIn

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.people.actions import numbers
from accord.plans.actions import reports as actions
from accord.plans.models import Draft, Reported
from accord.plans.queries.drafts import view

NOT_FOR_CPR = {"cpr": CprRecommendation.NOT_FOR_CPR.value}


def listed(person: UUID) -> str:
    return reverse("plans:reports", args=[person])


def paper(person: UUID) -> str:
    return reverse("plans:paper_report", args=[person])


def read(browser: Browser, person: UUID, text: str) -> str:
    return str(browser.send(reverse("plans:report_read", args=[person]), {"document": text}).content.decode())


@pytest.fixture
def report(person: UUID) -> UUID:
    seen = actions.PaperSeen(words="DNACPR", cpr=CprRecommendation.NOT_FOR_CPR, location="Fridge")
    return actions.report_paper(person_id=person, paper=seen, by=drafts.carer())


def test_paper_form_is_reported_by_care_staff(person: UUID, carer: Browser) -> None:
    assert carer.send(paper(person), {**NOT_FOR_CPR, "location": "Fridge"}).status_code == 302
    page = carer.open(listed(person))
    assert all(
        words in page for words in ("Reported by", "not confirmed here", "Fridge", "CPR attempts not recommended")
    )
    assert "Set it aside" not in page


def test_paper_report_says_nothing_is_confirmed(person: UUID, carer: Browser) -> None:
    assert "does not change the plan that is current here" in carer.open(paper(person))


def test_paper_that_says_nothing_asks_for_its_words(person: UUID, carer: Browser) -> None:
    response = carer.send(paper(person), {"cpr": CprRecommendation.NONE.value})
    assert response.status_code == 422
    assert "Say what the form says" in response.content.decode()


def test_report_that_differs_from_the_plan_here_is_named(person: UUID, report: UUID, gp: Browser) -> None:
    drafts.signed(person, parts={**drafts.USUAL, PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)})
    assert "signed here, says: CPR attempts recommended" in gp.open(listed(person))


def test_contradictory_form_is_read_and_its_contradiction_named(person: UUID, gp: Browser) -> None:
    form = respect_forms.form({respect_forms.CAPACITY: False, respect_forms.INVOLVEMENT: "at0002", "odd/path": "7"})
    read(gp, person, json.dumps(form))
    held = see(Reported, person_id=person)
    page = gp.open(listed(person))
    assert held.contradictions
    assert all(words in page for words in held.contradictions)
    assert "odd/path" in page
    assert "Dr Reed" in page


@pytest.mark.parametrize(("text", "wrong"), [("{", "is not JSON"), ("[]", "is not an object"), ("", "Paste the form")])
def test_broken_form_is_said_at_its_field(person: UUID, gp: Browser, text: str, wrong: str) -> None:
    assert wrong in read(gp, person, text)
    assert not Reported.objects.exists()


def test_draft_to_confirm_is_filled_with_what_was_reported(person: UUID, report: UUID, gp: Browser) -> None:
    response = gp.send(reverse("plans:report_draft", args=[person, report]), {})
    draft = Draft.objects.get(person_id=person)
    assert response.url == reverse("plans:draft", args=[draft.pk])
    assert view(draft.pk).parts[PartName.CPR].value.recommendation is CprRecommendation.NOT_FOR_CPR
    assert "Go on with the draft that confirms it" in gp.open(listed(person))


def test_draft_that_is_being_written_is_not_taken_over(person: UUID, report: UUID, gp: Browser) -> None:
    drafts.draft_of(person, drafts.nurse(), {})
    assert gp.send(reverse("plans:report_draft", args=[person, report]), {}).url == listed(person)
    assert "Finish or discard it first" in gp.open(listed(person))


def test_report_is_set_aside_with_a_reason(person: UUID, report: UUID, gp: Browser) -> None:
    address = reverse("plans:report_dismiss", args=[person, report])
    assert gp.send(address, {"why": ""}).status_code == 422
    assert gp.send(address, {"why": "It was cancelled last year."}).url == listed(person)
    page = gp.open(listed(person))
    assert "Nothing is reported from elsewhere now." in page
    assert all(words in page for words in ("Set aside, for the reason given", "Dr Ada Moss", "cancelled last year"))


def test_report_of_another_person_is_not_found(report: UUID, gp: Browser) -> None:
    other = drafts.person_with_talk()
    assert gp.get(reverse("plans:report_dismiss", args=[other, report])).status_code == 404


def test_form_that_is_sent_twice_is_reported_once(person: UUID, carer: Browser) -> None:
    token = "00000000-0000-4000-8000-000000000001"
    for _ in range(2):
        assert carer.send(paper(person), {**NOT_FOR_CPR, "submission": token}).status_code == 302
    assert Reported.objects.count() == 1


@pytest.mark.parametrize("page", ["plans:report_draft", "plans:report_dismiss"])
def test_care_staff_settle_nothing(person: UUID, report: UUID, sign_in: SignIn, page: str) -> None:
    assert sign_in("s-care").send(reverse(page, args=[person, report]), {"why": "x"}).status_code == 403
    assert see(Reported, id=report).settled_at is None


def test_report_of_a_plan_that_the_person_objects_to_sharing_is_listed_to_its_signer_alone(
    person: UUID, gp: Browser, carer: Browser
) -> None:
    other = who.recorded()
    drafts.signed(other, parts={**drafts.USUAL, PartName.SHARING: SharingWishes(consent=ConsentToShare.REFUSED)})
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    assert "another record of this person" in gp.open(listed(person))
    assert "another record of this person" not in carer.open(listed(person))
