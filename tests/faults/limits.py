"""A disk that is full, for PostgreSQL alone: no file of it may grow beyond a size, as on a volume without room.

The kernel refuses the write (EFBIG in the place of ENOSPC; PostgreSQL treats both alike). It needs no right to mount
anything, so that it works for every user and in every container; `prlimit` is of util-linux, which each Debian has.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.servers import children


@contextmanager
def no_file_beyond(pid: int, size: int) -> Iterator[None]:
    """Keep every file that a server and its processes write within `size` bytes for as long as the block lasts."""
    _limit(pid, str(size))
    try:
        yield
    finally:
        _limit(pid, "unlimited")


def _limit(pid: int, size: str) -> None:
    """Limit the first process, from which new ones have theirs, and then those that are there."""
    if _limited(pid, size):
        for each in children(pid):
            _limited(each, size)


def _limited(pid: int, size: str) -> bool:
    """Limit a process, and return whether it is still there. A scenario that nothing stops shows that it did not."""
    try:
        owner = Path(f"/proc/{pid}").stat()
    except FileNotFoundError:
        return False
    # only a process's own user may limit it without a special right, which a container's root may lack
    become = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(["prlimit", f"--pid={pid}", f"--fsize={size}:"], check=False, capture_output=True, **become)
    return done.returncode == 0
