"""The person objects to sharing a plan, or agrees again, after it was signed: it holds at once, everywhere."""

from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts, who
from tests.builders.browsers import Browser

from accord.domain.errors import NotPermitted, Refused
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.people.actions import numbers
from accord.plans.actions import consents
from accord.plans.models import Fact, Standing
from accord.plans.queries import records
from accord.plans.queries.drafts import view

AGREES = {**drafts.USUAL, PartName.SHARING: SharingWishes(consent=ConsentToShare.GIVEN)}


@pytest.fixture
def version(person: UUID) -> UUID:
    return drafts.signed(person, parts=AGREES).version_id


def say(version: UUID, consent: ConsentToShare = ConsentToShare.WITHDRAWN) -> None:
    consents.change(version_id=version, consent=consent, by=drafts.gp(), words="Not outside the surgery.")


def is_shared(person: UUID) -> bool:
    return Standing.objects.values_list("is_shared", flat=True).get(person_id=person)


def reads(browser: Browser, person: UUID) -> bool:
    pages = (reverse(f"plans:{page}", args=[person]) for page in ("emergency_person", "plan"))
    shown = ["compressions would not" in browser.open(page) for page in pages]
    shown.append(", version 1" in browser.open(reverse("plans:history", args=[person])))
    assert len(set(shown)) == 1, shown
    return shown[0]


def test_withdrawn_consent_holds_at_once_on_every_page(person: UUID, version: UUID, nurse: Browser) -> None:
    assert reads(nurse, person)
    say(version)
    assert not reads(nurse, person)
    assert "request" in nurse.open(reverse("plans:emergency_person", args=[person]))
    assert not is_shared(person)


def test_organisation_that_signed_still_reads_it_and_is_told(person: UUID, version: UUID, gp: Browser) -> None:
    say(version)
    assert reads(gp, person)
    assert "has objected to sharing this plan" in gp.open(reverse("plans:emergency_person", args=[person]))
    assert "Not outside the surgery." in gp.open(reverse("plans:history", args=[person]))


def test_consent_given_again_holds_at_once(person: UUID, version: UUID, nurse: Browser) -> None:
    say(version)
    say(version, ConsentToShare.GIVEN)
    assert reads(nurse, person)
    assert is_shared(person)


def test_new_version_goes_on_from_what_was_said_last(person: UUID, version: UUID) -> None:
    say(version)
    begun = view(drafts.draft_of(person, drafts.gp(), {})).parts[PartName.SHARING]
    assert begun.value.consent is ConsentToShare.WITHDRAWN


def test_version_that_was_replaced_stays_with_its_signer(person: UUID, version: UUID, nurse: Browser) -> None:
    say(version)
    drafts.signed(person, parts=AGREES)
    page = nurse.open(reverse("plans:history", args=[person]))
    assert ", version 2" in page
    assert nurse.get(reverse("plans:version", args=[person, 1])).status_code == 404


def test_merged_record_carries_the_objection(person: UUID, nurse: Browser) -> None:
    other = who.recorded()
    say(drafts.signed(other, parts=AGREES).version_id)
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    assert [each.plan.sharing.consent for each in records.of(person).reports if each.plan.sharing] == ["withdrawn"]
    assert "compressions would not" not in nurse.open(reverse("plans:emergency_person", args=[person]))


def test_anybody_who_hears_an_objection_records_it_and_a_clinician_an_agreement(version: UUID) -> None:
    consents.change(version_id=version, consent=ConsentToShare.WITHDRAWN, by=drafts.carer())
    with pytest.raises(NotPermitted):
        consents.change(version_id=version, consent=ConsentToShare.GIVEN, by=drafts.carer())


@pytest.mark.parametrize("consent", [ConsentToShare.REFUSED, ConsentToShare.NOT_RECORDED])
def test_what_cannot_be_said_later_is_refused(version: UUID, consent: ConsentToShare) -> None:
    with pytest.raises(Refused):
        say(version, consent)


def test_page_asks_care_staff_for_an_objection_alone(person: UUID, version: UUID, carer: Browser, gp: Browser) -> None:
    page = reverse("plans:sharing", args=[version])
    assert page in gp.open(reverse("plans:person", args=[person]))
    assert "The person has agreed" in gp.open(page)
    assert "The person has agreed" not in carer.open(page)
    assert gp.send(page, {"consent": "withdrawn"}, page=page).status_code == 302
    assert carer.get(page).status_code == 403


def test_nothing_is_saved_where_the_event_fails(person: UUID, request: pytest.FixtureRequest) -> None:
    version = drafts.signed(person, parts=AGREES).version_id
    request.getfixturevalue("failing_events")
    with pytest.raises(RuntimeError):
        say(version)
    assert not Fact.objects.filter(version_id=version, step="sharing_changed").exists()
