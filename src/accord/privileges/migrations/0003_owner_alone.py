"""Everything is shown to the owner alone, and not to whoever is not the application's role.

The login with which a web process comes is a member of that role, and may put it off again (`SET ROLE NONE`).
New tables have it from `ShowTo`; this changes the policies of those that are there.
"""

from typing import ClassVar

from django.db import migrations

from accord.privileges.rows import BY_OWNER

CHANGE = f"""
DO $change$
DECLARE
  was constant text := $$(CURRENT_USER <> 'accord_app'::name)$$;
  is_now constant text := $${BY_OWNER.replace("{table}", "%1$s")}$$;
  held record;
BEGIN
  FOR held IN
    SELECT polrelid::regclass::text AS name, pg_get_expr(polqual, polrelid) AS shown FROM pg_policy
    WHERE polname = 'shown' AND strpos(pg_get_expr(polqual, polrelid), was) > 0
      AND strpos(pg_get_expr(polqual, polrelid), 'SESSION_USER') = 0
  LOOP
    EXECUTE format(
      'ALTER POLICY shown ON %s USING (%s)', held.name, replace(held.shown, was, format(is_now, held.name)));
  END LOOP;
END $change$
"""  # noqa: S608  (names from the catalogue)


class Migration(migrations.Migration):
    """The policies that are there."""

    dependencies: ClassVar = [("privileges", "0002_claims_refused")]
    operations: ClassVar = [migrations.RunSQL(CHANGE, migrations.RunSQL.noop)]
