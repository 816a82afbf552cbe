"""What each field takes, refuses and gives."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from accord.domain.authority import Grade
from accord.web.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    DateTimeField,
    DayAndTime,
    EmailField,
    Item,
    LongTextField,
    MultiChoiceField,
    NhsNumberField,
    PhoneField,
    TextField,
    WebField,
    WholeNumberField,
    YesNoField,
)
from accord.web.fields.dates import read_clock
from accord.web.forms import Form


def fill(field: WebField, typed: str, name: str = "answer") -> Form:
    """Make a form of one field, filled with a query string."""
    return type("OneField", (Form,), {name: field})(QueryDict(typed))


def value_of(field: WebField, typed: str) -> Any:
    """Return what a field gives for what was typed."""
    form = fill(field, typed)
    assert form.is_valid(), form.errors
    return form.cleaned_data["answer"]


def error_of(field: WebField, typed: str) -> str:
    """Return what a field says is wrong with what was typed."""
    return fill(field, typed).errors["answer"][0]


def test_text_without_an_answer_says_what_to_enter() -> None:
    assert error_of(TextField("Family name"), "") == "Enter family name"


def test_text_of_two_lines_in_one_line_becomes_one() -> None:
    assert value_of(TextField("Name"), "answer=a%0D%0Ab") == "a b"


def test_long_text_of_100_000_characters_keeps_what_was_typed() -> None:
    form = fill(LongTextField("Notes"), f"answer={'x' * 100_000}")
    assert form.errors["answer"] == ["This text is 80,000 characters too long. Use 20,000 characters or fewer."]
    assert "x" * 100_000 in form.field("answer")


def test_long_text_keeps_its_first_line_break_and_escapes() -> None:
    form = fill(LongTextField("Notes"), "answer=%0A<b>")
    assert ">\n\n&lt;b&gt;</textarea>" in form.field("answer")


def test_text_with_an_override_shows_a_mark_to_delete() -> None:
    form = fill(TextField("Name"), "answer=ab%E2%80%AEc")
    assert "right-to-left override (U+202E) at character 3" in form.errors["answer"][0]
    assert 'value="ab\ufffdc"' in form.field("answer")


def test_choice_gives_the_member_it_was_declared_with() -> None:
    assert value_of(ChoiceField("Grade", items=[(Grade.GP, "GP")]), "answer=gp") is Grade.GP


def test_choice_not_among_the_items_is_refused() -> None:
    assert error_of(ChoiceField("Grade", items=[(Grade.GP, "GP")]), "answer=king") == "Select one of the answers shown"


def test_choice_shows_none_chosen_at_first() -> None:
    assert "checked" not in type("F", (Form,), {"answer": YesNoField("Agreed?")})().field("answer")


@pytest.mark.parametrize(("typed", "value"), [("answer=yes", "yes"), ("answer=unknown", "unknown"), ("", None)])
def test_yes_no_keeps_three_answers_and_none_apart(typed: str, value: object) -> None:
    assert value_of(YesNoField("Agreed?", required=False), typed) == value


def test_yes_no_of_booleans_gives_booleans() -> None:
    assert value_of(YesNoField("Agreed?", values=(True, False)), "answer=no") is False


HELP = [("pictures", "Pictures"), ("aids", "Hearing aids"), Item("none", "None of these", exclusive=True)]


def test_multi_choice_gives_values_in_the_order_shown() -> None:
    assert value_of(MultiChoiceField("Help", items=HELP), "answer=aids&answer=pictures") == ["pictures", "aids"]


def test_multi_choice_with_an_exclusive_item_and_another_is_refused() -> None:
    assert error_of(MultiChoiceField("Help", items=HELP), "answer=aids&answer=none") == (
        "Select “None of these” or the others, not both"
    )


@pytest.mark.parametrize(("typed", "value"), [("answer=yes", True), ("", False)])
def test_confirm_gives_whether_it_is_ticked(typed: str, value: object) -> None:
    assert value_of(ConfirmField("Check", words="I have", required=False), typed) is value


@pytest.mark.parametrize("month", ["3", "03", "mar", "March"])
def test_date_takes_a_month_in_words_too(month: str) -> None:
    assert value_of(DateField("Born"), f"answer-day=27&answer-month={month}&answer-year=1940") == date(1940, 3, 27)


@pytest.mark.parametrize(
    ("day", "month", "year", "said", "part"),
    [
        ("27", "3", "", "Born must include a year", "year"),
        ("", "3", "", "Born must include a day and year", "day"),
        ("31", "2", "1940", "Born must be a real date: February 1940 has no day 31", "day"),
        ("1", "13", "1940", "Born: the month must be a number from 1 to 12", "month"),
        ("1", "1", "40", "Born: the year must have 4 numbers, like 2026", "year"),
    ],
)
def test_date_names_the_part_that_is_wrong(day: str, month: str, year: str, said: str, part: str) -> None:
    form = fill(DateField("Born"), f"answer-day={day}&answer-month={month}&answer-year={year}")
    assert form.summary_lines() == [(said, f"#answer-{part}")]


def test_date_in_the_future_is_refused_where_the_past_is_asked() -> None:
    day = timezone.localdate() + timedelta(days=1)
    typed = f"answer-day={day.day}&answer-month={day.month}&answer-year={day.year}"
    assert error_of(DateField("Born", past=True), typed) == "Born must be today or in the past"


def held(day: int, month: int, year: int, clock: Any) -> str:
    """Type a date and time."""
    return f"answer-day={day}&answer-month={month}&answer-year={year}&answer-time={clock}"


def test_date_time_without_a_time_gives_the_day_alone() -> None:
    given = value_of(DateTimeField("Held"), held(1, 7, 2026, ""))
    assert (given, given.at()) == (DayAndTime(date(2026, 7, 1), None), None)


def test_date_time_is_london_time() -> None:
    given = value_of(DateTimeField("Held"), held(1, 7, 2026, "3.04pm"))
    assert given.at().isoformat() == "2026-07-01T15:04:00+01:00"


def test_date_time_that_the_clocks_skipped_is_refused() -> None:
    assert "clocks went forward" in error_of(DateTimeField("Held"), held(29, 3, 2026, "01:30"))


def test_date_time_at_midnight_is_a_time() -> None:
    assert value_of(DateTimeField("Held"), held(1, 7, 2026, "midnight")).time == time(0)


@pytest.mark.parametrize(
    ("typed", "clock"), [("15:04", time(15, 4)), ("1504", time(15, 4)), ("3 pm", time(15)), ("12am", time(0))]
)
def test_read_clock_takes_what_people_write(typed: str, clock: Any) -> None:
    assert read_clock(typed) == clock


@pytest.mark.parametrize("typed", ["15", "25:00", "3:60pm", "13pm", "soon"])
def test_read_clock_refuses_what_is_no_time(typed: str) -> None:
    assert read_clock(typed) is None


@pytest.mark.parametrize(("typed", "value"), [("1,200", 1200), ("", None), (" 42 ", 42)])
def test_whole_number(typed: str, value: object) -> None:
    assert value_of(WholeNumberField("Weight", required=False), f"answer={typed}") == value


@pytest.mark.parametrize(("typed", "said"), [("4.5", "whole number"), ("1", "20 or more"), ("999", "300 or fewer")])
def test_whole_number_outside_what_is_accepted(typed: str, said: str) -> None:
    assert said in error_of(WholeNumberField("Weight", least=20, greatest=300), f"answer={typed}")


@pytest.mark.parametrize("typed", ["9990000018", "999 000 0018", "999-000-0018"])
def test_nhs_number_takes_spaces_and_hyphens(typed: str) -> None:
    assert value_of(NhsNumberField(), f"answer={typed}") == "9990000018"


@pytest.mark.parametrize(
    ("typed", "said"), [("999", "has 3 digits"), ("9990000019", "does not fit"), ("ABC", "not a digit")]
)
def test_nhs_number_says_what_is_wrong(typed: str, said: str) -> None:
    assert said in error_of(NhsNumberField(), f"answer={typed}")


@pytest.mark.parametrize("typed", ["01632 960001", "%2B44 7700 900982 ext 3", "111"])
def test_phone_takes_what_can_be_dialled(typed: str) -> None:
    assert value_of(PhoneField(), f"answer={typed}")


@pytest.mark.parametrize("typed", ["no phone", "12", "<script>"])
def test_phone_refuses_what_cannot(typed: str) -> None:
    assert "like 01632 960 001" in error_of(PhoneField(), f"answer={typed}")


def test_email_without_a_host_is_refused() -> None:
    assert "name@example" in error_of(EmailField(), "answer=name@")
