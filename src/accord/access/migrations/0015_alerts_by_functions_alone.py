"""Alerts are raised by the database alone, in the name of whoever acts, and for how long one counts it says itself.

Whoever could insert one, or say since when one counts, could have somebody told of another's look, or nobody of theirs.
"""

from typing import ClassVar

from django.db import migrations

from accord.privileges import APP_ROLE, GrantExecute

# The event says neither whose record it was nor who looked. For the functions below alone.
NEW_ALERT = """
CREATE FUNCTION accord_new_alert(person uuid, purpose text, what text, basis text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $new$
DECLARE
  claim text[] := accord_claim();
  raised uuid := gen_random_uuid();
  happened bigint;
BEGIN
  IF claim IS NULL THEN
    RAISE EXCEPTION 'nobody is acting on this connection' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.access_alert (id, person_id, staff_id, staff_role_id, organisation_id, purpose, what, basis)
    VALUES (raised, person, claim[1]::uuid, claim[2]::uuid, claim[3]::uuid, purpose, what, basis);
  INSERT INTO public.events_event (kind, payload) VALUES ('look_alerted', jsonb_build_object(
    'alert_id', raised, 'organisation_id', claim[3], 'basis', basis)) RETURNING id INTO happened;
  INSERT INTO public.events_outbox (event_id) VALUES (happened);
  RETURN raised;
END $new$
"""
# The alert of whoever acts about a person in the last day, or a new one; NULL where it failed.
RAISE_ALERT = """
CREATE FUNCTION accord_raise_alert(person uuid, purpose text, what text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $raise$
DECLARE
  claim text[] := accord_claim();
  raised uuid;
BEGIN
  IF claim IS NULL THEN
    RAISE EXCEPTION 'nobody is acting on this connection' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT a.id INTO raised FROM public.access_alert a
    WHERE a.staff_role_id = claim[2]::uuid AND a.person_id = person AND a.basis = 'outside'
      AND a.raised_at > statement_timestamp() - interval '24 hours' LIMIT 1;
  RETURN coalesce(raised, accord_new_alert(person, purpose, what, 'outside'));
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'an alert could not be raised: %', SQLSTATE;
  RETURN NULL;
END $raise$
"""
OPEN_OUTSIDE = """
CREATE FUNCTION accord_open_outside(person uuid, purpose text, what text) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $outside$
DECLARE ticket text := accord_open_read(person, purpose, what, 'outside');
BEGIN
  RETURN ARRAY[ticket, accord_raise_alert(person, purpose, what)::text];
END $outside$
"""
# Of somebody who gave a reason first: the record opens only once this is kept, so what fails here is an error.
ALERT_ASKED = """
CREATE FUNCTION accord_alert_asked(person uuid, purpose text, what text) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $asked$ SELECT accord_new_alert(person, purpose, what, 'asked') $asked$
"""
BEFORE = (
    "DROP FUNCTION accord_open_outside(uuid, text, text, timestamptz);"
    "DROP FUNCTION accord_raise_alert(uuid, text, text, timestamptz)"
)


class Migration(migrations.Migration):
    """The functions, and no INSERT beside them."""

    dependencies: ClassVar = [("access", "0014_alerts_with_the_look")]
    operations: ClassVar = [
        migrations.RunSQL(BEFORE),
        migrations.RunSQL(NEW_ALERT, "DROP FUNCTION accord_new_alert(uuid, text, text, text)"),
        migrations.RunSQL(RAISE_ALERT, "DROP FUNCTION accord_raise_alert(uuid, text, text)"),
        GrantExecute("accord_raise_alert(uuid, text, text)"),
        migrations.RunSQL(OPEN_OUTSIDE, "DROP FUNCTION accord_open_outside(uuid, text, text)"),
        GrantExecute("accord_open_outside(uuid, text, text)"),
        migrations.RunSQL(ALERT_ASKED, "DROP FUNCTION accord_alert_asked(uuid, text, text)"),
        GrantExecute("accord_alert_asked(uuid, text, text)"),
        migrations.RunSQL(
            f"REVOKE INSERT ON access_alert FROM {APP_ROLE}", f"GRANT INSERT ON access_alert TO {APP_ROLE}"
        ),
    ]
