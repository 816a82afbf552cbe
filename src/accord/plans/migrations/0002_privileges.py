"""What the application may do with plans: signed versions, facts and the person's own records are only added to.

A fact, a current row and a draft's base belong to a version of the same person: the keys hold the person too.
"""

from typing import ClassVar

from django.db import migrations

from accord.privileges import AppendOnly, Grant

APPENDED = (
    "plans_version",
    "plans_fact",
    "plans_conversationrecord",
    "plans_legalinstrument",
    "plans_statementrecord",
    "plans_statementanswer",
)

OF_THE_SAME_PERSON = """
    ALTER TABLE plans_fact ADD CONSTRAINT plans_fact_version
        FOREIGN KEY (person_id, version_id) REFERENCES plans_version (person_id, id);
    ALTER TABLE plans_current ADD CONSTRAINT plans_current_version
        FOREIGN KEY (person_id, version_id) REFERENCES plans_version (person_id, id);
    ALTER TABLE plans_draft ADD CONSTRAINT plans_draft_base
        FOREIGN KEY (person_id, base_version) REFERENCES plans_version (person_id, id);
    ALTER TABLE plans_version ADD CONSTRAINT plans_version_replaces
        FOREIGN KEY (person_id, replaces) REFERENCES plans_version (person_id, id);
    ALTER TABLE plans_statementanswer ADD CONSTRAINT plans_answer_statement
        FOREIGN KEY (person_id, statement_id) REFERENCES plans_statementrecord (person_id, id);
"""
APART = """
    ALTER TABLE plans_statementanswer DROP CONSTRAINT plans_answer_statement;
    ALTER TABLE plans_version DROP CONSTRAINT plans_version_replaces;
    ALTER TABLE plans_draft DROP CONSTRAINT plans_draft_base;
    ALTER TABLE plans_current DROP CONSTRAINT plans_current_version;
    ALTER TABLE plans_fact DROP CONSTRAINT plans_fact_version;
"""

# The sheet is read in emergencies and written with every change: in line with its row, with room to write in place.
IN_LINE = "ALTER TABLE plans_standing SET (toast_tuple_target = 8160, fillfactor = 60)"
AS_USUAL = "ALTER TABLE plans_standing RESET (toast_tuple_target, fillfactor)"


class Migration(migrations.Migration):
    """What the application may do here."""

    dependencies: ClassVar = [("plans", "0001_tables")]
    operations: ClassVar = [
        migrations.RunSQL(OF_THE_SAME_PERSON, APART),
        migrations.RunSQL(IN_LINE, AS_USUAL),
        *(Grant(table, "SELECT", "INSERT") for table in APPENDED),
        *(AppendOnly(table) for table in APPENDED),
        Grant("plans_current", "SELECT", "INSERT", "UPDATE", "DELETE"),
        Grant("plans_standing", "SELECT", "INSERT", "UPDATE"),
        Grant("plans_draft", "SELECT", "INSERT", "UPDATE"),
        Grant("plans_draftpart", "SELECT", "INSERT", "UPDATE"),
        Grant("plans_kepttyping", "SELECT", "INSERT", "UPDATE", "DELETE"),
        Grant("plans_task", "SELECT", "INSERT", "UPDATE"),
        Grant("plans_reported", "SELECT", "INSERT"),
        Grant(
            "plans_reported",
            "UPDATE",
            columns=("draft_id", "settlement", "confirmed_by", "settled_at", "settled_by", "settled_words"),
        ),
    ]
