"""The forms of signing in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.domain.authority import GRADE_NAMES, ROLE_NAMES
from accord.organisations.queries.staff import Position
from accord.web.fields import ChoiceField, Item, PasswordField, TextField
from accord.web.forms import Form


class SignInForm(Form):
    """User name and password."""

    username = TextField("User name", most=80, width=20, autocomplete="username", spellcheck=False)
    password = PasswordField()


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
                hint=GRADE_NAMES[position.actor.grade],
            )
            for position in positions
        )
