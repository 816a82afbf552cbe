"""What is announced: the shape that our own receiving half reads, and no word more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from accord.sharing.announcing.cloud_events import PLAN_CHANGE, Announced, cloud_event
from accord.sharing.demographics.notices import read_notice

SAID = Announced(
    id=UUID(int=7),
    source="uk.nhs.accord-test",
    nhs_number="9990000018",
    at=datetime(2026, 10, 5, 15, 30, tzinfo=timezone(timedelta(hours=1))),
    address="https://accord.example/fhir/R4/DocumentReference/1/$current",
    practice_code="Y90001",
)


def test_event_holds_who_when_and_where_and_nothing_else() -> None:
    assert cloud_event(SAID) == {
        "specversion": "1.0", "id": str(SAID.id), "source": SAID.source, "type": PLAN_CHANGE,
        "time": "2026-10-05T14:30:00.000Z", "subject": SAID.nhs_number, "dataref": SAID.address,
        "filtering": {"generalpractitioner": "Y90001"},
    }  # fmt: skip


def test_without_a_practice_there_is_nothing_to_filter_by() -> None:
    assert "filtering" not in cloud_event(replace(SAID, practice_code=""))


def test_receiving_half_reads_it() -> None:
    read = read_notice(dict(cloud_event(SAID)))
    assert (read.id, read.kind, read.subject, read.at) == (
        SAID.id, PLAN_CHANGE, SAID.nhs_number, datetime(2026, 10, 5, 14, 30, tzinfo=UTC),
    )  # fmt: skip
