"""A file that cannot be used is refused by name, with the reason and what is accepted."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.builders import extracts

from accord.domain.errors import Refused

COLUMNS = ",".join(extracts.GOOD["decisions"])
ROW = "d1,p1,V1,nursing_home,Q1,2026-03-02,not_for_cpr,active,dnacpr,84"


def refusal(folder: Path, held: bytes, name: str = "decisions.csv") -> str:
    path = folder / name
    path.write_bytes(held)
    with pytest.raises(Refused) as refused:
        extracts.read_files(folder, decisions=path)
    assert not (folder / "read" / "extract.duckdb").exists()
    return str(refused.value)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"", "is empty"),
        (f"{COLUMNS}\n".encode(), "has no rows"),
        (f"{COLUMNS}\n{ROW},".encode("utf-16"), "is in UTF-16, not UTF-8"),
        (f"{COLUMNS}\n{ROW},".encode("utf-16-le"), "is in UTF-16, not UTF-8"),
        (
            f"{COLUMNS}\n{ROW}\0\n".encode(),
            "none of its 1 rows could be read. The first: decisions, line 2, age: holds",
        ),
        (f"{COLUMNS}\n{ROW}\n".replace(",", ";").encode(), "has semicolons between its values"),
        (f"{COLUMNS}\n{ROW}\n".replace(",", "\t").encode(), "has tabs between its values"),
        (b"PK\x03\x04", "is an Excel workbook"),
        (f"{COLUMNS},CPR\n{ROW},none\n".encode(), "names a column twice: CPR, cpr"),
        (f"{COLUMNS}\n{ROW}\n".replace("\n", "\r").encode(), "ends its lines with carriage returns alone"),
        (b"decision_id,person_id,cpr\nd1,p1,none\n", "has no column site_code, site_type, area_code, decided_at"),
        (b"Extract of May,,\ndecision_id,person_id,cpr\n", "Its columns are named: Extract of May."),
    ],
)
def test_file_that_cannot_be_used_is_refused_with_the_reason(held: bytes, said: str, tmp_path: Path) -> None:
    assert said in refusal(tmp_path, held)


def test_mark_at_the_start_of_utf8_is_read(tmp_path: Path) -> None:
    path = extracts.write_csv(tmp_path, "decisions", extracts.decisions({}), encoding="utf-8-sig")
    assert extracts.read_files(tmp_path, decisions=path).counts["decisions"].kept == 1


def test_parquet_cut_short_is_refused(tmp_path: Path) -> None:
    path = extracts.write_parquet(tmp_path, "decisions", extracts.decisions({}, {}))
    assert "is not a whole Parquet file" in refusal(tmp_path, path.read_bytes()[:-9], "decisions.parquet")


def test_parquet_cut_short_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = extracts.write_parquet(tmp_path, "decisions", extracts.decisions(*[{}] * 500))
    held = path.read_bytes()
    assert "cannot be read to its end" in refusal(tmp_path, held[:500] + bytes(400) + held[900:], "decisions.parquet")


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("age", pa.array([{"years": 84}]), "column age holds values within values (STRUCT"),
        ("cpr", pa.array([["none"]]), "column cpr holds values within values (VARCHAR[])"),
        ("CPR", pa.array(["none"]), "names a column twice: CPR, cpr"),
        ("age", pa.array([84]), "names a column twice: age"),
        ("file_row_number", pa.array([1]), "names a column file_row_number"),
    ],
)
def test_parquet_of_another_shape_is_refused(name: str, values: pa.Array, said: str, tmp_path: Path) -> None:
    table = pa.Table.from_pylist(extracts.decisions({}))
    if pa.types.is_nested(values.type):
        table = table.drop_columns(name)
    pq.write_table(table.append_column(name, values), tmp_path / "odd.parquet")
    assert said in refusal(tmp_path, (tmp_path / "odd.parquet").read_bytes(), "decisions.parquet")


def test_values_within_values_are_left_where_no_column_of_ours_has_them(tmp_path: Path) -> None:
    path = extracts.write_parquet(tmp_path, "decisions", extracts.decisions({"codes": ["a", "b"]}))
    assert extracts.read_files(tmp_path, decisions=path).ignored == {"decisions": ("codes",)}


def test_folder_or_pipe_is_refused(tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").mkdir()
    with pytest.raises(Refused, match="is a folder, a device or a pipe"):
        extracts.read_files(tmp_path, decisions=tmp_path / "decisions.csv")


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not there"):
        extracts.read_files(tmp_path, decisions=tmp_path / "decisions.csv")
