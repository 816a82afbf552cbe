"""`accord_open_several` asks for the alert of each person by itself, whatever the database knows of its tables.

Beside `EXISTS` PostgreSQL may read all alerts of a system's last day once a batch, and does while a table that fills
was not counted yet: at the cost of all looks that it had that day. A look that ends at the first row is never made so.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

BEFORE: str = import_module("accord.sharing.migrations.0015_summaries_for_less").OPEN
BY_EXISTS = """
      WHEN EXISTS (SELECT FROM public.access_alert a
        WHERE a.staff_role_id = claim[2]::uuid AND a.person_id = o.person AND a.basis = 'outside'
          AND a.raised_at > statement_timestamp() - interval '24 hours') THEN false"""
BY_ONE = """
      WHEN (SELECT true FROM public.access_alert a
        WHERE a.staff_role_id = claim[2]::uuid AND a.person_id = o.person AND a.basis = 'outside'
          AND a.raised_at > statement_timestamp() - interval '24 hours' LIMIT 1) THEN false"""
OPEN = BEFORE.replace(BY_EXISTS, BY_ONE)


class Migration(migrations.Migration):
    """The function as it is now. It answers as the one before did, so that nothing need be put back."""

    dependencies: ClassVar = [("sharing", "0017_outlets")]
    operations: ClassVar = [migrations.RunSQL(OPEN, migrations.RunSQL.noop)]
