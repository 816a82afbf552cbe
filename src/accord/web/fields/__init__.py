"""Form fields that know their component of the design system, their label, hint and error text."""

from accord.web.choices import Item, Reveal
from accord.web.fields.bases import WebField
from accord.web.fields.chosen import ChoiceField, ConfirmField, MultiChoiceField, SelectField, YesNoField
from accord.web.fields.dates import DateField, DateTimeField, DayAndTime
from accord.web.fields.numbers import NhsNumberField, PhoneField, WholeNumberField
from accord.web.fields.texts import EmailField, LongTextField, PasswordField, TextField

__all__ = [
    "ChoiceField",
    "ConfirmField",
    "DateField",
    "DateTimeField",
    "DayAndTime",
    "EmailField",
    "Item",
    "LongTextField",
    "MultiChoiceField",
    "NhsNumberField",
    "PasswordField",
    "PhoneField",
    "Reveal",
    "SelectField",
    "TextField",
    "WebField",
    "WholeNumberField",
    "YesNoField",
]
