"""Events are appended and never changed; of the outbox only the tick of delivery changes."""

from typing import ClassVar

from django.db import migrations

from accord.privileges import AppendOnly, Grant


class Migration(migrations.Migration):
    """What the application may do here."""

    dependencies: ClassVar = [("events", "0001_tables")]
    operations: ClassVar = [
        Grant("events_event", "SELECT", "INSERT"),
        AppendOnly("events_event"),
        Grant("events_outbox", "SELECT", "INSERT"),
        Grant("events_outbox", "UPDATE", columns=("delivered_at",)),
    ]
