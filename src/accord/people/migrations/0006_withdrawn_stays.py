"""A stay that was told of in error is kept, and shown nowhere."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """When a stay was taken back."""

    dependencies: ClassVar = [("people", "0005_where_now")]
    operations: ClassVar = [migrations.AddField("stay", "withdrawn_at", models.DateTimeField(null=True))]
