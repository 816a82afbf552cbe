"""Messages to practices over MESH, and what came into our mailbox: kept as it came, and shown to the software alone."""

import uuid
from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from accord.privileges import Grant, ShowTo

NOW = django.db.models.functions.datetime.Now()
KEPT_OF_OURS = (
    "person_id", "state", "local_id", "practice_code", "mailbox", "message_id", "holds", "digest", "tries",
    "next_try_at", "sent_at", "answer_by", "is_collected", "raised_at", "organisation_id", "settled_at", "last_error",
)  # fmt: skip


class Migration(migrations.Migration):
    """The tables, and who may do what with them."""

    dependencies: ClassVar = [("sharing", "0012_partners")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="PracticeMessage",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("event_id", models.BigIntegerField(null=True, unique=True)),
                ("person_id", models.UUIDField()),
                ("kind", models.CharField(db_collation="C", max_length=12)),
                ("subject_id", models.UUIDField(null=True)),
                ("happened_at", models.DateTimeField()),
                ("state", models.CharField(db_collation="C", db_default="waiting", max_length=8)),
                ("local_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("practice_code", models.CharField(blank=True, db_collation="C", db_default="", max_length=12)),
                ("mailbox", models.CharField(blank=True, db_collation="C", db_default="", max_length=60)),
                ("message_id", models.CharField(blank=True, db_collation="C", db_default="", max_length=100)),
                ("holds", models.CharField(blank=True, db_collation="C", db_default="", max_length=200)),
                ("digest", models.CharField(blank=True, db_collation="C", db_default="", max_length=64)),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
                ("next_try_at", models.DateTimeField(db_default=NOW)),
                ("sent_at", models.DateTimeField(null=True)),
                ("answer_by", models.DateTimeField(null=True)),
                ("is_collected", models.BooleanField(db_default=False)),
                ("raised_at", models.DateTimeField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, db_default="", max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "sending"))),
                        fields=["person_id", "id"],
                        name="sharing_message_to_send",
                    ),
                    models.Index(
                        condition=models.Q(("state", "sent")), fields=["answer_by"], name="sharing_message_unanswered"
                    ),
                    models.Index(fields=["person_id", "practice_code", "id"], name="sharing_message_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailboxMessage",
            fields=[
                ("id", models.CharField(db_collation="C", max_length=100, primary_key=True, serialize=False)),
                ("kind", models.CharField(db_collation="C", max_length=10)),
                ("workflow", models.CharField(blank=True, max_length=100)),
                ("sender", models.CharField(blank=True, db_collation="C", max_length=100)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("body", models.BinaryField(null=True)),
                ("received_at", models.DateTimeField(db_default=NOW)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("put_away_at", models.DateTimeField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="sharing.practicemessage",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("about", None), ("put_away_at", None)),
                        fields=["received_at"],
                        name="sharing_mailbox_unknown",
                    )
                ],
            },
        ),
        Grant("sharing_practicemessage", "SELECT", "INSERT"),
        Grant("sharing_practicemessage", "UPDATE", columns=KEPT_OF_OURS),
        Grant("sharing_mailboxmessage", "SELECT", "INSERT"),
        Grant("sharing_mailboxmessage", "UPDATE", columns=("acknowledged_at", "put_away_at")),
        ShowTo("sharing_practicemessage", "C"),
        ShowTo("sharing_mailboxmessage", "X"),
    ]
