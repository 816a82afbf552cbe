"""Who somebody is, where they stay and whom they know: shown while whoever acts reaches people, and to nobody else."""

from typing import ClassVar

from django.db import migrations

from accord.privileges import ShowTo

OF_PERSONS = (
    "person",
    "nhsnumber",
    "name",
    "address",
    "telecom",
    "searchkey",
    "needs",
    "characteristics",
    "contact",
    "stay",
    "heldperson",
)


class Migration(migrations.Migration):
    """Row-level security on every table of this room."""

    dependencies: ClassVar = [("people", "0003_restricted"), ("privileges", "0001_claims")]
    operations: ClassVar = [ShowTo(f"people_{table}", "P") for table in OF_PERSONS]
