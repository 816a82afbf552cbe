"""A restricted person's whereabouts cannot be stored, whoever tries (reference/interop.md 4.2)."""

from typing import ClassVar

from django.db import migrations

REFUSE_LOCATION = """
CREATE FUNCTION people_refuse_location() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM people_person WHERE id = NEW.person_id AND restricted FOR SHARE) THEN
    RAISE EXCEPTION 'restricted record: % refused', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
REFUSE_RESTRICTION = """
CREATE FUNCTION people_refuse_restriction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM people_address WHERE person_id = NEW.id)
    OR EXISTS (SELECT 1 FROM people_telecom WHERE person_id = NEW.id)
    OR EXISTS (SELECT 1 FROM people_searchkey WHERE person_id = NEW.id) THEN
    RAISE EXCEPTION 'restricted record still holds a location' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
TABLES = ("people_address", "people_telecom", "people_searchkey")


class Migration(migrations.Migration):
    """Triggers on what could tell where a restricted person is."""

    dependencies: ClassVar = [("people", "0002_privileges")]
    operations: ClassVar = [
        migrations.RunSQL(REFUSE_LOCATION, "DROP FUNCTION people_refuse_location()"),
        migrations.RunSQL(REFUSE_RESTRICTION, "DROP FUNCTION people_refuse_restriction()"),
        migrations.RunSQL(
            "CREATE TRIGGER no_location_left BEFORE UPDATE OF restricted ON people_person FOR EACH ROW "
            "WHEN (NEW.restricted AND NOT OLD.restricted) EXECUTE FUNCTION people_refuse_restriction()",
            "DROP TRIGGER no_location_left ON people_person",
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER no_location BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW "
                "EXECUTE FUNCTION people_refuse_location()",
                f"DROP TRIGGER no_location ON {table}",
            )
            for table in TABLES
        ),
    ]
