"""A look outside a relationship and its alert in one call: the trace, the alert and its event are committed together.

The trace comes first and stands by itself: whatever fails at the alert is rolled back alone, since nothing that fails
there may stand before an emergency (design/architecture.md, decision 3).
"""

from typing import ClassVar

from django.db import migrations

from accord.privileges import GrantExecute

# The alert of whoever acts about a person since a moment, or a new one with its event; NULL where it failed.
# The event says neither whose record it was nor who looked.
RAISE_ALERT = """
CREATE FUNCTION accord_raise_alert(person uuid, purpose text, what text, since timestamptz) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $raise$
DECLARE
  claim text[] := accord_claim();
  raised uuid;
  happened bigint;
BEGIN
  IF claim IS NULL THEN
    RAISE EXCEPTION 'nobody is acting on this connection' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT a.id INTO raised FROM public.access_alert a
    WHERE a.staff_role_id = claim[2]::uuid AND a.person_id = person AND a.raised_at > since AND a.basis = 'outside'
    LIMIT 1;
  IF raised IS NOT NULL THEN
    RETURN raised;
  END IF;
  INSERT INTO public.access_alert (id, person_id, staff_id, staff_role_id, organisation_id, purpose, what, basis)
    VALUES (gen_random_uuid(), person, claim[1]::uuid, claim[2]::uuid, claim[3]::uuid, purpose, what, 'outside')
    RETURNING id INTO raised;
  INSERT INTO public.events_event (kind, payload) VALUES ('look_alerted', jsonb_build_object(
    'alert_id', raised, 'organisation_id', claim[3], 'basis', 'outside')) RETURNING id INTO happened;
  INSERT INTO public.events_outbox (event_id) VALUES (happened);
  RETURN raised;
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'an alert could not be raised: %', SQLSTATE;
  RETURN NULL;
END $raise$
"""
OPEN_OUTSIDE = """
CREATE FUNCTION accord_open_outside(person uuid, purpose text, what text, since timestamptz) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $outside$
DECLARE ticket text := accord_open_read(person, purpose, what, 'outside');
BEGIN
  RETURN ARRAY[ticket, accord_raise_alert(person, purpose, what, since)::text];
END $outside$
"""


class Migration(migrations.Migration):
    """The two functions. The application raises these alerts by them alone, in the name of whoever acts."""

    dependencies: ClassVar = [("access", "0013_reasons_shown"), ("events", "0003_shown_rows")]
    operations: ClassVar = [
        migrations.RunSQL(RAISE_ALERT, "DROP FUNCTION accord_raise_alert(uuid, text, text, timestamptz)"),
        GrantExecute("accord_raise_alert(uuid, text, text, timestamptz)"),
        migrations.RunSQL(OPEN_OUTSIDE, "DROP FUNCTION accord_open_outside(uuid, text, text, timestamptz)"),
        GrantExecute("accord_open_outside(uuid, text, text, timestamptz)"),
    ]
