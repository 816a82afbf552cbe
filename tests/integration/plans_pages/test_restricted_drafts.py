"""A new version is written and signed by those who may not read a part: it stays, unread, and is named."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.integration.plans_pages import restricted
from tests.integration.plans_pages.conftest import SignIn
from tests.integration.plans_pages.restricted import EVERY_MARK, MARKS, WORDS, marks_in

from accord.domain.errors import Refused
from accord.domain.lifecycle import CancelReason
from accord.domain.plan.clinical import Understanding
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import RESTRICTABLE, Readers
from accord.domain.plan.wishes import CprWish, SharingWishes, WhatMatters
from accord.people.actions import numbers
from accord.plans.actions import cancellations, reports
from accord.plans.actions import drafts as actions
from accord.plans.queries import drafts as queries
from accord.plans.queries import records, versions

HEALTH = PartName.UNDERSTANDING
NEW = {"conditions": "zqxnewzqx", "other_documents-count": "0"}


@pytest.fixture
def first(person: UUID) -> UUID:
    """A plan of the practice that keeps parts, of somebody who is in hospital now."""
    signed = drafts.signed(person, parts=restricted.parts())
    drafts.admit(person)
    return signed.version_id


@pytest.fixture
def draft(person: UUID, first: UUID) -> UUID:
    """The draft that the hospital makes of it."""
    return drafts.draft_of(person, drafts.nurse(), {PartName.CPR: drafts.cpr(burdens="Broken ribs.")})


def page(draft: UUID, part: PartName) -> str:
    return reverse("plans:part", args=[draft, part.value])


def sharing(person: UUID) -> SharingWishes:
    (layer,) = (each for each in records.of(person).layers)
    found = layer.document.plan.sharing
    assert found is not None
    return found


def write(browser: Browser, draft: UUID, part: PartName, fields: dict[str, str], revision: int = 1) -> None:
    browser.send(page(draft, part), {**fields, "revision": str(revision)}, page=page(draft, part))


@pytest.mark.parametrize("part", [*RESTRICTABLE, PartName.SHARING])
def test_part_page_holds_no_word_that_is_kept(draft: UUID, gp: Browser, nurse: Browser, part: PartName) -> None:
    assert marks_in(nurse.open(page(draft, part))) == set()
    assert marks_in(gp.open(page(draft, part))) == {MARKS.get(part, restricted.REASON)}


@pytest.mark.parametrize("name", ["draft", "draft_discard", "sign"])
def test_other_pages_of_a_draft_hold_no_word_that_is_kept(draft: UUID, nurse: Browser, name: str) -> None:
    assert marks_in(nurse.open(reverse(f"plans:{name}", args=[draft]))) == set()


def test_task_list_says_that_parts_are_kept(draft: UUID, nurse: Browser) -> None:
    assert nurse.open(reverse("plans:draft", args=[draft])).count("Kept to some readers") == len(RESTRICTABLE) - 1


def test_signer_is_told_what_they_take_over_and_from_whom(draft: UUID, nurse: Browser) -> None:
    shown = nurse.open(reverse("plans:sign", args=[draft]))
    assert "Parts that you take over without reading them" in shown
    assert "Shared understanding of health, as signed by Dr Ada Moss, Elm Surgery" in shown


def test_signature_names_what_was_taken_over(person: UUID, draft: UUID, gp: Browser) -> None:
    drafts.sign(draft, drafts.nurse())
    shown = gp.open(reverse("plans:version", args=[person, 2]))
    assert "Taken over, not read by the signer" in shown
    assert "as signed by Dr Ada Moss" in shown


def test_signing_unread_keeps_every_word_for_its_readers(person: UUID, draft: UUID, gp: Browser) -> None:
    drafts.sign(draft, drafts.nurse())
    (layer,) = records.of(person).layers
    assert {part: getattr(layer.document.plan, part.value) for part in RESTRICTABLE} == {
        part: WORDS[part] for part in RESTRICTABLE
    }
    assert marks_in(gp.open(reverse("plans:plan", args=[person]))) == EVERY_MARK


def test_signing_unread_opens_nothing_to_the_signer(person: UUID, draft: UUID, nurse: Browser) -> None:
    drafts.sign(draft, drafts.nurse())
    for name, more in (("plan", []), ("version", [1]), ("version", [2]), ("emergency_person", [])):
        assert marks_in(nurse.open(reverse(f"plans:{name}", args=[person, *more]))) == set()


def test_signing_unread_makes_nobody_one_of_those_who_care(person: UUID, nurse: Browser) -> None:
    drafts.signed(person, parts=restricted.parts(Readers.CARING))
    drafts.signed(person, drafts.nurse(), {PartName.CPR: drafts.cpr(burdens="Broken ribs.")})
    assert marks_in(nurse.open(reverse("plans:plan", args=[person]))) == set()


def test_third_version_still_names_who_signed_the_part(person: UUID, draft: UUID) -> None:
    drafts.sign(draft, drafts.nurse())
    third = drafts.signed(person, drafts.nurse(), {PartName.CPR: drafts.cpr(burdens="Pain.")})
    carried = versions.document(third.version_id).signature.carried
    assert {(each.part, each.name) for each in carried} == {(part, "Dr Ada Moss") for part in RESTRICTABLE}


def test_reader_signs_with_nothing_taken_over(person: UUID, first: UUID) -> None:
    second = drafts.signed(person, drafts.gp(), {PartName.CPR: drafts.cpr(burdens="Pain.")})
    assert versions.document(second.version_id).signature.carried == ()


def test_outsider_who_saves_nothing_loses_nothing(draft: UUID, nurse: Browser) -> None:
    before = queries.view(draft).parts[HEALTH]
    write(nurse, draft, HEALTH, {"other_documents-count": "0"})
    assert queries.view(draft).parts[HEALTH] == before


def test_outsider_who_changes_the_wish_alone_loses_nothing(draft: UUID, nurse: Browser) -> None:
    write(nurse, draft, PartName.WHAT_MATTERS, {"cpr_wish": CprWish.DOES_NOT_WANT_CPR.value})
    assert queries.view(draft).parts[PartName.WHAT_MATTERS].value == WORDS[PartName.WHAT_MATTERS]


def test_outsider_writes_anew_in_the_place_of_a_part_and_reads_that(draft: UUID, nurse: Browser, person: UUID) -> None:
    write(nurse, draft, HEALTH, NEW)
    assert "zqxnewzqx" in nurse.open(page(draft, HEALTH))
    drafts.sign(draft, drafts.nurse())
    shown = nurse.open(reverse("plans:plan", args=[person]))
    assert ("zqxnewzqx" in shown, marks_in(shown)) == (True, set())


def test_first_version_keeps_what_was_written_over(draft: UUID, nurse: Browser, gp: Browser, person: UUID) -> None:
    write(nurse, draft, HEALTH, NEW)
    drafts.sign(draft, drafts.nurse())
    assert marks_in(gp.open(reverse("plans:version", args=[person, 1]))) == EVERY_MARK


def test_outsider_lifts_nothing(draft: UUID, person: UUID, first: UUID) -> None:
    for wishes in (SharingWishes(consent_words="All of it."), None, restricted.asks(Readers.CARING)):
        held = queries.view(draft).parts[PartName.SHARING]
        actions.save_part(
            draft_id=draft, part=PartName.SHARING, value=wishes, expected_revision=held.revision, by=drafts.nurse()
        )
        assert queries.view(draft).parts[PartName.SHARING].value.restriction == sharing(person).restriction


def test_outsider_lifts_nothing_by_a_plan_that_begins_anew(person: UUID, first: UUID, nurse: Browser) -> None:
    restriction = sharing(person).restriction
    cancellations.cancel(version_id=first, reason=CancelReason.CLINICAL_CHANGE, words="Begun anew.", by=drafts.nurse())
    parts = {PartName.CPR: drafts.cpr(), PartName.SHARING: SharingWishes(consent_words="All of it.")}
    drafts.signed(person, drafts.nurse(), parts)
    assert sharing(person).restriction == restriction
    assert marks_in(nurse.open(reverse("plans:version", args=[person, 1]))) == set()


def test_outsider_is_not_asked_which_parts_are_kept(draft: UUID, nurse: Browser, gp: Browser) -> None:
    question = "Does the person want any part kept to some readers?"
    assert [question in each.open(page(draft, PartName.SHARING)) for each in (nurse, gp)] == [False, True]


def test_reader_lifts_it_with_a_new_version(person: UUID, first: UUID, nurse: Browser) -> None:
    drafts.signed(person, drafts.gp(), {PartName.SHARING: SharingWishes()})
    assert marks_in(nurse.open(reverse("plans:plan", args=[person]))) == EVERY_MARK - {restricted.REASON}


def test_what_a_reader_writes_is_not_shown_or_overwritten(draft: UUID, gp: Browser, nurse: Browser) -> None:
    write(gp, draft, HEALTH, NEW)
    response = nurse.get(page(draft, HEALTH))
    assert (response.status_code, "zqxnewzqx" in nurse.open(reverse("plans:sign", args=[draft]))) == (302, False)
    write(nurse, draft, HEALTH, {**NEW, "conditions": "Other"}, revision=2)
    assert queries.view(draft).parts[HEALTH].value == Understanding(conditions="zqxnewzqx")


def test_nobody_signs_what_a_reader_wrote_and_nobody_signed(draft: UUID, gp: Browser) -> None:
    write(gp, draft, HEALTH, NEW)
    with pytest.raises(Refused, match="was written in this draft by Dr Ada Moss"):
        drafts.sign(draft, drafts.nurse())


def test_stale_form_is_answered_without_the_words(draft: UUID, gp: Browser, nurse: Browser) -> None:
    before = queries.view(draft).parts[PartName.SHARING].revision
    write(gp, draft, PartName.SHARING, {"consent": "given", "restricted_words": "zqxlaterzqx"}, revision=before)
    form = {"consent": "refused", "revision": str(before)}
    shown = nurse.send(page(draft, PartName.SHARING), form, page=page(draft, PartName.SHARING))
    assert b"zqx" not in shown.content


def test_rebase_shows_no_word_of_the_other_side(person: UUID, first: UUID, nurse: Browser) -> None:
    draft = drafts.draft_of(person, drafts.nurse(), {HEALTH: Understanding(conditions="Own words")})
    drafts.sign_beside(person, draft, {HEALTH: Understanding(conditions=MARKS[HEALTH] + " more")})
    actions.rebase(draft_id=draft, by=drafts.nurse())
    shown = nurse.open(page(draft, HEALTH))
    assert ("Own words" in shown, marks_in(shown), "Kept to some readers" in shown) == (True, set(), True)


def test_draft_that_confirms_a_merged_plan_holds_no_word(person: UUID, nurse: Browser) -> None:
    other = who.recorded()
    drafts.signed(other, parts=restricted.parts())
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    drafts.admit(person)
    (report,) = records.of(person).reports
    draft = reports.draft(report_id=report.report_id, by=drafts.nurse())
    for part in (*RESTRICTABLE, PartName.SHARING):
        assert marks_in(nurse.open(page(draft, part))) == set()
    assert marks_in(nurse.open(reverse("plans:sign", args=[draft]))) == set()


def test_organisation_that_is_not_known_is_named_at_its_field(person: UUID, gp: Browser) -> None:
    draft = drafts.draft_of(person, drafts.gp(), {})
    form = {
        "restricted_parts": "what_matters",
        "restricted_to": "asked_at",
        "restricted_organisations-count": "1",
        "restricted_organisations-0-code": "ZZ999",
        "revision": "0",
    }
    answer = gp.send(page(draft, PartName.SHARING), form, page=page(draft, PartName.SHARING))
    shown = answer.content.decode()
    assert (answer.status_code, 'href="#restricted_organisations-0-code"' in shown) == (422, True)
    assert "No organisation here has the code ZZ999." in shown


def test_parts_without_readers_are_asked_about(person: UUID, gp: Browser) -> None:
    draft = drafts.draft_of(person, drafts.gp(), {})
    form = {"restricted_parts": "what_matters", "revision": "0"}
    answer = gp.send(page(draft, PartName.SHARING), form, page=page(draft, PartName.SHARING))
    assert (answer.status_code, b"Select who may read these parts." in answer.content) == (422, True)


def test_what_is_asked_is_kept_with_where_and_names(person: UUID) -> None:
    drafts.signed(person, parts=restricted.parts(Readers.CLINICIANS, "vl901"))
    held = sharing(person)
    (named,) = held.restricted_organisations
    assert (held.restricted_at, named.code, named.name) == ("Y90001", "VL901", "Ash House")


def test_of_a_restricted_record_no_organisation_is_asked(gp: Browser) -> None:
    person = drafts.person_with_talk(restricted=True, addresses=(), practice=None)
    draft = drafts.draft_of(person, drafts.gp(), {PartName.SHARING: restricted.asks(Readers.ASKED_AT, "VL901")})
    shown = gp.open(page(draft, PartName.SHARING))
    assert ("restricted_to" in shown, "restricted_organisations" in shown, "VL901" in shown) == (True, False, False)
    write(gp, draft, PartName.SHARING, {"restricted_parts": "what_matters", "restricted_to": "asked_at"})
    assert [each.code for each in queries.view(draft).parts[PartName.SHARING].value.restricted_organisations] == [
        "VL901"
    ]


def test_colleague_of_whoever_wrote_reads_it_before_it_is_signed(person: UUID, gp: Browser, sign_in: SignIn) -> None:
    drafts.move_in(person)
    parts = {PartName.SHARING: restricted.asks(), PartName.WHAT_MATTERS: WhatMatters(values="zqxnewzqx")}
    draft = drafts.draft_of(person, drafts.gp(), {PartName.SHARING: parts[PartName.SHARING]})
    held = {"draft_id": draft, "part": PartName.WHAT_MATTERS, "expected_revision": 0}
    actions.save_part(**held, value=parts[PartName.WHAT_MATTERS], by=drafts.carer())
    assert "zqxnewzqx" in gp.open(page(draft, PartName.WHAT_MATTERS))
    assert "zqxnewzqx" in sign_in("s-care").open(page(draft, PartName.WHAT_MATTERS))
