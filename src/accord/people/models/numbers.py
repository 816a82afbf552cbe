"""NHS numbers: each leads to one person, for good; a number that was superseded still leads there."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accord.domain.people import NumberStatus
from accord.people.models.people import Person


class NhsNumber(models.Model):
    """One NHS number, and the person it leads to. At most one a person is current."""

    number = models.CharField(max_length=10, primary_key=True, db_collation="C")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="numbers")
    status = models.CharField(max_length=12)
    status_from = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(status=NumberStatus.CURRENT.value),
                name="people_one_current_number",
            ),
            models.CheckConstraint(condition=models.Q(number__regex=r"^[0-9]{10}$"), name="people_number_ten_digits"),
        )

    def __str__(self) -> str:
        return f"{self.status} number of {self.person_id}"
