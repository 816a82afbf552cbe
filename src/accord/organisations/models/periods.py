"""Dated facts: from a day to a day, both included."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

NONE = timedelta()


def valid_on(on: date, prefix: str = "", *, grace: timedelta = NONE) -> models.Q:
    """Return the condition that a dated fact holds on a day, or ended within `grace` before it.

    Never read a code without it.
    """
    begun = models.Q(**{f"{prefix}valid_from__isnull": True}) | models.Q(**{f"{prefix}valid_from__lte": on})
    not_over = models.Q(**{f"{prefix}valid_to__isnull": True}) | models.Q(**{f"{prefix}valid_to__gte": on - grace})
    return begun & not_over


class Dated(models.Model):
    """Something that is so from `valid_from` to `valid_to`; an empty end is open."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        abstract = True


def ends_after_it_begins(table: str) -> models.CheckConstraint:
    """Return the constraint that a period does not end before it begins."""
    return models.CheckConstraint(
        condition=models.Q(valid_from__isnull=True)
        | models.Q(valid_to__isnull=True)
        | models.Q(valid_from__lte=models.F("valid_to")),
        name=f"{table}_ends_after_it_begins",
    )
