"""Emergency summaries that are kept, and the three calls in which many systems' looks are answered at once.

`accord_find_emergencies` says of which numbers a summary is kept that is true now, `accord_open_several` leaves the
traces, and `accord_read_summaries` gives the summaries against the ticket of those traces, once they are committed.
The row of the log, its alert and what a ticket is worth are those of the functions that open one record.
"""

from typing import ClassVar

from django.db import migrations, models

from accord.privileges import Close, Grant, GrantExecute, ShowTo

# Which version of every row of a person the summary is made of. A row that is changed, added or removed makes it
# another. The name of the practice stands in words, as whoever makes a summary may know it from a minute ago.
_VERSIONS = (
    "(SELECT string_agg(r.xmin::text || r.ctid::text, '') FROM public.people_{table} r WHERE r.person_id = p.id)"
)
STAMP = f"""
    concat_ws('|', p.xmin::text || p.ctid::text,
      {", ".join(_VERSIONS.format(table=table) for table in ("nhsnumber", "name", "address", "telecom", "contact"))},
      (SELECT r.xmin::text || r.ctid::text FROM public.plans_standing r WHERE r.person_id = p.id),
      (SELECT o.name FROM public.organisations_organisation o WHERE o.ods_code = p.practice_code))
"""  # noqa: S608  (names of ours)
STAMP_OF = f"""
CREATE FUNCTION accord_emergency_stamp(person uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $stamp$
BEGIN
  IF NOT (accord_reaches('P') AND accord_reaches('C')) THEN
    RAISE EXCEPTION 'whoever acts reaches no plans' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN (SELECT {STAMP} FROM public.people_person p WHERE p.id = person);
END $stamp$
"""  # noqa: S608  (names of ours)
IS_KEPT = """
CREATE FUNCTION accord_summary_is_kept(person uuid, reader text, made_of text, software text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $kept$
BEGIN
  RETURN accord_reaches('C') AND EXISTS (SELECT FROM public.sharing_summary s
    WHERE s.person_id = person AND s.read_by = reader AND s.stamp = made_of AND s.made_by = software
      AND (s.until IS NULL OR s.until > statement_timestamp()));
END $kept$
"""
# Only if the rows are those still of which it was made: what changed while it was made is not in it.
KEEP = """
CREATE FUNCTION accord_keep_summary(
  person uuid, reader text, made_of text, software text, holds_until timestamptz, made bytea
) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $keep$
BEGIN
  IF accord_emergency_stamp(person) = made_of THEN
    DELETE FROM public.sharing_summary s WHERE s.person_id = person AND s.stamp <> made_of;
    INSERT INTO public.sharing_summary (person_id, read_by, stamp, made_by, until, body)
      VALUES (person, reader, made_of, software, holds_until, made)
      ON CONFLICT (person_id, read_by) DO UPDATE SET
        stamp = excluded.stamp, made_by = excluded.made_by, until = excluded.until, body = excluded.body;
  END IF;
END $keep$
"""
# Of each number and token the person, if the token still stands and a summary is kept that is true now. `facts` is what
# the policy goes by (domain/relationships.py), NULL where nothing is recorded that could give a basis: the same rows
# as the policy is given elsewhere, of the places for which the system acts. Nothing of a plan is said here.
FIND = f"""
CREATE FUNCTION accord_find_emergencies(
  numbers text[], tokens text[], readable text[], software text, acts_as uuid, within uuid[], codes text[],
  today date
) RETURNS TABLE (n bigint, person uuid, stamp text, readers text[], facts jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 32 SET search_path = pg_catalog, public, pg_temp AS $find$
BEGIN
  IF NOT (accord_reaches('P') AND accord_reaches('C')) THEN
    RAISE EXCEPTION 'whoever acts reaches no plans' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  SELECT asked.n, p.id, kept.stamp, kept.readers,
    CASE WHEN p.practice_code = ANY(codes) OR stays.held IS NOT NULL OR recorded.held IS NOT NULL THEN
      jsonb_build_object('restricted', p.restricted, 'practice_code', p.practice_code, 'practice_to', p.practice_to,
        'stays', stays.held, 'recorded', recorded.held) END
  FROM unnest(numbers, tokens) WITH ORDINALITY AS asked (number, token, n)
  JOIN public.access_systemtoken t ON t.hashed = asked.token AND t.ends_at > statement_timestamp()
  JOIN public.access_system y ON y.id = t.system_id AND y.id = acts_as AND y.closed_at IS NULL
  JOIN public.organisations_organisation o ON o.id = y.organisation_id
    AND coalesce(o.valid_from <= today, true) AND coalesce(o.valid_to >= today, true)
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
# The trace of each of several looks, each on its own basis; an alert of each that has none. The ticket names them all.
OPEN = """
CREATE FUNCTION accord_open_several(people uuid[], bases text[], purpose text, what text) RETURNS text[]
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
  -- Of whom no alert was raised in the last day; the function itself asks again.
  SELECT count(*) INTO unraised FROM unnest(people, bases) AS o (person, basis)
    WHERE o.basis = 'outside' AND NOT EXISTS (SELECT FROM public.access_alert a
        WHERE a.staff_role_id = claim[2]::uuid AND a.person_id = o.person AND a.basis = 'outside'
          AND a.raised_at > statement_timestamp() - interval '24 hours')
      AND accord_raise_alert(o.person, purpose, what) IS NULL;
  body := concat_ws('|', array_to_string(people, ','), noted, pg_current_xact_id(), claim[2]);
  RETURN ARRAY[body || '|' || accord_sign(body), unraised::text];
END $open$
"""
# Against a ticket whose traces are committed, as `accord_opened` asks of one.
READ = """
CREATE FUNCTION accord_read_summaries(ticket text, readers text[]) RETURNS TABLE (n bigint, stamp text, body bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 32 SET search_path = pg_catalog, public, pg_temp AS $read$
DECLARE
  claim text[] := accord_claim();
  parts text[] := string_to_array(ticket, '|');
  noted bigint[];
BEGIN
  IF claim IS NULL OR strpos(claim[4], 'C') = 0 OR array_length(parts, 1) IS DISTINCT FROM 5 OR parts[4] <> claim[2]
    OR parts[3] IS NOT DISTINCT FROM pg_current_xact_id_if_assigned()::text
    OR parts[5] IS DISTINCT FROM accord_sign(left(ticket, length(ticket) - length(parts[5]) - 1)) THEN
    RAISE EXCEPTION 'these records were not opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  noted := string_to_array(parts[2], ',')::bigint[];
  IF cardinality(noted) IS DISTINCT FROM (SELECT count(*) FROM public.access_accesslog l
      WHERE l.id = ANY(noted) AND l.at > clock_timestamp() - interval '15 minutes') THEN
    RAISE EXCEPTION 'these records were not opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT o.n, s.stamp, s.body
    FROM unnest(string_to_array(parts[1], ',')::uuid[], readers) WITH ORDINALITY AS o (person, reader, n)
    JOIN public.sharing_summary s ON s.person_id = o.person AND s.read_by = o.reader;
END $read$
"""
KEEP_TAKES = "accord_keep_summary(uuid, text, text, text, timestamp with time zone, bytea)"
FIND_TAKES = "accord_find_emergencies(text[], text[], text[], text, uuid, uuid[], text[], date)"
OPEN_TAKES = "accord_open_several(uuid[], text[], text, text)"


class Migration(migrations.Migration):
    """The table, and the functions."""

    dependencies: ClassVar = [
        ("sharing", "0005_pointers"),
        ("plans", "0009_documents"),
        ("people", "0005_where_now"),
        ("access", "0015_alerts_by_functions_alone"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("read_by", models.CharField(db_collation="C", max_length=40)),
                ("stamp", models.TextField(db_collation="C")),
                ("made_by", models.CharField(db_collation="C", max_length=16)),
                ("until", models.DateTimeField(null=True)),
                ("body", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["person_id", "read_by"], name="sharing_summary_once")]
            },
        ),
        Grant("sharing_summary", "SELECT"),
        ShowTo("sharing_summary", "C"),
        Close("sharing_summary", open_columns=("id", "person_id", "made_by", "until")),
        migrations.RunSQL(STAMP_OF, "DROP FUNCTION accord_emergency_stamp(uuid)"),
        GrantExecute("accord_emergency_stamp(uuid)"),
        migrations.RunSQL(IS_KEPT, "DROP FUNCTION accord_summary_is_kept(uuid, text, text, text)"),
        GrantExecute("accord_summary_is_kept(uuid, text, text, text)"),
        migrations.RunSQL(KEEP, f"DROP FUNCTION {KEEP_TAKES}"),
        GrantExecute(KEEP_TAKES),
        migrations.RunSQL(FIND, f"DROP FUNCTION {FIND_TAKES}"),
        GrantExecute(FIND_TAKES),
        migrations.RunSQL(OPEN, f"DROP FUNCTION {OPEN_TAKES}"),
        GrantExecute(OPEN_TAKES),
        migrations.RunSQL(READ, "DROP FUNCTION accord_read_summaries(text, text[])"),
        GrantExecute("accord_read_summaries(text, text[])"),
    ]
