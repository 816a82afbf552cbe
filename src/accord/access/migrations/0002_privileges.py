"""What the application may do with accounts and traces: the access log is appended to and never changed."""

from typing import ClassVar

from django.db import migrations

from accord.privileges import AppendOnly, Grant


class Migration(migrations.Migration):
    """What the application may do here."""

    dependencies: ClassVar = [("access", "0001_tables")]
    operations: ClassVar = [
        Grant("access_user", "SELECT", "INSERT", "UPDATE"),
        Grant("access_signinattempt", "SELECT", "INSERT", "DELETE"),
        Grant("access_accesslog", "SELECT", "INSERT"),
        AppendOnly("access_accesslog"),
        Grant("access_heldform", "SELECT", "INSERT", "DELETE"),
        Grant("access_submission", "SELECT", "INSERT", "DELETE"),
        Grant("access_submission", "UPDATE", columns=("location",)),
    ]
