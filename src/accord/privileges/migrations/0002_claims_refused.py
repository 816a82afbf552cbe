"""A claim that does not hold is an error, whatever is wrong with it: with no row shown a page would say "not found".

With another `ACCORD_SECRET_KEY` than the one installed, every claim is wrongly signed; nobody may read that as absence.
"""

from typing import ClassVar

from django.db import migrations

# What `accord_claim` does, once more in one function: every statement about people asks this for each of its tables.
REACHES = """
CREATE OR REPLACE FUNCTION accord_reaches(what text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $reaches$
DECLARE
  claimed text := current_setting('accord.actor', true);
  parts text[];
  held record;
BEGIN
  IF claimed IS NULL OR claimed = '' THEN
    RETURN false;
  END IF;
  parts := string_to_array(claimed, '|');
  SELECT inner_key, outer_key INTO held FROM public.privileges_key;
  IF array_length(parts, 1) IS DISTINCT FROM 7 OR parts[5] <> pg_backend_pid()::text
    OR parts[7] IS DISTINCT FROM encode(sha256(held.outer_key || sha256(held.inner_key
      || convert_to(left(claimed, length(claimed) - length(parts[7]) - 1), 'UTF8'))), 'hex') THEN
    RAISE EXCEPTION 'what is claimed on this connection was not signed for it' USING ERRCODE = 'insufficient_privilege',
      HINT = 'Every process must have the same ACCORD_SECRET_KEY; accord migrate installs it.';
  END IF;
  IF parts[6]::double precision < extract(epoch FROM clock_timestamp()) THEN
    RAISE EXCEPTION 'what was claimed on this connection has ended' USING ERRCODE = 'insufficient_privilege',
      HINT = 'Set the clocks of the web server and the database by the same source.';
  END IF;
  RETURN strpos(parts[4], what) > 0;
END $reaches$
"""


class Migration(migrations.Migration):
    """The function that the policies ask."""

    dependencies: ClassVar = [("privileges", "0001_claims")]
    operations: ClassVar = [migrations.RunSQL(REACHES, migrations.RunSQL.noop)]
