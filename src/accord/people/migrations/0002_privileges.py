"""What the application may do with people: no person, number, stay, contact or held item is ever removed."""

from typing import ClassVar

from django.db import migrations

from accord.privileges import Grant

KEPT = ("person", "nhsnumber", "needs", "characteristics", "contact", "stay", "heldperson")
REPLACED = ("name", "address", "telecom", "searchkey")


class Migration(migrations.Migration):
    """What the application may do here."""

    dependencies: ClassVar = [("people", "0001_tables")]
    operations: ClassVar = [
        *(Grant(f"people_{table}", "SELECT", "INSERT", "UPDATE") for table in KEPT),
        *(Grant(f"people_{table}", "SELECT", "INSERT", "DELETE") for table in REPLACED),
    ]
