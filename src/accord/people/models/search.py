"""The key by which a person is found when the NHS number is not to hand."""

from __future__ import annotations

from django.db import models

from accord.people.models.people import Person


class SearchKey(models.Model):
    """Family name, date of birth and postcode, normalised (`accord.people.search_keys`), one row a combination.

    A restricted person has none: there is no postcode to find them by. A short table of its own keeps the look-up one
    descent of one index, however many people there are.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="search_keys")
    family = models.CharField(max_length=200, db_collation="C")
    birth_date = models.DateField()
    postcode = models.CharField(max_length=12, db_collation="C")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["postcode", "birth_date", "family", "person"], name="people_search_key"),
        )

    def __str__(self) -> str:
        return f"search key of {self.person_id}"
