"""The same answers of `accord_find_emergencies` and `accord_open_several`, for less of a processor.

An alert is asked for only of whom none was raised in the last day: the condition stood beside the call before, and
PostgreSQL made the call first, of every look. Who acts, and as which system, is asked once for all looks of a batch;
and the ticket of what was opened waits on the connection for what reads by it.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

STAMP: str = import_module("accord.sharing.migrations.0006_summaries").STAMP
FIND = f"""
CREATE OR REPLACE FUNCTION accord_find_emergencies(
  numbers text[], tokens text[], readable text[], software text, acts_as uuid, within uuid[], codes text[],
  today date
) RETURNS TABLE (n bigint, person uuid, stamp text, readers text[], facts jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 32 SET search_path = pg_catalog, public, pg_temp AS $find$
DECLARE claim text[] := accord_claim();
BEGIN
  IF claim IS NULL OR strpos(claim[4], 'P') = 0 OR strpos(claim[4], 'C') = 0 THEN
    RAISE EXCEPTION 'whoever acts reaches no plans' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  WITH let_in AS MATERIALIZED (
    SELECT t.hashed FROM public.access_system y
    JOIN public.access_systemtoken t ON t.system_id = y.id AND t.hashed = ANY(tokens)
      AND t.ends_at > statement_timestamp()
    JOIN public.organisations_organisation o ON o.id = y.organisation_id
      AND coalesce(o.valid_from <= today, true) AND coalesce(o.valid_to >= today, true)
    WHERE y.id = acts_as AND y.closed_at IS NULL)
  SELECT asked.n, p.id, kept.stamp, kept.readers,
    CASE WHEN p.practice_code = ANY(codes) OR stays.held IS NOT NULL OR recorded.held IS NOT NULL THEN
      jsonb_build_object('restricted', p.restricted, 'practice_code', p.practice_code, 'practice_to', p.practice_to,
        'stays', stays.held, 'recorded', recorded.held) END
  FROM unnest(numbers, tokens) WITH ORDINALITY AS asked (number, token, n)
  JOIN let_in ON let_in.hashed = asked.token
  JOIN public.people_nhsnumber h ON h.number = asked.number AND h.status = 'current'
  JOIN public.people_person p ON p.id = h.person_id
  CROSS JOIN LATERAL (
    SELECT s.stamp, array_agg(s.read_by::text) AS readers FROM public.sharing_summary s
    WHERE s.person_id = p.id AND s.made_by = software AND s.read_by = ANY(readable)
      AND (s.until IS NULL OR s.until > statement_timestamp()) AND s.stamp = {STAMP}
    GROUP BY s.stamp) kept
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(d.site_id, d.start, d."end")) AS held FROM (
      SELECT r.site_id, r.start, r."end" FROM public.people_stay r
      WHERE r.person_id = p.id ORDER BY r."end" DESC NULLS FIRST, r.start DESC LIMIT 20) d
    WHERE d.site_id = ANY(within)) stays
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(r.kind, r.organisation_id, r.staff_role_id, r.begins_at, r.until)) AS held
    FROM public.access_carerelationship r
    WHERE r.person_id = p.id AND r.ended_at IS NULL
      AND (r.staff_role_id = acts_as OR (r.staff_role_id IS NULL AND r.organisation_id = ANY(within)))) recorded;
END $find$
"""  # noqa: S608  (names of ours)
# The ticket stays on the connection too, so that what reads by it can be sent before it came back. If this fails it is
# still that of before, of other traces: whoever sends both looks at this answer first.
# CASE alone promises in which order it asks: the alert's function is not called where there is an alert already.
OPEN = """
CREATE OR REPLACE FUNCTION accord_open_several(people uuid[], bases text[], purpose text, what text) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $open$
DECLARE
  claim text[] := accord_claim();
  noted text;
  unraised bigint;
  body text;
BEGIN
  IF claim IS NULL OR strpos(claim[4], 'C') = 0 OR cardinality(people) IS DISTINCT FROM cardinality(bases) THEN
    RAISE EXCEPTION 'nobody is acting on this connection' USING ERRCODE = 'insufficient_privilege';
  END IF;
  WITH kept AS (
    INSERT INTO public.access_accesslog (at, staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis)
    SELECT statement_timestamp(), claim[1]::uuid, claim[2]::uuid, claim[3]::uuid, o.person, purpose, what, o.basis
    FROM unnest(people, bases) AS o (person, basis) RETURNING id
  ) SELECT string_agg(id::text, ',') INTO noted FROM kept;
  SELECT count(*) INTO unraised FROM unnest(people, bases) AS o (person, basis)
    WHERE o.basis = 'outside' AND CASE
      WHEN EXISTS (SELECT FROM public.access_alert a
        WHERE a.staff_role_id = claim[2]::uuid AND a.person_id = o.person AND a.basis = 'outside'
          AND a.raised_at > statement_timestamp() - interval '24 hours') THEN false
      ELSE accord_raise_alert(o.person, purpose, what) IS NULL END;
  body := concat_ws('|', array_to_string(people, ','), noted, pg_current_xact_id(), claim[2]);
  body := body || '|' || accord_sign(body);
  PERFORM set_config('accord.ticket', body, false);
  RETURN ARRAY[body, unraised::text];
END $open$
"""

# Compressed beside its stamp, as it is read with it: out of the row it took a second table's index at every look.
IN_ITS_ROW = "ALTER TABLE sharing_summary ALTER COLUMN body SET STORAGE main"
AS_BEFORE = "ALTER TABLE sharing_summary ALTER COLUMN body SET STORAGE extended"


class Migration(migrations.Migration):
    """The two functions as they are now. They answer as those before did, so that nothing need be put back."""

    dependencies: ClassVar = [("sharing", "0014_announcements")]
    operations: ClassVar = [
        migrations.RunSQL(FIND, migrations.RunSQL.noop),
        migrations.RunSQL(OPEN, migrations.RunSQL.noop),
        migrations.RunSQL(IN_ITS_ROW, AS_BEFORE),
    ]
