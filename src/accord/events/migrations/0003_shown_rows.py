"""What happened to a person is shown while somebody acts; what happened to nobody in particular, such as a sign-in, is
recorded before anybody does."""

from typing import ClassVar

from django.db import migrations

from accord.privileges import ShowTo


class Migration(migrations.Migration):
    """Row-level security on the events."""

    dependencies: ClassVar = [("events", "0002_privileges"), ("privileges", "0001_claims")]
    operations: ClassVar = [ShowTo("events_event", "H", also="person_id IS NULL")]
