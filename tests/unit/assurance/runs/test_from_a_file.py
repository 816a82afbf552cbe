"""From a CSV file, read as extracts are, to measures and findings; and a reason in free text, read for phrases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from accord.assurance.extracts.readings import read
from accord.assurance.extracts.sources import Sources
from accord.assurance.runs import findings, measuring
from accord.assurance.runs.engines import open_duckdb

HEAD = (
    "decision_id,person_id,site_code,site_type,area_code,decided_at,cpr,status,kind,age,"
    "capacity,person_involved,not_involved_reason,rationale"
)
PLACE = "V1,nursing_home,A1,2026-06-01,not_for_cpr,active,dnacpr,70"
LINES = (
    f"d1,p1,{PLACE},has,no,,Learning disability",
    f"d2,p2,{PLACE},has,,,Severe heart failure with poor left ventricular function",
    f"d3,p3,{PLACE},not_recorded,no,,",
)
Found = tuple[dict[tuple[str, str], str], dict[str, tuple[int, int, int]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    folder: Path = tmp_path_factory.mktemp("file")
    (folder / "decisions.csv").write_text("\n".join([HEAD, *LINES, ""]), encoding="utf-8")
    extract = read(Sources(decisions=folder / "decisions.csv"), folder / "out", as_of=date(2026, 11, 1))
    with open_duckdb(extract.database, as_of=extract.as_of) as engine:
        asked = findings.open_answers(engine)
        workings = measuring.workings(engine, asked)
        findings.write_findings(workings[0], asked, folder / "findings.parquet")
        measured = measuring.write_measures(engine, workings, folder / "measures.csv").to_pylist()
    rows = pq.read_table(folder / "findings.parquet").to_pylist()
    counts = {
        row["measure_id"]: (row["numerator"], row["denominator"], row["not_recorded"])
        for row in measured
        if row["breakdown"] == "all"
    }
    return {(row["decision_id"], row["rule_id"]): row["outcome"] for row in rows}, counts


def test_reason_in_words_is_read(found: Found) -> None:
    outcomes, counts = found
    assert [outcomes[who, "IND-02"] for who in ("d1", "d2", "d3")] == ["not_met", "met", "not_evidenced"]
    assert counts["M13"] == (1, 2, 1)


def test_what_is_not_recorded_stands_beside(found: Found) -> None:
    outcomes, counts = found
    assert [outcomes[who, "INV-01"] for who in ("d1", "d2")] == ["not_met", "not_evidenced"]
    assert counts["M01"] == (0, 2, 1)
    assert counts["M06"] == (2, 3, 1)


def test_what_the_file_lacks_is_not_told(found: Found) -> None:
    outcomes, counts = found
    assert "M04" not in counts
    assert not {rule for _, rule in outcomes} & {"INV-14", "IND-10"}
