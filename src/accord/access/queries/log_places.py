"""How far a log was verified, kept in a file so that the next verification goes on from there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from accord.access.queries.log_rows import Run, runs_of
from accord.domain.errors import Refused
from accord.domain.transparency import Frontier


@dataclass(frozen=True, slots=True)
class Place:
    """A tree as far as it was followed, and what of the ids below its highest was still open."""

    tree: Frontier
    highest: int
    gaps: tuple[Run, ...]

    @classmethod
    def beginning(cls) -> Place:
        """Return the place before the first row."""
        return cls(Frontier(), 0, ())


def keep(place: Place, path: Path) -> None:
    """Write a place; what was in the file stays until all of the new is there."""
    told = {
        "size": place.tree.size,
        "root": place.tree.root().hex(),
        "edge": place.tree.pack().hex(),
        "highest": place.highest,
        "gaps": place.gaps,
    }
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(told), encoding="utf-8")
    beside.replace(path)


def kept(path: Path) -> Place:
    """Return the place that a file holds, or the beginning where there is no such file."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        tree = Frontier.unpack(int(told["size"]), bytes.fromhex(told["edge"]))
        place = Place(tree, int(told["highest"]), tuple(runs_of([int(end) for run in told["gaps"] for end in run])))
    except FileNotFoundError:
        return Place.beginning()
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused.one(str(path), "this is not where a verification stopped.", "Remove it to begin anew.") from wrong
    if tree.root().hex() != told.get("root"):
        raise Refused.one(str(path), "its root does not fit its nodes.", "Remove it to begin anew.")
    return place
