"""A folder is there whole or not at all, even where whoever writes it is killed."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

from accord.assurance.actions import whole_folders

KILLED = """
import os, signal, sys
from pathlib import Path
from accord.assurance.actions import whole_folders
parent = Path(sys.argv[1])
with whole_folders.beside(parent) as folder:
    (folder / "decisions.parquet").write_bytes(b"PAR1 and half of the rows")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_in_the_middle_leaves_nothing_that_anybody_reads(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert [each.name[0] for each in tmp_path.iterdir()] == [whole_folders.UNFINISHED]
    whole_folders.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_finished_folder_is_put_in_place_read_only(tmp_path: Path) -> None:
    with whole_folders.beside(tmp_path) as folder:
        (folder / "stored").mkdir()
        (folder / "stored" / "sites.parquet").write_bytes(b"PAR1")
        whole_folders.put(folder, tmp_path / "night")
    assert [each.name for each in tmp_path.iterdir()] == ["night"]
    assert stat.S_IMODE((tmp_path / "night" / "stored" / "sites.parquet").stat().st_mode) == whole_folders.READ_ONLY


def test_folder_that_goes_is_gone(tmp_path: Path) -> None:
    (tmp_path / "night").mkdir()
    whole_folders.take_away(tmp_path / "night")
    assert list(tmp_path.iterdir()) == []
