"""Advance decisions, lasting powers and deputies, revision by revision."""

from __future__ import annotations

from django.db import models

from accord.domain.choices import Choice
from accord.plans.models.recorded import Recorded


class InstrumentKind(Choice):
    """A legal document or decision-maker of the person."""

    ADRT = "adrt", "Advance decision to refuse treatment (ADRT)"
    LPA = "lpa", "Lasting power of attorney (health and welfare)"
    DEPUTY = "deputy", "Deputy appointed by the court"


class InstrumentSource(Choice):
    """How a revision came to be recorded."""

    TYPED = "typed", "Recorded here"
    LPA_STORE = "lpa_store", "Read from the LPA Store"


class LegalInstrument(Recorded):
    """One revision of a legal document. The highest revision is how it stands; the others are how it stood."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.UUIDField()
    instrument_id = models.UUIDField()
    kind = models.CharField(max_length=8, db_collation="C")
    revision = models.PositiveIntegerField()
    uid = models.CharField(max_length=64, blank=True, db_collation="C")
    source = models.CharField(max_length=12, db_collation="C")
    content = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person_id", "instrument_id", "revision"], name="plans_instrument_revised_once"
            ),
        )
        indexes = (models.Index(fields=["uid"], condition=~models.Q(uid=""), name="plans_instrument_uid"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.instrument_id} revision {self.revision}"
