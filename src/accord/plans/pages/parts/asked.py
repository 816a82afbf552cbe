"""What one page asks: a form and its repeating groups, handled as one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from accord.domain.errors import FieldError, Refused
from accord.plans.pages.parts.bases import PartForm
from accord.plans.pages.parts.groups import Group
from accord.web.forms import Form, say_error
from accord.web.repeats import Repeats

ITEM = re.compile(r"(?P<group>\w+)\[(?P<number>\d+)\]\.(?P<field>\w+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A form and the repeating groups that stand under it."""

    form: type[PartForm]
    groups: tuple[Group, ...] = ()


@dataclass
class Asked:
    """A form with its groups, as one: begun, read from what was posted, or resumed from what was typed."""

    form: PartForm
    repeats: list[tuple[Group, Repeats]]
    missed: list[Form] = field(default_factory=list)

    @classmethod
    def begin(cls, question: Question, value: Any) -> Asked:
        """Begin with the value as it is saved."""
        form = question.form(initial=question.form.beginning(value))
        return cls(form, [(group, _begin_group(group, value)) for group in question.groups])

    @classmethod
    def posted(cls, question: Question, data: QueryDict) -> Asked:
        """Read what was posted."""
        made = [(group, Repeats.read(group.form, group.field, data, one=group.one)) for group in question.groups]
        return cls(question.form(data), made)

    @classmethod
    def resume(cls, question: Question, kept: Mapping[str, Sequence[str]]) -> Asked:
        """Make the page again from what was kept as typed, without saying yet what is wrong with it."""
        data = QueryDict(mutable=True)
        for name, values in kept.items():
            data.setlist(name, list(values))
        page = cls.posted(question, data)
        for form in (page.form, *(form for _, made in page.repeats for form in made.forms)):
            form.shows_errors = False
        return page

    @property
    def was_pressed(self) -> bool:
        """Whether a button to add or remove was pressed, and not the one to save."""
        return any(made.was_pressed for _, made in self.repeats)

    def is_valid(self) -> bool:
        """Check the form and every group, so that all errors show at once."""
        checked = [self.form.is_valid(), *(made.is_valid() for _, made in self.repeats)]
        return all(checked)

    def summary_lines(self) -> list[tuple[str, str]]:
        """Return the errors of the form and its groups, each with the address of its field."""
        asked: tuple[Form | Repeats, ...] = (self.form, *(made for _, made in self.repeats), *self.missed)
        return [line for each in asked for line in each.summary_lines()]

    def add_refused(self, refused: Refused, names: Mapping[str, str] | None = None) -> None:
        """Show what was refused at the field that it names; of a group in which nothing was filled, at its first."""
        groups = {group.field: made for group, made in self.repeats if not made.filled()}
        at_form = [error for error in refused.errors if error.field not in groups and not self._add_to_item(error)]
        if at_form:
            self.form.add_refused(Refused(at_form), names)
        for error in refused.errors:
            if error.field in groups:
                self.missed.append(_miss(groups[error.field], say_error(error)))

    def _add_to_item(self, error: FieldError) -> bool:
        """Show an error at the item of a group that it names ("organisations[1].code"), if it names one."""
        found = ITEM.fullmatch(error.field)
        made = next((made for group, made in self.repeats if found and group.field == found["group"]), None)
        if found is None or made is None:
            return False
        form = made.filled()[int(found["number"])]
        form.add_error(found["field"], say_error(error))
        return True

    def read(self, before: Any = None) -> Any:
        """Return the value as it now is. Call only when `is_valid`."""
        value = self.form.read(before)
        for group, made in self.repeats:
            items = tuple(group.form.read(values) for values in made.values())
            value = replace(value, **{group.field: items})
        return value


def _miss(made: Repeats, words: str) -> Form:
    """Say at the first field of a group that nothing was given there."""
    made.forms = made.forms or [made.kind({}, prefix=f"{made.prefix}-0")]
    form = made.forms[0]
    form.shows_errors = True
    form.errors.clear()
    form.add_error(next(iter(form.fields)), words)
    return form


def _begin_group(group: Group, value: Any) -> Repeats:
    items = getattr(value, group.field) if value is not None else ()
    return Repeats.begin(group.form, group.field, [group.form.beginning(item) for item in items], one=group.one)
