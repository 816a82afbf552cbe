"""Pointers that others register here, and which organisation may register and find which type."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Pointer(models.Model):
    """That an organisation holds a document about a person, where and of which type; never what it says.

    A pointer that was replaced or deleted is gone, as in the National Record Locator; its events stay.
    """

    id = models.CharField(max_length=64, primary_key=True, db_collation="C")
    person_id = models.UUIDField()
    custodian = models.CharField(max_length=12, db_collation="C")
    organisation_id = models.UUIDField()
    system_id = models.UUIDField()
    type_code = models.CharField(max_length=18, db_collation="C")
    document = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["person_id"], name="sharing_pointer_of_person"),)

    def __str__(self) -> str:
        return self.id


class PointerPermission(models.Model):
    """That an organisation may register pointers of a type, or find them."""

    id = models.BigAutoField(primary_key=True)
    organisation_code = models.CharField(max_length=12, db_collation="C")
    type_code = models.CharField(max_length=18, db_collation="C")
    may_register = models.BooleanField(default=False)
    may_find = models.BooleanField(default=False)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation_code", "type_code"], name="sharing_pointerpermission_once"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_code} {self.type_code}"
