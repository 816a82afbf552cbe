"""What is told to be held elsewhere stays in the sheet, whoever writes the rest of it anew."""

from typing import ClassVar

from django.db import migrations

# Whoever signs, cancels or records writes the whole sheet, and knows nothing of what others hold.
KEEP = """
CREATE FUNCTION plans_keep_elsewhere() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $keep$
BEGIN
  IF OLD.sheet ? 'elsewhere' AND NOT NEW.sheet ? 'elsewhere' THEN
    NEW.sheet := NEW.sheet || jsonb_build_object('elsewhere', OLD.sheet -> 'elsewhere');
  END IF;
  RETURN NEW;
END $keep$;
CREATE TRIGGER keep_elsewhere BEFORE UPDATE OF sheet ON plans_standing
FOR EACH ROW EXECUTE FUNCTION plans_keep_elsewhere()
"""
FORGET = "DROP TRIGGER keep_elsewhere ON plans_standing; DROP FUNCTION plans_keep_elsewhere()"


class Migration(migrations.Migration):
    """The trigger."""

    dependencies: ClassVar = [("plans", "0010_chased")]
    operations: ClassVar = [migrations.RunSQL(KEEP, FORGET)]
