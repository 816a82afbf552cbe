"""What was taken down of a piece of work, as a script that pgbench runs."""

from uuid import UUID

from benchmarks.statements import with_variables

PERSON = UUID("5b1f4f39-5cc6-4d8f-9d07-5c1f6c6f2a10")
KNOWN = {PERSON: "person"}


def test_known_value_becomes_a_variable_however_it_is_written() -> None:
    statements = [f"SELECT '{PERSON}'::uuid", f"SELECT '{PERSON.hex}'::uuid"]
    assert with_variables(statements, KNOWN) == "SELECT :person::uuid;\nSELECT :person::uuid;\n"


def test_known_value_within_a_text_is_put_together_there() -> None:
    script = with_variables([f"""SELECT '{{"id":"{PERSON}"}}'::jsonb"""], KNOWN)
    assert script == """SELECT (E'{"id"\\072"' || (:person)::text || E'"}')::jsonb;\n"""


def test_colons_and_backslashes_of_a_text_stay_what_they_are() -> None:
    assert with_variables([r"SELECT 'a\b:c', E'd\n:e'"], KNOWN) == "SELECT E'a\\\\b\\072c', E'd\\n\\072e';\n"


def test_apostrophe_of_a_comment_begins_no_text() -> None:
    assert with_variables(["/* a person's: row */ SELECT 'x'"], KNOWN) == " SELECT E'x';\n"
