"""The pages on which copies are printed, taken back and checked, and what strangers are told."""

import html
import json
from typing import Any
from uuid import UUID

from tests.builders import copies, drafts
from tests.builders.browsers import Browser

from accord.access.models import AccessLog
from accord.people.queries import identities
from accord.plans.actions.signing import Signed
from accord.sharing.copies import codes
from accord.sharing.copies.proofs import Kind
from accord.sharing.queries.copies import of_person


def page_of(person: UUID) -> str:
    return f"/people/{person}/copies"


def press(browser: Browser, person: UUID, signed: Signed, kind: str) -> Any:
    fields = {"version": str(signed.version_id), "kind": kind}
    return browser.send(f"{page_of(person)}/print", fields, page=page_of(person))


def text(browser: Browser, path: str) -> str:
    return html.unescape(browser.open(path))


def test_plan_page_and_person_page_lead_to_printing(gp: Browser, person: UUID, signed: Signed) -> None:
    for page in (f"/people/{person}", f"/people/{person}/plan"):
        assert f'href="{page_of(person)}"' in gp.open(page)


def test_nothing_is_printed_of_somebody_with_no_plan(gp: Browser, person: UUID) -> None:
    assert page_of(person) not in gp.open(f"/people/{person}")
    assert "There is no current plan to print here." in gp.open(page_of(person))


def test_pressing_prints_a_file_whose_name_says_nothing(gp: Browser, person: UUID, signed: Signed) -> None:
    for kind in Kind:
        answer = press(gp, person, signed, kind.value)
        code = codes.shown(of_person(person)[0].code)
        assert answer.content.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="copy-{code}.pdf"'
    assert AccessLog.objects.filter(person_id=person, what="copy").count() == len(Kind)


def test_what_cannot_be_printed_is_said_and_nothing_is_kept(gp: Browser, person: UUID, signed: Signed) -> None:
    for kind in ("poster", ""):
        assert press(gp, person, signed, kind).status_code == 302
    assert "Nothing was printed" in gp.open(page_of(person))
    assert of_person(person) == ()


def test_copies_that_are_out_of_date_are_named(gp: Browser, person: UUID, signed: Signed) -> None:
    copies.print_copy(person)
    assert "Of what is current" in gp.open(page_of(person))
    drafts.signed(person)
    assert "Out of date: take it back" in gp.open(page_of(person))


def test_copy_is_taken_back_once(gp: Browser, person: UUID, signed: Signed) -> None:
    made = copies.print_copy(person)
    for said in ("told not to rely on it", "taken back already"):
        gp.send(f"{page_of(person)}/{made.copy_id}/taken-back", {}, page=page_of(person))
        assert said in gp.open(page_of(person))


def test_stranger_is_told_how_a_copy_stands_and_nothing_of_whom(person: UUID, signed: Signed) -> None:
    made, about = copies.print_copy(person), identities.of(person)
    said = text(Browser(), f"/copy/{made.code}")
    assert "Current: nothing newer is known here" in said
    assert about is not None
    told = (about.display_name, str(person), str(signed.version_id), str(made.copy_id), drafts.gp().name)
    assert not any(each in said for each in told)


def test_stranger_is_told_that_a_code_is_not_known() -> None:
    assert "No copy with this code is known here" in text(Browser(), "/copy/7K3M9QX2AB")
    assert Browser().get("/copy/word").status_code == 404


def test_code_as_people_type_it_leads_to_its_answer(person: UUID, signed: Signed) -> None:
    made = copies.print_copy(person)
    answer = Browser().get("/check-a-copy", {"code": codes.shown(made.code).lower()})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/copy/{made.code}")


def test_what_is_no_code_is_said_at_its_field() -> None:
    answer = Browser().get("/check-a-copy", {"code": "nine"})
    assert answer.status_code == 422
    assert "Give the ten letters and figures" in answer.content.decode()


def test_keys_are_published_and_stand_in_the_page() -> None:
    told = json.loads(Browser().get("/copy-keys.json").content)
    assert [each["state"] for each in told["keys"]] == ["signs"]
    assert told["keys"][0]["public"] in text(Browser(), "/check-a-copy")
