"""A part that the person keeps to some readers is named on every page, and its words are on none for others."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.integration.plans_pages import restricted
from tests.integration.plans_pages.conftest import SignIn
from tests.integration.plans_pages.restricted import EVERY_MARK, MARKS, marks_in

from accord.domain.plan.clinical import Understanding
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import Readers
from accord.domain.plan.wishes import ConsentToShare, CprWish, SharingWishes
from accord.people.actions import numbers
from accord.plans.models import TaskKind
from accord.plans.pages.history.forms import SIDES
from accord.plans.queries import work
from accord.projections.restricted_parts import KEPT

PAGES = [("emergency_person", []), ("person", []), ("plan", []), ("history", []), ("version", [1]), ("reports", [])]
READ = {"emergency_person": {MARKS[PartName.WHAT_MATTERS]}, "plan": EVERY_MARK, "version": EVERY_MARK}


def address(person: UUID, page: str, more: list[int]) -> str:
    return reverse(f"plans:{page}", args=[person, *more])


@pytest.mark.parametrize(("page", "more"), PAGES)
def test_page_holds_no_word_for_an_outsider_and_all_for_a_reader(
    person: UUID, gp: Browser, nurse: Browser, page: str, more: list[int]
) -> None:
    drafts.signed(person, parts=restricted.parts())
    drafts.admit(person)
    there = address(person, page, more)
    assert marks_in(nurse.open(there)) == set()
    assert marks_in(gp.open(there)) == READ.get(page, set())


@pytest.mark.parametrize("page", [("emergency_person", []), ("plan", []), ("version", [1])])
def test_kept_part_is_named_with_whom_to_ask(person: UUID, nurse: Browser, page: tuple[str, list[int]]) -> None:
    drafts.signed(person, parts=restricted.parts())
    shown = nurse.open(address(person, *page))
    assert KEPT[1:] in shown
    assert "Ask Dr Ada Moss" in shown.replace("\n", " ")


def test_kept_part_never_reads_as_nothing_recorded(person: UUID, nurse: Browser) -> None:
    drafts.signed(person, parts=restricted.parts())
    section = nurse.open(address(person, "plan", [])).split('part-understanding">', 1)[1].split("</section>", 1)[0]
    assert (KEPT in section, "Nothing has been recorded" in section) == (True, False)


def test_wish_about_cpr_is_shown_to_everybody_and_has_its_effect(person: UUID, nurse: Browser) -> None:
    drafts.signed(person, parts=restricted.parts())
    assert CprWish.WANTS_CPR.words in nurse.open(address(person, "plan", []))
    assert "The person wants CPR, and the reason against it" in nurse.open(address(person, "emergency_person", []))


@pytest.mark.parametrize("page", ["emergency_person", "plan", "version", "history"])
def test_restricted_record_names_no_organisation(nurse: Browser, page: str) -> None:
    person = drafts.person_with_talk(restricted=True, addresses=(), practice=None)
    drafts.signed(person, parts=restricted.parts(Readers.ASKED_AT, "VL901"))
    shown = nurse.open(address(person, page, [1] if page == "version" else [])).split("<main", 1)[1]
    assert [name in shown for name in ("Elm Surgery", "Ash House", "VL901", "Y90001")] == [False] * 4


def test_named_organisation_reads_too(person: UUID, sign_in: SignIn) -> None:
    drafts.signed(person, parts=restricted.parts(Readers.ASKED_AT, "vl901"))
    drafts.move_in(person)
    assert marks_in(sign_in("s-care").open(address(person, "plan", []))) == EVERY_MARK


def test_those_who_care_read_while_they_do(person: UUID, sign_in: SignIn) -> None:
    drafts.signed(person, parts=restricted.parts(Readers.CARING))
    carer = sign_in("s-care")
    assert marks_in(carer.open(address(person, "plan", []))) == set()
    drafts.move_in(person)
    assert marks_in(carer.open(address(person, "plan", []))) == EVERY_MARK


def test_what_is_kept_now_is_kept_in_what_was_signed_before(person: UUID, gp: Browser, nurse: Browser) -> None:
    drafts.signed(person, parts={**restricted.parts(), PartName.SHARING: SharingWishes(consent=ConsentToShare.GIVEN)})
    drafts.signed(person, parts={PartName.SHARING: restricted.asks()})
    for browser, expected in ((nurse, set()), (gp, EVERY_MARK - {restricted.REASON})):
        assert marks_in(browser.open(address(person, "version", [1]))) == expected


def test_differences_of_a_kept_part_are_not_told(person: UUID, gp: Browser, nurse: Browser) -> None:
    first = drafts.signed(person, parts=restricted.parts())
    changed = {PartName.UNDERSTANDING: Understanding(conditions="zqxnewzqx"), PartName.CPR: drafts.cpr(burdens="Ribs")}
    second = drafts.signed(person, parts=changed)
    chosen = zip(SIDES, (first.version_id, second.version_id), strict=True)
    page = f"{reverse('plans:compare', args=[person])}?{urlencode(list(chosen))}"
    shown = nurse.open(page)
    assert ("zqx" in shown, "Ribs" in shown, KEPT in shown) == (False, True, True)
    assert "zqxnewzqx" in gp.open(page)


def test_merged_record_keeps_what_it_kept(person: UUID, gp: Browser, nurse: Browser) -> None:
    other = who.recorded()
    drafts.signed(other, parts=restricted.parts())
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    assert marks_in(nurse.open(address(person, "reports", []))) == set()
    assert marks_in(gp.open(address(person, "reports", []))) == EVERY_MARK


def test_answer_after_a_move_holds_no_word(person: UUID, nurse: Browser) -> None:
    drafts.signed(person, parts=restricted.parts())
    drafts.admit(person)
    task = next(each for each in work.for_person(person) if each.kind is TaskKind.CONFIRM_MOVE)
    assert marks_in(nurse.open(reverse("plans:move_answer", args=[task.task_id]))) == set()
    assert marks_in(nurse.open(reverse("plans:work"))) == set()
