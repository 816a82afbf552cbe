"""Whoever tells other systems is woken as events are committed, and does not have to ask."""

from typing import ClassVar

from django.db import migrations

FUNCTION = """
CREATE FUNCTION accord_wake_tellers() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $wake$
BEGIN
  PERFORM pg_notify('accord_outbox', '');
  RETURN NULL;
END $wake$
"""
TRIGGER = """
CREATE TRIGGER wake_tellers AFTER INSERT ON events_outbox FOR EACH STATEMENT EXECUTE FUNCTION accord_wake_tellers()
"""


class Migration(migrations.Migration):
    """A trigger on the outbox."""

    dependencies: ClassVar = [("events", "0003_shown_rows")]
    operations: ClassVar = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION accord_wake_tellers()"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER wake_tellers ON events_outbox"),
    ]
