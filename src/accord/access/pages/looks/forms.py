"""Whose looks to show: those at one person's record."""

from __future__ import annotations

from accord.web.fields import NhsNumberField
from accord.web.forms import Form


class LooksForm(Form):
    """By the NHS number of the person."""

    nhs_number = NhsNumberField()
