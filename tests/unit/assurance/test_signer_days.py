"""One signer, one day, several people: held against the signer's own days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.builders.canonical import FIRST_DAY, Row, decision, held

from accord.assurance.signals import signer_days
from accord.assurance.signals.kinds import Settings, SignalKind

RUN = Settings(as_of=date(1970, 1, 1) + timedelta(days=FIRST_DAY + 560))
DAY, MINUTE = 86_400, 60
LAST = FIRST_DAY + 500


def _rounds(people: int = 4, minutes: int = 30, signer: str = "G1", first: int = 0) -> list[Row]:
    """Return a monthly round: so many people in so many minutes each, a little more or less."""
    return [
        decision(
            first + 100 * turn + person,
            signer_id=signer,
            decided_at_day=FIRST_DAY + 28 * turn,
            decided_at_second=(FIRST_DAY + 28 * turn) * DAY
            + 36_000
            + person * (minutes + (turn + person) % 9) * MINUTE,
        )
        for turn in range(17)
        for person in range(people)
    ]


def _day(people: int, minutes: float | None, signer: str = "G1") -> list[Row]:
    times = [
        None if minutes is None else LAST * DAY + 36_000 + int(place * minutes * MINUTE) for place in range(people)
    ]
    return [
        decision(90_000 + place, signer_id=signer, decided_at_day=LAST, decided_at_second=at)
        for place, at in enumerate(times)
    ]


def test_people_signed_for_within_minutes_are_a_signal() -> None:
    found = signer_days.find(held([*_rounds(), *_day(8, 3)]), RUN)
    assert (found[0].signal, found[0].signer_id, found[0].observed) == (SignalKind.SIGNER_DAY, "G1", 8)
    assert (found[0].p_value or 1) < 0.01
    assert "3 minutes apart" in found[0].question


def test_a_round_at_the_usual_pace_is_no_accusation() -> None:
    found = signer_days.find(held([*_rounds(), *_day(4, 33)]), RUN)
    assert all((signal.begins or RUN.as_of).toordinal() - date(1970, 1, 1).toordinal() != LAST for signal in found)
    assert found.tested >= 17


def test_a_signer_who_is_always_quick_is_held_against_their_own_days() -> None:
    slow = [row for number in range(3) for row in _rounds(signer=f"H{number}", first=10_000 * (number + 1))]
    found = signer_days.find(held([*slow, *_rounds(minutes=4), *_day(4, 4)]), RUN)
    strange = signer_days.find(held([*slow, *_day(4, 4, signer="G9")]), RUN)
    assert (strange[0].p_value or 1) < min([signal.p_value or 1 for signal in found], default=1)


def test_without_times_many_people_are_held_against_the_usual_number() -> None:
    untimed = [{**row, "decided_at_second": None} for row in _rounds()]
    found = signer_days.find(held([*untimed, *_day(20, None)]), RUN)
    assert (found[0].observed, "minutes" in found[0].question) == (20, False)


def test_two_people_are_not_several() -> None:
    assert signer_days.find(held(_day(2, 1)), RUN).tested == 0


def test_nothing_is_asked_where_no_signer_is_known() -> None:
    assert signer_days.find(held([{**row, "signer_id": None} for row in _day(9, 1)]), RUN) == []


def test_days_before_those_asked_about_are_only_compared_with() -> None:
    recent = replace(RUN, since=RUN.as_of - timedelta(days=30))
    assert signer_days.find(held([*_rounds(), *_day(8, 3)]), recent).tested == 0
