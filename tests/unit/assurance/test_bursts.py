"""Bursts of new decisions, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from tests.builders.canonical import FIRST_DAY, Row, decision, held
from tests.builders.extracts import AS_OF, decisions, extract, rows

from accord.assurance.signals import bursts
from accord.assurance.signals.kinds import Held, Settings, SignalKind

HOMES = 12
RUN = Settings(as_of=date(1970, 1, 1) + timedelta(days=FIRST_DAY + 560), replicates=199)
BURST_DAY = FIRST_DAY + 412


def _background() -> list[Row]:
    """Return one decision every three weeks in each of twelve homes, each home on other days."""
    return [
        decision(
            1_000 * home + turn,
            site_code=f"T{home}",
            signer_id=f"H{home}",
            signer_org_code=f"Y{home}",
            decided_at_day=FIRST_DAY + 21 * turn + home,
        )
        for home in range(HOMES)
        for turn in range(24)
    ]


def _together(count: int, day: int = BURST_DAY, **given: str | int | None) -> list[Row]:
    named: dict[str, str | int | None] = {"site_code": "T3", "signer_id": "H3", "signer_org_code": "Y3", **given}
    return [decision(90_000 + number, decided_at_day=day, **named) for number in range(count)]


def test_many_decisions_on_one_day_are_the_first_signal() -> None:
    found = bursts.find(held([*_background(), *_together(9)]), RUN)
    assert found[0].signal is SignalKind.BURST
    assert (found[0].site_code, found[0].begins, found[0].observed) == ("T3", found[0].ends, 9)
    assert set(found[0].decision_ids) == {f"D{90_000 + number}" for number in range(9)}
    assert (found[0].p_value or 1) < 1e-4
    assert (found[0].expected or 9) < 1


def test_even_decisions_are_no_burst() -> None:
    found = bursts.find(held(_background()), RUN)
    assert min((signal.p_value or 0 for signal in found), default=1) > 0.005
    assert found.tested >= HOMES


def test_a_review_round_that_renews_is_no_burst() -> None:
    again = [
        decision(70_000 + turn, **{**named, "person_id": f"P{3_000 + turn}"})
        for turn, named in enumerate([{"site_code": "T3", "signer_id": "H3", "decided_at_day": FIRST_DAY + 540}] * 24)
    ]
    found = bursts.find(held([*_background(), *again]), RUN)
    assert not {str(row["decision_id"]) for row in again} & {one for signal in found for one in signal.decision_ids}


def test_a_decision_after_a_cancelled_one_is_new() -> None:
    before = [decision(80_000 + number, person_id=f"P{90_000 + number}", site_code=f"T{number}") for number in range(9)]
    cancelled = [{**row, "status": "cancelled", "decided_at_day": FIRST_DAY + 30 * place} for place, row in
                 enumerate(before)]  # fmt: skip
    found = bursts.find(held([*_background(), *cancelled, *_together(9)]), RUN)
    assert found[0].observed == 9


def test_a_burst_before_the_days_asked_about_is_past() -> None:
    since = replace(RUN, since=RUN.as_of - timedelta(days=90))
    assert not bursts.find(held([*_background(), *_together(9)]), since)


def test_a_practice_over_several_homes_is_named_without_a_site() -> None:
    letter = [decision(90_000 + number, site_code=f"T{number}", signer_id="H3", signer_org_code="Y3",
                       decided_at_day=BURST_DAY + number) for number in range(12)]  # fmt: skip
    signal = bursts.find(held([*_background(), *letter]), RUN)[0]
    assert (signal.site_code, signal.signer_org_code) == (None, "Y3")


def test_a_signer_of_one_site_is_asked_about_there_alone() -> None:
    signer, site = np.array([0, 1, 0, 1, -1]), np.array([3, 3, 3, 4, 5])
    assert bursts.of_several(signer, site).tolist() == [-1, 1, -1, 1, -1]


def test_nothing_is_found_in_two_decisions() -> None:
    assert bursts.find(held([decision(1), decision(2)]), RUN) == []


def _years_before(count: int) -> list[dict[str, object]]:
    """Return a decision a month in the two years before, each of somebody who had long been there."""
    months = [{"decided_at": f"{2024 + turn // 12}-{1 + turn % 12:02}-07"} for turn in range(count)]
    return [{**row, "decision_id": f"e{turn}", "person_id": f"q{turn}"} for turn, row in enumerate(decisions(*months))]


def _wave(folder: Path, arrived: str) -> Held:
    """Return an extract in which twelve people who came on a day have decisions within four days of May 2026."""
    wave = decisions(*[{"decided_at": f"2026-05-{3 + turn % 4:02}"} for turn in range(12)])
    stays = rows("population", *[{"start_date": arrived}] * 12)
    stays += [{**row, "person_id": f"q{turn}"} for turn, row in enumerate(rows("population", *[{}] * 24))]
    old = [{**row, "start_date": "2022-01-01"} for row in stays[12:]]
    return Held.open(extract(folder, decisions=[*_years_before(24), *wave], population=[*stays[:12], *old]).database)


def test_a_wave_of_admissions_is_no_burst(tmp_path: Path) -> None:
    found = bursts.find(_wave(tmp_path, "2026-04-30"), Settings(as_of=AS_OF, replicates=199))
    assert all(signal.observed < 5 for signal in found)


def test_the_same_for_people_who_had_long_been_there_is_one(tmp_path: Path) -> None:
    found = bursts.find(_wave(tmp_path, "2025-04-30"), Settings(as_of=AS_OF, replicates=199))
    assert found[0].observed >= 8
