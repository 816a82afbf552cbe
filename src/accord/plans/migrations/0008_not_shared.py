"""An index of the few whose plan is not shared: a register leaves them with whoever signed."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index."""

    dependencies: ClassVar = [("plans", "0007_registers")]
    operations: ClassVar = [
        migrations.AddIndex(
            "standing",
            models.Index(
                condition=models.Q(("is_shared", False)), fields=["person_id"], name="plans_standing_not_shared"
            ),
        ),
    ]
