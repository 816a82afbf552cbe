"""A signal as it stands in `signals.json`, and what is held to look for it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from accord.assurance.signals.kinds import Held, Signal, SignalKind

KEYS = (
    "signal site_code area_code signer_id signer_org_code group from to decision_ids observed expected statistic"
    " p_value q_value question"
)


def _signal(**given: object) -> Signal:
    asked = {"signal": SignalKind.BURST, "question": "What happened?", "decision_ids": ("D1",), "observed": 5}
    return Signal(**{**asked, **given})  # type: ignore[arg-type]  # a builder for any field


def test_json_has_exactly_the_keys_of_the_dataset_in_their_order() -> None:
    assert list(_signal().to_json()) == KEYS.split()


def test_json_writes_days_and_whole_numbers_plainly() -> None:
    written = _signal(begins=date(2020, 3, 30), ends=date(2020, 4, 7), observed=12.0, statistic=2.5).to_json()
    assert (written["from"], written["to"]) == ("2020-03-30", "2020-04-07")
    assert (written["signal"], written["observed"], written["statistic"]) == ("burst", 12, 2.5)


@pytest.mark.parametrize("unknown", [float("inf"), float("nan"), None])
def test_number_that_json_lacks_is_written_as_null(unknown: float | None) -> None:
    assert _signal(statistic=unknown).to_json()["statistic"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": "Somebody did wrong."},
        {"begins": date(2020, 4, 7), "ends": date(2020, 4, 6)},
        {"p_value": 1.5},
        {"q_value": 0.01},
    ],
)
def test_what_is_no_question_with_evidence_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"question|earlier|between|by rule"):
        _signal(**wrong)


def test_signal_without_p_is_by_rule() -> None:
    assert _signal().is_by_rule
    assert not _signal(p_value=0.01, q_value=0.02).is_by_rule


@pytest.fixture
def held(tmp_path: Path) -> Held:
    """A database of one decision, opened for reading."""
    with duckdb.connect(str(tmp_path / "tables.duckdb")) as tables:
        tables.execute("CREATE TABLE given (table_name VARCHAR, column_name VARCHAR)")
        tables.execute("INSERT INTO given VALUES ('decisions', 'decision_id'), ('decisions', 'signer_id')")
        tables.execute("CREATE TABLE decisions AS SELECT 'D1' AS decision_id, NULL AS signer_id")
    return Held.open(tmp_path / "tables.duckdb")


def test_held_tells_what_the_files_gave(held: Held) -> None:
    assert held.has("decisions", "decision_id", "signer_id")
    assert not held.has("decisions", "rationale")
    assert not held.has("population")


def test_held_reads_rows_and_arrays_and_cannot_be_written(held: Held) -> None:
    assert held.rows("SELECT decision_id FROM decisions WHERE decision_id = ?", ["D1"]) == [("D1",)]
    assert list(held.arrays("SELECT decision_id FROM decisions")["decision_id"]) == ["D1"]
    with pytest.raises(duckdb.InvalidInputException):
        held.tables.execute("DELETE FROM decisions")
