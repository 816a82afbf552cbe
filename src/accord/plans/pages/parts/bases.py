"""A form that asks for one part of a plan, and gives it back as the domain's value."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, ClassVar

from accord.domain.choices import Answer, Choice
from accord.domain.moments import Moment
from accord.projections.words import is_unanswered
from accord.web.fields import DayAndTime, LongTextField, TextField, YesNoField
from accord.web.forms import Form

SILENT = frozenset({"unknown", "not-stated"})
"""How the lists of legal documents write what their document does not show, and their answers begin with."""


class PartForm(Form):
    """Base of the part forms: a field's name is the name of the part's own field, so nothing is mapped twice."""

    part_type: ClassVar[type]
    guidance: ClassVar[str] = ""

    @classmethod
    def beginning(cls, part: Any) -> dict[str, Any]:
        """Return what the form begins with: the values of `part`, or nothing at all where it has not been filled."""
        if part is None:
            return {}
        return show_answers(part)

    def read(self, before: Any = None) -> Any:
        """Return the part as it is now. Fields that this form does not ask about stay as they were in `before`."""
        known = {field.name for field in fields(self.part_type)}
        asked = {name: read_value(value) for name, value in self.cleaned_data.items() if name in known}
        kept = {field.name: getattr(before, field.name) for field in fields(before)} if before else {}
        unanswered = {name for name, value in asked.items() if value is None}
        defaults = {field.name: field.default for field in fields(self.part_type) if field.name in unanswered}
        return self.part_type(**{**kept, **asked, **defaults})


def show_answers(value: Any) -> dict[str, Any]:
    """Return what was answered of a part or an item, as a form shows it; what nobody answered stands unchosen."""
    held = {field.name: getattr(value, field.name) for field in fields(value)}
    silent = {field.name for field in fields(value) if held[field.name] == field.default and is_silence(field.default)}
    return {name: show_value(each) for name, each in held.items() if name not in silent}


def is_silence(value: Any) -> bool:
    """Whether a choice says only that nobody has said."""
    return isinstance(value, Choice) and (is_unanswered(value) or value.value in SILENT)


def show_value(value: Any) -> Any:
    """Return a value of the domain as a form shows it."""
    if isinstance(value, Moment):
        return value.time or DayAndTime(value.day, None)
    return sorted(value) if isinstance(value, frozenset) else value


def read_value(value: Any) -> Any:
    """Return a form's value as the domain has it."""
    if isinstance(value, DayAndTime):
        return Moment.of(value.at() or value.day)
    return frozenset(value) if isinstance(value, list) else value


def ask(label: str, hint: str = "", **described: Any) -> LongTextField:
    """Ask for words in the person's or clinician's own way; never required, so that any order will do."""
    return LongTextField(label, hint=hint, required=False, **described)


def ask_line(label: str, hint: str = "", **described: Any) -> TextField:
    """Ask for one line of words."""
    return TextField(label, hint=hint, required=False, **described)


def ask_yes_no(label: str, hint: str = "", **described: Any) -> YesNoField:
    """Ask yes or no, with "not recorded" as an honest answer; nothing stands chosen at first."""
    return YesNoField(
        label, hint=hint, required=False, values=tuple(Answer), words=("Yes", "No", "Not known"), **described
    )
