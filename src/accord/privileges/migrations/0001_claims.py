"""Who is acting, as the database itself can check it: a claim that the application signs and nobody else can.

`accord.actor` is an ordinary setting, which the application's role may set to whatever it likes. What counts is what is
in it: ids, what they may reach, one connection and an end, under an HMAC (RFC 2104) whose key only the owner of the
tables reads. The row-level policies of every person-owned table ask `accord_reaches`.
"""

from typing import ClassVar

from django.db import migrations

from accord.privileges.operations import GrantExecute

KEYS = """
CREATE TABLE privileges_key (
  "only" boolean PRIMARY KEY DEFAULT true CHECK ("only"),
  inner_key bytea NOT NULL CHECK (length(inner_key) = 64),
  outer_key bytea NOT NULL CHECK (length(outer_key) = 64)
)
"""
# Not for the application: with it, claims and tickets could be forged.
SIGN = """
CREATE FUNCTION accord_sign(body text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp AS $sign$
DECLARE held public.privileges_key;
BEGIN
  SELECT * INTO held FROM public.privileges_key;
  RETURN encode(sha256(held.outer_key || sha256(held.inner_key || convert_to(body, 'UTF8'))), 'hex');
END $sign$
"""
# staff | role of the staff | organisation | reach | connection | ends at | signature
CLAIM = """
CREATE FUNCTION accord_claim() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $claim$
DECLARE
  claimed text := current_setting('accord.actor', true);
  parts text[];
BEGIN
  IF claimed IS NULL OR claimed = '' THEN
    RETURN NULL;
  END IF;
  parts := string_to_array(claimed, '|');
  IF array_length(parts, 1) IS DISTINCT FROM 7
    OR accord_sign(left(claimed, length(claimed) - length(parts[7]) - 1)) IS DISTINCT FROM parts[7]
    OR parts[5] <> pg_backend_pid()::text
    OR parts[6]::double precision < extract(epoch FROM clock_timestamp()) THEN
    RETURN NULL;
  END IF;
  RETURN parts;
END $claim$
"""
# What `accord_claim` does, once more in one function: every statement about people asks this for each of its tables.
# A claim that has ended is an error: with no row shown a page would say that nobody was found, which nobody answered.
REACHES = """
CREATE FUNCTION accord_reaches(what text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $reaches$
DECLARE
  claimed text := current_setting('accord.actor', true);
  parts text[] := string_to_array(claimed, '|');
  held record;
BEGIN
  IF array_length(parts, 1) IS DISTINCT FROM 7 OR strpos(parts[4], what) = 0
    OR parts[5] <> pg_backend_pid()::text THEN
    RETURN false;
  END IF;
  SELECT inner_key, outer_key INTO held FROM public.privileges_key;
  IF parts[7] IS DISTINCT FROM encode(sha256(held.outer_key || sha256(held.inner_key
      || convert_to(left(claimed, length(claimed) - length(parts[7]) - 1), 'UTF8'))), 'hex') THEN
    RETURN false;
  END IF;
  IF parts[6]::double precision < extract(epoch FROM clock_timestamp()) THEN
    RAISE EXCEPTION 'what was claimed on this connection has ended' USING ERRCODE = 'insufficient_privilege',
      HINT = 'Set the clocks of the web server and the database by the same source.';
  END IF;
  RETURN true;
END $reaches$
"""


class Migration(migrations.Migration):
    """The key, and the functions that check a claim with it."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.RunSQL(KEYS, "DROP TABLE privileges_key"),
        migrations.RunSQL(SIGN, "DROP FUNCTION accord_sign(text)"),
        migrations.RunSQL(CLAIM, "DROP FUNCTION accord_claim()"),
        migrations.RunSQL(REACHES, "DROP FUNCTION accord_reaches(text)"),
        GrantExecute("accord_reaches(text)"),
    ]
