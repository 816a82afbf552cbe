"""When a run was last begun, and how it ended: so that a night without one is seen the next morning."""

from __future__ import annotations

import fcntl
import json
from dataclasses import dataclass
from datetime import datetime

from accord.assurance import folders


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """The last attempt. `why` names the kind of failure, and nothing of what was read."""

    began_at: datetime
    ended_at: datetime | None
    why: str
    is_under_way: bool

    @property
    def did_not_end(self) -> bool:
        """Whether it failed, or was stopped in the middle."""
        return not self.is_under_way and (self.ended_at is None or bool(self.why))


def last() -> Attempt | None:
    """Return the last attempt, or None where there was none."""
    try:
        held = json.loads(folders.attempt().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Attempt(
        began_at=datetime.fromisoformat(held["began_at"]),
        ended_at=datetime.fromisoformat(held["ended_at"]) if held["ended_at"] else None,
        why=held["why"],
        is_under_way=_is_held(),
    )


def since(moment: datetime | None) -> Attempt | None:
    """Return the last attempt if it was begun after a moment, which is when the run that is shown was made."""
    found = last()
    return found if found and (moment is None or found.began_at > moment) else None


def _is_held() -> bool:
    """Return whether a process holds the lock: a process that was killed holds none."""
    try:
        with folders.lock().open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False
