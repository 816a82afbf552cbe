"""A file that cannot be used is refused by name, with the reason and what is accepted."""

from __future__ import annotations

from pathlib import Path

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
        (f"{COLUMNS}\n{ROW}\n{ROW}’".encode("cp1252"), "line 3 is not UTF-8: the file seems to be in Windows-1252"),
        (f"{COLUMNS}\n{ROW}\0\n".encode(), "line 2 holds a zero byte"),
        (f"{COLUMNS}\n{ROW}\n".replace(",", ";").encode(), "has semicolons between its values"),
        (f"{COLUMNS}\n{ROW}\n".replace(",", "\t").encode(), "has tabs between its values"),
        (b"PK\x03\x04", "is an Excel workbook"),
        (f"{COLUMNS},cpr\n{ROW},none\n".encode(), "names a column twice: cpr"),
        (f"{COLUMNS}\n{ROW}\n".replace("\n", "\r").encode(), "ends its lines with carriage returns alone"),
        (b"decision_id,person_id,cpr\nd1,p1,none\n", "has no column site_code, site_type, area_code, decided_at"),
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


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not there"):
        extracts.read_files(tmp_path, decisions=tmp_path / "decisions.csv")
