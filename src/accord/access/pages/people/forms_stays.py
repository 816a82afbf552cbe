"""Arriving at a site and leaving it, and a death, as forms."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from accord.domain.people import DeathStatus, StayKind
from accord.web.fields import ChoiceField, DateField, DateTimeField, DayAndTime, TextField
from accord.web.forms import Form


class StayForm(Form):
    """Where, why and since when."""

    site = TextField("Site code", most=12, width=10, hint="An ODS code, like VL901", spellcheck=False)
    kind = ChoiceField("Why the person is there", items=StayKind.pairs())
    start = DateTimeField("When they arrived", past=True)


class EndForm(Form):
    """When they left."""

    end = DateTimeField("When they left", past=True)


class DeathForm(Form):
    """How the death is known, and when it was."""

    death_status = ChoiceField(
        "How is it known?",
        items=(
            (DeathStatus.INFORMAL, "Somebody told us: the death is not registered yet"),
            (DeathStatus.FORMAL, "It is registered"),
        ),
    )
    death_date = DateField("Date of death", past=True, required=False)


class WithdrawForm(Form):
    """Nothing to fill in: sending it says that the person is alive."""


def moment(given: DayAndTime) -> datetime:
    """Return the moment that was given; of a day alone its beginning."""
    return given.at() or timezone.make_aware(datetime.combine(given.day, time.min))
