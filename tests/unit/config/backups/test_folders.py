"""A folder is not there until it is whole."""

from pathlib import Path

import pytest

from accord.config.backups.folders import check_is_free, check_is_outside, finish, unfinished
from accord.domain.errors import Refused


def test_folder_has_its_name_only_when_finished(tmp_path: Path) -> None:
    with unfinished(tmp_path / "whole") as folder:
        (folder / "file").touch()
        assert not (tmp_path / "whole").exists()
        finish(folder, tmp_path / "whole")
    assert [path.name for path in tmp_path.rglob("*")] == ["whole", "file"]


def test_folder_that_was_not_finished_is_gone(tmp_path: Path) -> None:
    with unfinished(tmp_path / "half") as folder:
        (folder / "file").touch()
    assert not list(tmp_path.iterdir())


def test_full_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    with pytest.raises(OSError, match="not empty"), unfinished(tmp_path / "kept") as folder:
        finish(folder, tmp_path / "kept")
    assert (tmp_path / "kept" / "file").exists()


@pytest.mark.parametrize(("name", "wrong"), [("file", "not a folder"), ("link", "not a folder"), (".", "not empty")])
def test_place_that_is_taken_is_refused(tmp_path: Path, name: str, wrong: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused, match=wrong):
        check_is_free("--out", tmp_path / name)


def test_mounted_disk_is_refused() -> None:
    with pytest.raises(Refused, match="a disk is mounted"):
        check_is_free("--data", Path("/proc"))


def test_place_inside_the_data_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="would be lost with it"):
        check_is_outside("--out", tmp_path / "data" / ".." / "data" / "kept", tmp_path / "data")
