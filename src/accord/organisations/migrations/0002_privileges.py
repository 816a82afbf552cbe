"""The directory is added to and corrected; nothing in it is ever removed."""

from typing import ClassVar

from django.db import migrations

from accord.privileges import Grant

TABLES = ("organisation", "organisationrole", "relationship", "staffmember", "staffrole")


class Migration(migrations.Migration):
    """What the application may do here."""

    dependencies: ClassVar = [("organisations", "0001_tables")]
    operations: ClassVar = [Grant(f"organisations_{table}", "SELECT", "INSERT", "UPDATE") for table in TABLES]
