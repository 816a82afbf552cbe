"""Those close to a person, and those who care for them."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from accord.people.models.people import Person


class Contact(models.Model):
    """Somebody to call, consult or tell. A contact that no longer holds is ended, not removed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200, blank=True)
    relationship = models.CharField(max_length=80, blank=True)
    roles = ArrayField(models.CharField(max_length=16), default=list)
    phone = models.CharField(max_length=40, blank=True)
    notes = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["person"], condition=models.Q(ended_at__isnull=True), name="people_contact_now"),
        )

    def __str__(self) -> str:
        return f"contact of {self.person_id}"
