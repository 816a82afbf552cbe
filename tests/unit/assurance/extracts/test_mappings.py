"""Another system's columns and words are led to those of the dataset; what leads nowhere is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders import extracts

from accord.assurance.extracts.extracts import Extract
from accord.assurance.extracts.mappings import read_mapping
from accord.domain.errors import Refused

THEIRS = {"Ref": "17", "Who": "a9", "Form": "ReSPECT", "CPR status": "Not for attempted CPR", "Made": "2/3/2026"}
MAPPING = """
[decisions]
dates = "d/m/y"
columns = {decision_id = "Ref", person_id = "who", kind = "Form", cpr = "CPR status", decided_at = "Made"}
constants = {site_code = "RX1", site_type = "acute_hospital", area_code = "QX1", status = "active", age = ""}
[decisions.values]
kind = {"respect" = "respect", "DNACPR" = "dnacpr"}
cpr = {"Not for attempted CPR" = "not_for_cpr", "For CPR" = "for_cpr", "" = "none", "?" = ""}
"""


def read_theirs(folder: Path, *rows: dict[str, str], mapping: str = MAPPING) -> Extract:
    toml = folder / "theirs.toml"
    toml.write_text(mapping, encoding="utf-8")
    path = extracts.write_csv(folder, "decisions", [{**THEIRS, **each} for each in rows])
    return extracts.read_files(folder, decisions=path, mapping=toml)


def test_columns_values_constants_and_dates_are_led(tmp_path: Path) -> None:
    read = read_theirs(tmp_path, {}, {"Ref": "18", "CPR status": "", "Form": "dnacpr "})
    asked = "SELECT decision_id, person_id, site_code, kind, cpr, age, decided_at_day FROM decisions ORDER BY line"
    assert extracts.ask(read, asked) == [
        ("17", "a9", "RX1", "respect", "not_for_cpr", None, 20514),
        ("18", "a9", "RX1", "dnacpr", "none", None, 20514),
    ]
    assert "site_code" in read.given["decisions"]


def test_what_leads_nowhere_is_rejected_as_the_file_has_it(tmp_path: Path) -> None:
    read = read_theirs(
        tmp_path, {}, {"Ref": "18", "Form": "TEP form"}, {"Ref": "19", "Made": "31/4/2026"}, {"CPR status": "?"}
    )
    assert [(each["line"], each["column"], each["value"]) for each in extracts.rejected(read)] == [
        ("3", "kind", "TEP form"),
        ("4", "decided_at", "31/4/2026"),
        ("5", "cpr", "?"),
    ]


@pytest.mark.parametrize("written", ["31/2/2026", "02/13/2026", "2/3/26"])
def test_day_that_does_not_exist_as_dates_are_written_is_said_to_be_none(written: str, tmp_path: Path) -> None:
    (reject,) = extracts.rejected(read_theirs(tmp_path, {}, {"Ref": "18", "Made": written}))
    assert reject["reason"].startswith("is not a day that exists, as the mapping says")


@pytest.mark.parametrize(
    ("form", "written", "day", "second"),
    [
        ("d/m/y", "02/03/2026", 20514, None),
        ("d/m/y", "2.3.2026 9:30", 20514, 1772443800),
        ("m/d/y", "3/2/2026", 20514, None),
        ("excel", "46083", 20514, None),
        ("excel", "46083.5", 20514, 1772452800),
        ("iso", "2026-03-02", 20514, None),
        ("d/m/y", "2026-03-02", 20514, None),
    ],
)
def test_dates_are_read_as_they_are_written(
    form: str, written: str, day: int, second: int | None, tmp_path: Path
) -> None:
    read = read_theirs(tmp_path, {"Made": written}, mapping=MAPPING.replace("d/m/y", form))
    assert extracts.ask(read, "SELECT decided_at_day, decided_at_second FROM decisions") == [(day, second)]


def test_encoding_that_is_said_is_read(tmp_path: Path) -> None:
    toml = tmp_path / "theirs.toml"
    toml.write_text('decisions.encoding = "windows-1252"', encoding="utf-8")
    rows = extracts.decisions({"rationale": "Daughter’s view: “no”"})
    path = extracts.write_csv(tmp_path, "decisions", rows, encoding="cp1252")
    read = extracts.read_files(tmp_path, decisions=path, mapping=toml)
    assert extracts.ask(read, "SELECT rationale FROM decisions") == [("Daughter’s view: “no”",)]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("[decision]", "decision: is not a table of the dataset. Did you mean decisions?"),
        ("[decisions.colums]", "decisions.colums: is not a part of a mapping. Did you mean columns?"),
        ("[decisions.columns]\nCPRs = 'x'", "decisions.columns.CPRs: is not a column of decisions."),
        ("[decisions.values.cpr]\nDNR = 'not_for'", "'not_for' is not a value of cpr. "),
        ("[decisions.constants]\nkind = 'form'", "decisions.constants.kind: 'form' is not a value of kind."),
        ("[decisions]\ndates = 'y/m/d'", "decisions.dates: 'y/m/d' is not a way to write dates."),
        ("[decisions.dates]\ncpr = 'iso'", "decisions.dates.cpr: is not a column of dates."),
        ("[decisions]\nencoding = 'ebcdic'", "decisions.encoding: 'ebcdic' is not read."),
        (
            "[decisions]\ncolumns = {cpr = 'a'}\nconstants = {cpr = 'none'}",
            "decisions.constants.cpr: is led to a column",
        ),
        ("[decisions]\ncolumns = ['cpr']", "decisions.columns: is not a table of names"),
        ("[decisions.values]\ncpr = 'none'", "decisions.values.cpr: is not a table of names"),
        ("[decisions", "is not TOML"),
    ],
)
def test_mapping_that_leads_nowhere_is_refused(mapping: str, said: str, tmp_path: Path) -> None:
    toml = tmp_path / "theirs.toml"
    toml.write_text(mapping, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_mapping(toml)
    assert said in str(refused.value)


def test_column_that_the_file_has_not_is_named_with_those_that_it_has(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"the file has no column 'Refs'\. It has: Ref, Who"):
        read_theirs(tmp_path, {}, mapping=MAPPING.replace('"Ref"', '"Refs"'))


def test_columns_that_a_file_has_are_listed_once(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_theirs(tmp_path, {}, mapping=MAPPING.replace('"Ref"', '"Refs"').replace('"Who"', '"Whom"'))
    assert str(refused.value).count("It has:") == 1
