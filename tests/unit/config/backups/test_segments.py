"""Which segments of an archive follow a copy."""

from pathlib import Path

import pytest

from accord.config.backups.segments import following, succession

FIRST = "0000000100000000000000FE"
NEXT = ("0000000100000000000000FF", "000000010000000100000000", "000000010000000100000001")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in (FIRST, *NEXT):
        (tmp_path / name).touch()
    return tmp_path


def test_succession_goes_over_into_the_next_log() -> None:
    names = succession(FIRST)
    assert tuple(next(names) for _ in range(4)) == (FIRST, *NEXT)


def test_segments_before_the_copy_are_left_out(archive: Path) -> None:
    assert [path.name for path in following(archive, NEXT[1]).usable] == list(NEXT[1:])


def test_segments_of_another_timeline_are_left_out(archive: Path) -> None:
    (archive / NEXT[2]).rename(archive / f"00000002{NEXT[2][8:]}")
    assert [path.name for path in following(archive, FIRST).usable] == [FIRST, *NEXT[:2]]


def test_gap_ends_what_can_be_used_and_is_named(archive: Path) -> None:
    (archive / NEXT[1]).unlink()
    found = following(archive, FIRST)
    assert ([path.name for path in found.usable], found.missing) == ([FIRST, NEXT[0]], NEXT[1])


def test_segment_that_the_copy_holds_is_no_gap(archive: Path) -> None:
    (archive / FIRST).unlink()
    found = following(archive, FIRST, frozenset({FIRST}))
    assert ([path.name for path in found.usable], found.missing) == (list(NEXT), None)


def test_unfinished_segments_and_notes_are_no_segments(archive: Path) -> None:
    for name in (".000000010000000100000002", "000000010000000100000002.00000028.backup", "system"):
        (archive / name).touch()
    assert len(following(archive, FIRST).usable) == 4


def test_histories_of_every_timeline_are_kept(archive: Path) -> None:
    (archive / "00000002.history").touch()
    assert [path.name for path in following(archive, FIRST).histories] == ["00000002.history"]
