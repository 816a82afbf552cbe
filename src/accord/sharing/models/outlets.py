"""Ways out of this installation that some worker of it is configured for."""

from __future__ import annotations

from django.db import models


class UsedOutlet(models.Model):
    """That a worker with the settings of one of them ran, and when that was last."""

    name = models.CharField(max_length=16, db_collation="C", primary_key=True)
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
