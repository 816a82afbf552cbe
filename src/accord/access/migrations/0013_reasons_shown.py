"""Why somebody looked is about a person too, though it names them by the alert that it hangs on."""

from typing import ClassVar

from django.db import migrations

from accord.privileges import ShowTo


class Migration(migrations.Migration):
    """Row-level security on the reasons."""

    dependencies: ClassVar = [("access", "0012_no_other_sessions")]
    operations: ClassVar = [ShowTo("access_givenreason", "P")]
