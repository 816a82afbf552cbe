"""No read without a trace, kept by the database: the log is written by its functions alone, before anything is given.

One function that notes and gives would leak: rolled back, the content has been read and no row is left
(measured-facts.md). So `accord_open_read` only notes, and `accord_opened` takes its ticket only in another transaction.
"""

from typing import ClassVar

from django.db import migrations

from accord.privileges import APP_ROLE, GrantExecute, ReadOne, ShowTo

# A ticket: person | row of the log | transaction | role of the staff | signature.
OPEN_READ = """
CREATE FUNCTION accord_open_read(person uuid, purpose text, what text, basis text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $open$
DECLARE
  claim text[] := accord_claim();
  noted bigint;
  body text;
BEGIN
  IF claim IS NULL THEN
    RAISE EXCEPTION 'nobody is acting on this connection' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.access_accesslog (at, staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis)
    VALUES (statement_timestamp(), claim[1]::uuid, claim[2]::uuid, claim[3]::uuid, person, purpose, what, basis)
    RETURNING id INTO noted;
  IF strpos(claim[4], 'C') = 0 THEN
    RETURN NULL;
  END IF;
  body := concat_ws('|', person, noted, pg_current_xact_id(), claim[2]);
  RETURN body || '|' || accord_sign(body);
END $open$
"""
NOTE_READS = """
CREATE FUNCTION accord_note_reads(people uuid[], purpose text, what text, basis text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $note$
DECLARE
  claim text[] := accord_claim();
  noted bigint;
BEGIN
  IF claim IS NULL THEN
    RAISE EXCEPTION 'nobody is acting on this connection' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.access_accesslog (at, staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis)
    SELECT statement_timestamp(), claim[1]::uuid, claim[2]::uuid, claim[3]::uuid, person, purpose, what, basis
    FROM unnest(people) AS person;
  GET DIAGNOSTICS noted = ROW_COUNT;
  RETURN noted;
END $note$
"""
# Whose record a ticket opens: only in another transaction than the one that noted it, for whoever it was given to.
# Anything else is an error, never an empty answer: with nothing shown, a page would say that no plan is known.
# The claim is checked as `accord_claim` does, with the key fetched once: every reading asks this.
OPENED = """
CREATE FUNCTION accord_opened(ticket text) RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $opened$
DECLARE
  claimed text := current_setting('accord.actor', true);
  claim text[] := string_to_array(claimed, '|');
  parts text[] := string_to_array(ticket, '|');
  held record;
BEGIN
  IF array_length(claim, 1) IS DISTINCT FROM 7 OR array_length(parts, 1) IS DISTINCT FROM 5
    OR parts[4] <> claim[2] OR claim[5] <> pg_backend_pid()::text
    OR parts[3] IS NOT DISTINCT FROM pg_current_xact_id_if_assigned()::text THEN
    RAISE EXCEPTION 'this record was not opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT inner_key, outer_key INTO held FROM public.privileges_key;
  IF claim[7] IS DISTINCT FROM encode(sha256(held.outer_key || sha256(held.inner_key
      || convert_to(left(claimed, length(claimed) - length(claim[7]) - 1), 'UTF8'))), 'hex')
    OR parts[5] IS DISTINCT FROM encode(sha256(held.outer_key || sha256(held.inner_key
      || convert_to(left(ticket, length(ticket) - length(parts[5]) - 1), 'UTF8'))), 'hex')
    OR claim[6]::double precision < extract(epoch FROM clock_timestamp()) THEN
    RAISE EXCEPTION 'this record was not opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM public.access_accesslog
    WHERE id = parts[2]::bigint AND at > clock_timestamp() - interval '15 minutes';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this record was not opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN parts[1]::uuid;
END $opened$
"""
# Fired as the transaction commits, when nothing of it can follow; so the commit is on the disk whatever the session
# had set. `SET CONSTRAINTS` would fire it early: then there is a statement under way that is none of these.
DURABLE = r"""
CREATE FUNCTION access_keep_durable() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $durable$
BEGIN
  IF coalesce(current_query(), 'commit') !~* '^\s*(commit|end|SELECT accord_[a-z_]+\([^;]*\))\s*;?\s*$' THEN
    RAISE EXCEPTION 'the access log is committed by itself' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM set_config('synchronous_commit', 'on', true);
  RETURN NULL;
END $durable$
"""
AT_COMMIT = """
CREATE CONSTRAINT TRIGGER durable AFTER INSERT ON access_accesslog DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION access_keep_durable()
"""
BY_FUNCTIONS_ALONE = f"""
REVOKE INSERT ON access_accesslog FROM {APP_ROLE};
REVOKE ALL ON SEQUENCE access_accesslog_id_seq FROM {APP_ROLE};
GRANT SELECT ON SEQUENCE access_accesslog_id_seq TO {APP_ROLE}
"""
AS_BEFORE = f"""
GRANT INSERT ON access_accesslog TO {APP_ROLE};
GRANT USAGE ON SEQUENCE access_accesslog_id_seq TO {APP_ROLE}
"""


class Migration(migrations.Migration):
    """The functions by which somebody's record is opened, and the log that only they write."""

    dependencies: ClassVar = [("access", "0009_systems"), ("privileges", "0001_claims")]
    operations: ClassVar = [
        migrations.RunSQL(OPEN_READ, "DROP FUNCTION accord_open_read(uuid, text, text, text)"),
        GrantExecute("accord_open_read(uuid, text, text, text)"),
        migrations.RunSQL(NOTE_READS, "DROP FUNCTION accord_note_reads(uuid[], text, text, text)"),
        GrantExecute("accord_note_reads(uuid[], text, text, text)"),
        migrations.RunSQL(OPENED, "DROP FUNCTION accord_opened(text)"),
        migrations.RunSQL(DURABLE, "DROP FUNCTION access_keep_durable()"),
        migrations.RunSQL(AT_COMMIT, "DROP TRIGGER durable ON access_accesslog"),
        migrations.RunSQL(BY_FUNCTIONS_ALONE, AS_BEFORE),
        ShowTo("access_accesslog", "L"),
        # A person may know who looked at their record: so whoever opened it may be shown, for them.
        ReadOne("access_accesslog"),
        ShowTo("access_carerelationship", "P"),
        ShowTo("access_alert", "P"),
        ShowTo("access_lookreview", "P"),
    ]
