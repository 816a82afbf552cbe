"""Our lean components print the markup of the design system's own (nhsuk-frontend-jinja is the oracle)."""

import re
from typing import Any

import pytest
from django.http import QueryDict

from accord.web.environment import DesignSystem
from accord.web.fields import ChoiceField, Item, LongTextField, MultiChoiceField, PasswordField, TextField, WebField
from accord.web.forms import Form
from accord.web.templates import render_macro

SYSTEM = DesignSystem()
TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*/?>|([^<]+)", re.DOTALL)


def tags_of(markup: object) -> list[Any]:
    """Return the tags with their attributes in no order, and the words, with space as a browser sees it."""
    found = []
    for closing, name, attributes, words in TAG.findall(str(markup)):
        if name:
            pairs = re.findall(r"([a-z-]+)(?:=\"([^\"]*)\")?", attributes)
            found.append((closing, name, frozenset((key, value.strip()) for key, value in pairs)))
        elif words.strip():
            found.append(" ".join(words.split()))
    return found


def printed(field: WebField, typed: str) -> list[Any]:
    """Print a field of ours, filled with a query string."""
    return tags_of(type("F", (Form,), {"a": field})(QueryDict(typed)).field("a"))


def text_of(words: str, **more: object) -> dict[str, object]:
    """Give a macro's parameter of text."""
    return {"text": words, **more}


def test_text_field_prints_as_the_design_system_does() -> None:
    expected = SYSTEM.input(
        {
            "name": "a",
            "id": "a",
            "label": text_of("Name", size="s"),
            "hint": text_of("In full"),
            "value": "x" * 201,
            "errorMessage": text_of("This text is 1 character too long. Use 200 characters or fewer."),
            "autocomplete": "off",
        }
    )
    assert printed(TextField("Name", hint="In full"), f"a={'x' * 201}") == tags_of(expected)


def test_long_text_prints_as_the_design_system_does() -> None:
    expected = SYSTEM.characterCount(
        {
            "name": "a",
            "id": "a",
            "maxlength": 20000,
            "threshold": 75,
            "label": text_of("Notes", size="s"),
            "rows": 5,
            "value": "x",
            "autocomplete": "off",
        }
    )
    assert str(printed(LongTextField("Notes"), "a=x")) == str(tags_of(expected)).replace("20000 c", "20,000 c")


ITEMS = [{"value": "1", "text": "One", "hint": text_of("First")}, {"value": "2", "text": "Two", "checked": True}]
OURS = [("1", "One", "First"), ("2", "Two")]


@pytest.mark.parametrize(("kind", "field"), [("radios", ChoiceField), ("checkboxes", MultiChoiceField)])
def test_choices_print_as_the_design_system_does(kind: Any, field: WebField) -> None:
    fieldset = {"legend": text_of("Which?", size="s")}
    params = {"name": "a", "idPrefix": "a", "fieldset": fieldset, "hint": text_of("Any"), "items": ITEMS}
    assert printed(field("Which?", hint="Any", items=OURS), "a=2") == tags_of(getattr(SYSTEM, kind)(params))


def test_exclusive_checkbox_prints_as_the_design_system_does() -> None:
    items = [{"value": "1", "text": "One"}, {"value": "n", "text": "None", "exclusive": True}]
    params = {"name": "a", "idPrefix": "a", "fieldset": {"legend": text_of("Which?", size="s")}, "items": items}
    ours = MultiChoiceField("Which?", items=[("1", "One"), Item("n", "None", exclusive=True)], required=False)
    assert printed(ours, "a=") == tags_of(SYSTEM.checkboxes(params))


def test_password_prints_as_the_design_system_does() -> None:
    params = {"id": "a", "name": "a", "label": text_of("Password", size="s"), "width": 20}
    form = type("F", (Form,), {"a": PasswordField()})()
    assert tags_of(form.field("a")) == tags_of(SYSTEM.passwordInput(params))


def test_error_summary_prints_as_the_design_system_does() -> None:
    expected = SYSTEM.errorSummary({"titleText": "There is a problem", "errorList": [{"text": "Wrong", "href": "#a"}]})
    assert tags_of(render_macro("web/fields.jinja", "error_summary", [("Wrong", "#a")])) == tags_of(expected)


def component(name: str, *args: Any, **kwargs: Any) -> list[Any]:
    """Print a component of ours."""
    return tags_of(render_macro("web/components.jinja", name, *args, **kwargs))


def test_summary_list_prints_as_the_design_system_does() -> None:
    change = {"items": [{"href": "/c", "text": "Change", "visuallyHiddenText": "name"}]}
    rows = [
        {"key": text_of("Name"), "value": text_of("Ada"), "actions": change},
        {"key": text_of("Born"), "value": text_of("1940")},
    ]
    ours = [{"key": "Name", "value": "Ada", "href": "/c"}, {"key": "Born", "value": "1940"}]
    assert component("summary_list", ours) == tags_of(SYSTEM.summaryList({"rows": rows}))


def test_task_list_prints_as_the_design_system_does() -> None:
    status = {"tag": text_of("Not started", colour="blue")}
    items = [{"title": text_of("CPR"), "hint": text_of("One decision"), "href": "/c", "status": status}]
    ours = [{"title": "CPR", "hint": "One decision", "href": "/c", "status": "Not started"}]
    assert component("task_list", ours, id="task-list") == tags_of(SYSTEM.taskList({"items": items}))


def test_breadcrumb_prints_as_the_design_system_does() -> None:
    expected = SYSTEM.breadcrumb({"items": [text_of("Home", href="/")], "href": "/p", "text": "Ada"})
    assert component("breadcrumb", [("Home", "/"), ("Ada", "/p")]) == tags_of(expected)
