"""The FHIR document of each version, written as it is signed."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of content: closed, like all that is not granted by name. Those signed before have none."""

    dependencies: ClassVar = [("plans", "0008_not_shared")]
    operations: ClassVar = [migrations.AddField("version", "fhir", models.TextField(blank=True, default=""))]
