"""The forms of the second factor."""

from __future__ import annotations

from django import forms

from accord.access.one_time_codes import DIGITS
from accord.web.fields import PasswordField, TextField
from accord.web.forms import Form

SHAPE = f"Enter the {DIGITS} digits that your authenticator app shows"


class CodeForm(Form):
    """The code that an authenticator app shows now."""

    one_time_code = TextField(
        "Code from your authenticator app",
        most=20,
        width=10,
        inputmode="numeric",
        autocomplete="one-time-code",
        spellcheck=False,
        hint=f"{DIGITS} digits. A new one is shown every 30 seconds",
        required_words=SHAPE,
    )

    def clean_one_time_code(self) -> str:
        """Take the spaces out, as apps show it in groups."""
        code = "".join(str(self.cleaned_data["one_time_code"]).split())
        if not (len(code) == DIGITS and code.isascii() and code.isdigit()):
            raise forms.ValidationError(SHAPE)
        return code


class CodeAndPasswordForm(CodeForm):
    """The code, and the password with which the session began some time ago: an open screen is not its owner."""

    password = PasswordField("Your password")


class RecoveryCodeForm(Form):
    """One of the codes that were written down."""

    recovery_code = TextField(
        "Recovery code",
        most=60,
        width=30,
        spellcheck=False,
        hint="24 letters and digits. Each code works once",
        required_words="Enter one of your recovery codes",
    )
