"""As whom the server runs. PostgreSQL refuses to run as root, and nobody's folders should have to be opened for it."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Identity:
    """A user to run as, and the name under which the server sees our own connections."""

    mode: str
    uid: int
    gid: int
    peer: str


def choose(cluster: Path, programs: Path) -> Identity:
    """Return as whom to run the server of `cluster` (which may not exist yet) with these `programs`.

    An ordinary user runs it as themselves. Root runs it as the owner of the files, on a new folder as `nobody` where
    that user can get there, and otherwise in a user namespace: root's own files, none of root's powers.
    """
    me = os.geteuid()
    if me != 0:
        named = _named(me)
        return Identity("self", me, os.getegid(), named.pw_name) if named else _inside_a_namespace()
    if cluster.exists():
        owner = _named(cluster.stat().st_uid)
    elif may_reach(cluster.parent) and may_reach(programs):
        owner = _named("nobody")
    else:
        owner = None
    if owner is None or owner.pw_uid == 0:
        return _inside_a_namespace()
    return Identity("user", owner.pw_uid, owner.pw_gid, pwd.getpwuid(0).pw_name)


def may_reach(folder: Path) -> bool:
    """Return whether any user at all may enter `folder` and every folder above it."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents) if place.exists())


def _named(user: int | str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(user) if isinstance(user, str) else pwd.getpwuid(user)
    except KeyError:
        return None


def _inside_a_namespace() -> Identity:
    """Return the first system user that is not root; inside, our own files look like theirs, and so do we."""
    entry = min((entry for entry in pwd.getpwall() if entry.pw_uid != 0), key=lambda entry: entry.pw_uid)
    return Identity("namespace", entry.pw_uid, entry.pw_gid, entry.pw_name)
