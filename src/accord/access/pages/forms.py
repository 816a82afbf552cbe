"""The forms of signing in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.domain.authority import GRADE_NAMES, ROLE_NAMES
from accord.organisations.queries.staff import Position
from accord.web.fields import ChoiceField, Item, PasswordField, TextField
from accord.web.forms import Form
from accord.web.words import say_date


class SignInForm(Form):
    """User name and password."""

    username = TextField("User name", most=80, width=20, autocomplete="username", spellcheck=False)
    password = PasswordField()


class PasswordForm(Form):
    """A new password, typed twice, by whoever knows the one it replaces."""

    password = PasswordField("Your password now")
    new_password = PasswordField(
        "New password", autocomplete="new-password", hint="8 characters or more. Several words are easy to remember"
    )
    again = PasswordField("New password again", autocomplete="new-password")

    def clean(self) -> dict[str, Any] | None:
        """Refuse two that differ: one of them was mistyped."""
        given = self.cleaned_data
        if "again" in given and given.get("new_password") not in (None, given["again"]):
            self.add_error("again", "The two new passwords differ. Type the same one twice")
        return super().clean()


class RoleForm(Form):
    """Which of somebody's roles they work in now."""

    role = ChoiceField("Which role are you working in?", heading=True, required_words="Select a role")

    def __init__(self, *args: Any, positions: Sequence[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, ChoiceField)
        field.items = tuple(
            Item(
                str(position.actor.staff_role_id),
                f"{ROLE_NAMES[position.actor.role]}, {position.organisation_name}",
                hint=_hint(position),
            )
            for position in positions
        )


def _hint(position: Position) -> str:
    grade = GRADE_NAMES[position.actor.grade]
    if position.ended is None:
        return grade
    return f"{grade}. This role ended on {say_date(position.ended)}: signing in it asks why"
