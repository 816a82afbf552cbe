"""Every line of a CSV file is a record, part of one, blank, or rejected with its own number."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest
from tests.builders import extracts

from accord.assurance.extracts import structures
from accord.assurance.extracts.extracts import Extract

HEADER = "decision_id,person_id,site_code,site_type,area_code,decided_at,cpr,status,kind,age,rationale"


def line(number: int, rationale: str = "Frail.") -> str:
    return f"d{number},p{number},V1,nursing_home,Q1,2026-03-02,not_for_cpr,active,dnacpr,84,{rationale}"


def read_lines(
    folder: Path, *lines: str, end: str = "\n", header: str = HEADER, encodings: tuple[str, ...] = ()
) -> Extract:
    path = folder / "decisions.csv"
    held = [header.encode(), *(each.encode(by) for each, by in zip_longest(lines, encodings, fillvalue="utf-8")), b""]
    path.write_bytes(end.encode().join(held))
    return extracts.read_files(folder, decisions=path)


def lines_of(read: Extract) -> dict[str, int]:
    return dict(extracts.ask(read, "SELECT decision_id, line FROM decisions ORDER BY line"))  # type: ignore[arg-type]  # two columns


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_value_over_several_lines_moves_the_lines_after_it(end: str, tmp_path: Path) -> None:
    read = read_lines(tmp_path, line(1, f'"One{end}two, ""three"""'), line(2), end=end)
    assert lines_of(read) == {"d1": 2, "d2": 4}
    assert extracts.ask(read, "SELECT rationale FROM decisions WHERE line = 2") == [('One\ntwo, "three"',)]


def test_blank_line_is_counted_and_is_no_record(tmp_path: Path) -> None:
    read = read_lines(tmp_path, line(1), "", line(2))
    assert lines_of(read) == {"d1": 2, "d2": 4}
    assert read.counts["decisions"].read == 2


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_of_too_many_or_too_few_values_is_rejected_alone(end: str, tmp_path: Path) -> None:
    read = read_lines(tmp_path, line(1), line(2) + ",extra", line(3), "d4,p4", line(5), end=end)
    assert lines_of(read) == {"d1": 2, "d3": 4, "d5": 6}
    assert [(each["line"], each["reason"][:13]) for each in extracts.rejected(read)] == [
        ("3", "has 12 values"),
        ("5", "has 2 values,"),
    ]


@pytest.mark.parametrize(
    ("words", "encoding", "said"),
    [
        ("Daughter’s view", "cp1252", "is not UTF-8: the file seems to be in Windows-1252"),
        ("Café", "latin-1", "is not UTF-8: the file seems to be in ISO-8859-1"),
        ("a\0b", "utf-8", "holds a zero byte"),
    ],
)
def test_line_of_another_encoding_is_rejected_alone(words: str, encoding: str, said: str, tmp_path: Path) -> None:
    read = read_lines(tmp_path, line(1, "“Élan”"), line(2, f'"{words}, so"'), line(3), encodings=("utf-8", encoding))
    assert lines_of(read) == {"d1": 2, "d3": 4}
    (reject,) = extracts.rejected(read)
    assert (reject["line"], reject["column"], reject["reason"][: len(said)]) == ("3", "rationale", said)


def test_file_cut_within_a_character_loses_its_last_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes("\n".join([HEADER, line(1), line(2, "Café")]).encode()[:-1])
    assert lines_of(extracts.read_files(tmp_path, decisions=path)) == {"d1": 2}


def test_record_too_long_for_any_is_one_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in {"LARGEST": 2_000, "SMALLEST": 500, "LONGEST_RECORD": 4_000}.items():
        monkeypatch.setattr(structures, name, size)
    read = read_lines(tmp_path, line(1), "", line(2, "x" * 20_000), line(3))
    assert lines_of(read) == {"d1": 2, "d3": 5}
    assert [(each["line"], each["reason"]) for each in extracts.rejected(read)] == [("4", structures.TOO_LONG)]


def test_column_without_a_name_is_told_by_its_place(tmp_path: Path) -> None:
    read = read_lines(tmp_path, line(1) + ",x", header=HEADER + ",")
    assert read.ignored == {"decisions": ("column 12 (which has no name)",)}


def test_quotation_mark_never_closed_costs_its_own_line_alone(tmp_path: Path) -> None:
    read = read_lines(tmp_path, line(1), line(2, '"Frail'), line(3), line(4, '"Old, frail"'), line(5))
    assert lines_of(read) == {"d1": 2, "d3": 4, "d4": 5, "d5": 6}
    assert extracts.rejected(read)[0]["reason"].startswith("has a quotation mark astray")


def test_quotation_mark_never_closed_to_the_end_costs_its_own_line_alone(tmp_path: Path) -> None:
    read = read_lines(tmp_path, line(1), line(2, '"Frail'), line(3))
    assert lines_of(read) == {"d1": 2, "d3": 4}
    assert extracts.rejected(read)[0]["reason"] == structures.UNCLOSED


def test_mark_inside_a_plain_value_is_part_of_it(tmp_path: Path) -> None:
    read = read_lines(tmp_path, line(1, '5"10 tall'), "", line(2))
    assert extracts.ask(read, "SELECT rationale FROM decisions WHERE line = 2") == [('5"10 tall',)]


def test_lines_that_end_differently_are_read(tmp_path: Path) -> None:
    assert lines_of(read_lines(tmp_path, line(1) + "\r", line(2), line(3) + "\r")) == {"d1": 2, "d2": 3, "d3": 4}


def test_name_of_a_column_over_two_lines_is_read(tmp_path: Path) -> None:
    header = HEADER.replace("rationale", '"Reason\ngiven"')
    read = read_lines(tmp_path, line(1), line(2), header=header)
    assert lines_of(read) == {"d1": 3, "d2": 4}
    assert read.ignored == {"decisions": ("Reason given",)}


def test_last_line_without_an_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(f"{HEADER}\n{line(1)}\n{line(2)}", encoding="utf-8")
    assert lines_of(extracts.read_files(tmp_path, decisions=path)) == {"d1": 2, "d2": 3}
