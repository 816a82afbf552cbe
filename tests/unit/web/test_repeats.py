"""Groups that repeat, with buttons that work without JavaScript."""

from typing import Any

from django.http import QueryDict

from accord.web.fields import PhoneField, TextField
from accord.web.forms import Form
from accord.web.repeats import Repeats


class ContactForm(Form):
    """One contact."""

    name = TextField("Name")
    phone = PhoneField(required=False)


TWO = "contacts-count=2&contacts-0-name=Ada&contacts-0-phone=111&contacts-1-name=Bo"


def read(typed: str, **kwargs: Any) -> Repeats:
    """Read contacts of a query string."""
    return Repeats.read(ContactForm, "contacts", QueryDict(typed), one="contact", **kwargs)


def names(repeats: Repeats) -> list[Any]:
    """Return what stands in each name."""
    return [form["name"].value() for form in repeats.forms]


def test_begin_shows_one_blank_form() -> None:
    page = Repeats.begin(ContactForm, "contacts", one="contact").all()
    assert 'name="contacts-0-name"' in page
    assert "Remove" not in page


def test_add_keeps_what_was_typed_and_says_nothing_is_wrong() -> None:
    repeats = read(TWO + "&repeat=contacts:add")
    assert repeats.was_pressed
    assert names(repeats) == ["Ada", "Bo", None]
    assert "error" not in repeats.all()


def test_remove_takes_that_one_away_and_numbers_the_rest() -> None:
    repeats = read(TWO + "&repeat=contacts:remove:0")
    assert names(repeats) == ["Bo"]
    assert 'name="contacts-0-name"' in repeats.all()


def test_button_of_another_group_is_not_this_ones() -> None:
    assert not read(TWO + "&repeat=attempts:add").was_pressed


def test_add_beyond_the_most_changes_nothing() -> None:
    assert len(read(TWO + "&repeat=contacts:add", most=2).forms) == 2


def test_blank_group_is_nobodys_mistake() -> None:
    repeats = read(TWO.replace("count=2", "count=3") + "&contacts-2-name=&contacts-2-phone=+")
    assert repeats.is_valid()
    assert [each["name"] for each in repeats.values()] == ["Ada", "Bo"]


def test_error_links_to_the_field_of_its_group() -> None:
    repeats = read("contacts-count=2&contacts-0-name=Ada&contacts-1-phone=111")
    assert not repeats.is_valid()
    assert repeats.summary_lines() == [("Enter name", "#contacts-1-name")]


def test_count_that_is_no_number_gives_no_forms() -> None:
    assert read("contacts-count=-1").forms == []
    assert read("contacts-count=9999999&contacts-0-name=A", most=3).forms[3:] == []


def test_enter_presses_a_button_that_removes_nothing() -> None:
    page = read(TWO).all()
    assert page.index("<button") == page.index('<button type="submit" class="nhsuk-u-visually-hidden"')


def test_resume_shows_each_as_typed() -> None:
    assert names(Repeats.resume(ContactForm, "contacts", read(TWO).typed(), one="contact")) == ["Ada", "Bo"]
