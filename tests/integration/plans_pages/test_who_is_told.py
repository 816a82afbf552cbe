"""Who is not to be told is for staff at a screen: on no paper, and in nobody's list of whom to call."""

from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts
from tests.builders.browsers import Browser

from accord.domain.people import Contact, ContactRole
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import NamedPerson, Scope, SharingWishes, WithheldFromPerson
from accord.plans.pages.presenters_person import say_kept
from accord.plans.queries import records

BROTHER = NamedPerson(name="Sam Lowe", relationship="brother")
UNTOLD = SharingWishes(not_to_be_told=(BROTHER,))
VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class _Paper(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.shown = "", [True]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.shown.append(self.shown[-1] and "app-no-print" not in (dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.shown.pop()

    def handle_data(self, data: str) -> None:
        self.text += data if self.shown[-1] else ""


def on_paper(page: str) -> str:
    """Return the text of a page but for what is not printed."""
    reader = _Paper()
    reader.feed(page)
    return reader.text


def sign(person: UUID, sharing: SharingWishes = UNTOLD) -> UUID:
    return drafts.signed(person, parts=dict(drafts.USUAL) | {PartName.SHARING: sharing}).version_id


@pytest.mark.parametrize(("page", "more"), [("emergency_person", []), ("plan", []), ("version", [2])])
def test_who_is_not_to_be_told_is_on_the_screen_and_never_on_paper(
    person: UUID, gp: Browser, page: str, more: list[int]
) -> None:
    drafts.signed(person)
    sign(person)
    shown = gp.open(reverse(f"plans:{page}", args=[person, *more]))
    assert ("Sam Lowe" in shown, "Sam Lowe" in on_paper(shown)) == (True, False)


def test_who_is_not_to_be_told_is_not_on_paper_where_two_versions_are_compared(person: UUID, gp: Browser) -> None:
    first, second = drafts.signed(person).version_id, sign(person)
    shown = gp.open(f"{reverse('plans:compare', args=[person])}?first={first}&second={second}")
    assert ("Sam Lowe" in shown, "Sam Lowe" in on_paper(shown)) == (True, False)


def test_what_is_withheld_from_the_person_is_not_on_paper_nor_is_its_date(person: UUID, gp: Browser) -> None:
    until = drafts.review().due
    kept = WithheldFromPerson.SERIOUS_HARM_TEST
    sign(person, SharingWishes(withheld=kept, withheld_why="Set out in the letter.", withheld_until=until))
    shown = gp.open(reverse("plans:plan", args=[person]))
    assert "kept from" in shown.lower()
    assert "kept from" not in on_paper(shown).lower()


def test_whom_one_plan_keeps_out_is_not_in_the_contacts_of_the_other(gp: Browser) -> None:
    brother = Contact(name="Sam Lowe", phone="01632 960009", roles=(ContactRole.EMERGENCY,))
    person = drafts.person_with_talk(contacts=(brother,))
    sign(person)
    drafts.admit(person)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    assert "01632 960009" not in gp.open(reverse("plans:plan", args=[person]))


def test_keeping_something_from_the_person_asks_why_and_until_when(person: UUID, gp: Browser) -> None:
    page = reverse("plans:part", args=[drafts.draft_of(person, drafts.gp(), {}), "sharing"])
    response = gp.send(page, {"withheld": "serious_harm_test"}, page=page)
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Say what harm, and how that is known." in shown
    assert "Give the day until which it is kept from the person, within a year." in shown


def test_plan_page_says_when_the_person_may_see_it_again(person: UUID, gp: Browser) -> None:
    kept = WithheldFromPerson.SERIOUS_HARM_TEST
    sign(person, SharingWishes(withheld=kept, withheld_why="In the letter.", withheld_until=drafts.review().due))
    assert "After that they may see it." in gp.open(reverse("plans:plan", args=[person]))
    (version,), until = records.of(person).layers, drafts.review().due
    assert until
    assert "The person may see all of it now" in say_kept(version.document.plan.sharing, until)
