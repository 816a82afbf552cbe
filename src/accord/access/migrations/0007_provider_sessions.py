"""Which sessions began at an identity provider, so that it can end them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column of the sessions."""

    dependencies: ClassVar = [("access", "0006_relationships")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="session",
            name="provider_key",
            field=models.CharField(blank=True, db_collation="C", db_default="", db_index=True, max_length=64),
        ),
    ]
