"""Findings: what each decision shows of each rule is what the oracle says; the counts add it up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
from tests.unit.assurance.runs import oracles
from tests.unit.assurance.runs.conftest import Ran
from tests.unit.assurance.runs.drawn import AS_OF, Draws, write_extract

from accord.assurance.runs.engines import open_duckdb
from accord.assurance.runs.findings import answers_of, counts_by_site, open_answers, write_findings
from accord.domain.facts import day_of
from accord.soundness import naive
from accord.soundness.expectations import Outcome


def expected(ran: Ran) -> dict[tuple[str, str], str]:
    rows = oracles.decisions(ran.drawn["decisions"], ran.drawn["moves"])
    pairs = [(row, each.rule) for row in rows for each in ran.asked]
    return {(str(row["decision_id"]), rule.id): naive.outcome(rule, row).value for row, rule in pairs}


def written(ran: Ran, file: Path, *, all_outcomes: bool = False) -> dict[tuple[str, str], str]:
    write_findings(ran.workings[0], ran.asked, file, all_outcomes=all_outcomes)
    return {(row["decision_id"], row["rule_id"]): row["outcome"] for row in pq.read_table(file).to_pylist()}


def test_findings_are_what_the_oracle_says(ran: Ran, tmp_path: Path) -> None:
    kept = {key: each for key, each in expected(ran).items() if each != Outcome.NOT_APPLICABLE.value}
    assert written(ran, tmp_path / "findings.parquet") == kept


def test_all_outcomes_include_where_a_rule_does_not_apply(ran: Ran, tmp_path: Path) -> None:
    assert written(ran, tmp_path / "findings.parquet", all_outcomes=True) == expected(ran)


def test_file_has_the_columns_of_the_contract(ran: Ran, tmp_path: Path) -> None:
    write_findings(ran.workings[0], ran.asked, tmp_path / "findings.csv", as_csv=True)
    head = (tmp_path / "findings.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head.replace('"', "").split(",") == ["decision_id", "rule_id", "outcome", "severity"]


def test_counts_by_site_add_up_the_findings(ran: Ran) -> None:
    sites = {row["decision_id"]: row["site_code"] or "not_recorded" for row in ran.drawn["decisions"]}
    tally = Counter((sites[who], rule, each) for (who, rule), each in expected(ran).items())
    rows = [row for row in counts_by_site(ran.workings[0], ran.asked).to_pylist() if row["breakdown"] == "site"]
    found = {(row["value"], row["rule_id"], row["outcome"]): row["decisions"] for row in rows}
    assert found == {key: number for key, number in tally.items() if key[2] != Outcome.NOT_APPLICABLE.value}


def test_column_that_a_file_lacks_closes_what_needs_it(tmp_path: Path) -> None:
    drawn = {"decisions": Draws().decisions(5)}
    database = write_extract(tmp_path / "extract.duckdb", drawn, without=["information_given"])
    with open_duckdb(database, as_of=day_of(AS_OF)) as engine:
        closed = {each.rule.id: each.lacks for each in answers_of(engine) if not each.is_open}
        assert "information_given" in closed["INV-14"]
        assert "INV-14" not in {each.rule.id for each in open_answers(engine)}
