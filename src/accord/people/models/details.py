"""Names, addresses and telephone numbers."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.people.models.people import Person


class Name(models.Model):
    """A name that a person goes or went by."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    use = models.CharField(max_length=12, default="usual")
    prefix = models.CharField(max_length=40, blank=True)
    given = ArrayField(models.CharField(max_length=100), default=list)
    family = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=models.Q(use="usual"), name="people_one_usual_name"),
        )

    def __str__(self) -> str:
        return f"{self.use} name of {self.person_id}"


class Address(models.Model):
    """Where a person lives or stays. A trigger refuses one for a restricted person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    use = models.CharField(max_length=12, default="home")
    lines = ArrayField(models.CharField(max_length=200), default=list)
    postcode = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        return f"{self.use} address of {self.person_id}"


class Telecom(models.Model):
    """A telephone number or electronic address. A trigger refuses one for a restricted person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="telecoms")
    system = models.CharField(max_length=12)
    use = models.CharField(max_length=12, blank=True)
    value = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.system} of {self.person_id}"
