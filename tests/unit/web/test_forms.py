"""Forms that render themselves, and keep what was typed."""

from typing import Any

import pytest
from django.http import QueryDict

from accord.domain.errors import FieldError, Refused
from accord.web.fields import ChoiceField, DateField, LongTextField, MultiChoiceField, Reveal, TextField, YesNoField
from accord.web.forms import Form


class DiscussedForm(Form):
    """Was it discussed, and why not?"""

    discussed = YesNoField("Was it discussed?", reveals=[Reveal("no", ["why"])])
    why = LongTextField("Why not?")
    who = TextField("With whom?", required=False)


def post(kind: Any, typed: str, **kwargs: Any) -> Any:
    """Fill a form with a query string."""
    return kind(QueryDict(typed), **kwargs)


def test_reveal_not_chosen_is_neither_asked_nor_kept() -> None:
    form = post(DiscussedForm, "discussed=yes&why=left+over")
    assert form.is_valid()
    assert form.cleaned_data == {"discussed": "yes", "why": "", "who": ""}


def test_reveal_chosen_asks_its_field() -> None:
    assert post(DiscussedForm, "discussed=no").summary_lines() == [("Answer “Why not?”", "#why")]


def test_reveal_filled_with_nothing_chosen_asks_and_keeps_it() -> None:
    form = post(DiscussedForm, "why=Too+ill")
    form.fields["discussed"].required = False
    assert "“why not” is filled in below it" in form.errors["discussed"][0]
    assert "Too ill" in form.field("discussed")


def test_all_prints_a_revealed_field_once_under_its_answer() -> None:
    page = DiscussedForm().all()
    assert page.count('name="why"') == 1
    assert page.index("conditional-discussed-2") < page.index('name="why"') < page.index('value="unknown"')


def test_two_reveals_of_one_field_print_it_once() -> None:
    reveals = [Reveal(["a", "b"], ["why"])]
    made = type(
        "F", (Form,), {"x": ChoiceField("X", items=[("a", "A"), ("b", "B")], reveals=reveals), "why": TextField("Why")}
    )
    assert made().all().count('id="why"') == 1
    assert made(QueryDict("x=b&why=1")).is_valid()


def test_field_revealed_by_two_answers_stands_below_all_of_them_and_opens_with_either() -> None:
    reveals = [Reveal(["a", "b"], ["why"])]
    items = [("a", "A"), ("b", "B"), ("c", "C")]
    made = type("F", (Form,), {"x": ChoiceField("X", items=items, reveals=reveals), "why": TextField("Why")})
    page = made(QueryDict("x=b")).all()
    assert page.index('value="c"') < page.index('data-opened-by="x x-2"') < page.index('name="why"')
    assert "app-opened--hidden" not in page
    assert "app-opened--hidden" in made(QueryDict("x=c")).all()


def test_refused_field_of_the_domain_is_shown_at_the_field() -> None:
    form = post(DiscussedForm, "discussed=yes")
    form.add_refused(Refused([FieldError(field="plan.who", wrong="is not known.", accepted="Give a name.")]))
    assert form.summary_lines() == [("“With whom?” is not known. Give a name.", "#who")]


def test_refused_field_under_another_name_is_mapped() -> None:
    form = post(DiscussedForm, "discussed=yes")
    form.add_refused(Refused.one("participant", "is not known."), {"participant": "who"})
    assert form.errors["who"] == ["“With whom?” is not known."]


def test_refused_field_that_the_form_has_not_is_named_in_the_summary() -> None:
    form = post(DiscussedForm, "discussed=yes")
    form.add_refused(Refused.one("signer", "has no registration."))
    assert form.summary_lines() == [("signer: has no registration.", "")]


@pytest.mark.parametrize(
    ("wrong", "accepted", "said"),
    [
        ("is empty.", "Say why.", "Say why."),
        ("is missing.", "", "“Why not?” is missing."),
        ("Nobody is called so.", "Give a name.", "Nobody is called so. Give a name."),
    ],
)
def test_refusal_reads_as_a_sentence_at_its_field(wrong: str, accepted: str, said: str) -> None:
    form = post(DiscussedForm, "discussed=no&why=x")
    form.add_refused(Refused.one("why", wrong, accepted))
    assert form.errors["why"] == [said]


def test_refusal_begins_with_the_label_of_its_field() -> None:
    form = post(MixedForm, "")
    form.add_refused(Refused.one("notes", "is one character too long."))
    assert "Notes is one character too long." in form.errors["notes"]


class MixedForm(Form):
    """One of each that sends more than one input."""

    notes = LongTextField("Notes")
    born = DateField("Born")
    help = MultiChoiceField("Help", items=[("a", "A"), ("b", "B")])


TYPED = "m-notes=half+a+th&m-born-day=3x&m-help=a&m-help=b&other=1&csrfmiddlewaretoken=t"


def test_typed_keeps_what_stands_there_sound_or_not() -> None:
    assert post(MixedForm, TYPED, prefix="m").typed() == {
        "notes": ["half a th"],
        "born-day": ["3x"],
        "help": ["a", "b"],
    }


def test_resume_shows_what_was_typed_without_complaining() -> None:
    form = MixedForm.resume(post(MixedForm, TYPED, prefix="m").typed())
    page = form.error_summary() + form.all()
    assert "half a th" in page
    assert 'value="3x"' in page
    assert page.count("checked") == 2
    assert "error" not in page


def test_error_summary_is_empty_where_nothing_is_wrong() -> None:
    assert post(DiscussedForm, "discussed=yes").error_summary().strip() == ""


def test_label_and_value_are_escaped() -> None:
    form = type("F", (Form,), {"x": TextField("<i>")})(QueryDict("x=%22%3E<script>"))
    assert "<script>" not in form.field("x")
    assert "&lt;i&gt;" in form.field("x")
