"""What a person needs to take part, and the characteristics that equality monitoring counts."""

from __future__ import annotations

from django.db import models

from accord.domain.choices import Answer
from accord.people.models.people import Person


def answer() -> models.CharField[str, str]:
    """Return a column of yes, no or not recorded."""
    return models.CharField(max_length=8, default=Answer.UNKNOWN.value)


class Needs(models.Model):
    """Communication needs, reasonable adjustments and language (one row a person)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="needs")
    communication = models.TextField(blank=True)
    adjustments = models.TextField(blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = answer()
    written_format = models.CharField(max_length=60, blank=True)
    contact_preference = models.CharField(max_length=60, blank=True)
    contact_times = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"needs of {self.person_id}"


class Characteristics(models.Model):
    """Protected and clinical characteristics (one row a person; dataset columns of the same names)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="characteristics")
    ethnicity = models.CharField(max_length=24, blank=True, db_collation="C")
    imd_decile = models.PositiveSmallIntegerField(null=True)
    religion = models.CharField(max_length=60, blank=True)
    sexual_orientation = models.CharField(max_length=60, blank=True)
    learning_disability = answer()
    downs_syndrome = answer()
    autism = answer()
    dementia = answer()
    mental_illness = answer()
    physical_disability = answer()
    sensory_impairment = answer()
    frailty = models.PositiveSmallIntegerField(null=True)
    palliative_register = answer()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(imd_decile__isnull=True) | models.Q(imd_decile__range=(1, 10)),
                name="people_imd_decile",
            ),
            models.CheckConstraint(
                condition=models.Q(frailty__isnull=True) | models.Q(frailty__range=(1, 9)), name="people_frailty"
            ),
        )

    def __str__(self) -> str:
        return f"characteristics of {self.person_id}"
