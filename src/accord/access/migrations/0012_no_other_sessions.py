"""Django's own table of sessions goes: ours has stood in its place, and nothing ever read it."""

from typing import ClassVar

from django.db import migrations

DROP = """
    DROP TABLE IF EXISTS django_session;
    DELETE FROM django_migrations WHERE app = 'sessions';
"""


class Migration(migrations.Migration):
    """Drop the table where an earlier installation made it."""

    dependencies: ClassVar = [("access", "0011_passkeys")]
    operations: ClassVar = [migrations.RunSQL(DROP, migrations.RunSQL.noop)]
