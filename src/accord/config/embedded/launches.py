"""Become who the server runs as, tie its life to ours, and turn into the program. A script, in the standard library.

The order is what makes it hold: a change of user clears the parent-death signal, so that comes first; and a parent that
died before `prctl` sends nothing, so its number is checked last.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Take `PARENT MODE UID GID PROGRAM ARGUMENT…` and never return."""
    parent, mode, uid, gid = int(arguments[0]), arguments[1], int(arguments[2]), int(arguments[3])
    become(mode, uid, gid)
    tie_to(parent)
    os.execv(arguments[4], arguments[4:])  # noqa: S606 - to be the server, under this process's number, is the point


def become(mode: str, uid: int, gid: int) -> None:
    """Drop to the user `uid`: really (`user`), only as seen from inside (`namespace`), or not at all (`self`)."""
    if mode == "user":
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    elif mode == "namespace":
        outer_uid, outer_gid = os.geteuid(), os.getegid()
        _called(ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER))
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{gid} {outer_gid} 1", encoding="ascii")


def tie_to(parent: int) -> None:
    """Ask the kernel for SIGINT (a fast, clean shutdown) when the parent dies; stop at once if it already has.

    A shell lets what it starts in the background ignore SIGINT, and so would every program that is started from there.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _called(ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0))
    if os.getppid() != parent:
        sys.exit(1)


def _called(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    main(sys.argv[1:])
