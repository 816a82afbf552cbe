"""A folder that is not there until it is whole: made under another name beside its place, and then renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from accord.config.embedded import make_data_folder
from accord.domain.errors import Refused


@contextmanager
def unfinished(place: Path) -> Iterator[Path]:
    """Give a new folder beside `place`; whatever has not been moved away at the end is removed."""
    folder = place.with_name(f".{place.name}.unfinished-{uuid4().hex[:8]}")
    make_data_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def finish(folder: Path, place: Path) -> None:
    """Give a whole folder its name. An empty folder of that name is replaced, and any other stays as it is."""
    folder.rename(place)
    parent = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(parent)
    finally:
        os.close(parent)


def check_is_free(option: str, place: Path) -> None:
    """Refuse a place where something is already, or where a folder cannot be put."""
    accepted = "Give a folder that is not there yet, or an empty one."
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise Refused.one(option, f"{place} is not a folder.", accepted)
    if place.is_dir() and os.path.ismount(place):
        raise Refused.one(option, f"{place} is where a disk is mounted, and cannot be renamed.", f"Give {place}/NAME.")
    if place.is_dir() and any(place.iterdir()):
        raise Refused.one(option, f"{place} is not empty, and nothing is ever overwritten.", accepted)


def check_is_outside(option: str, place: Path, data: Path) -> None:
    """Refuse a place inside the data folder: it would be lost with it."""
    if place.resolve().is_relative_to(data.resolve()):
        raise Refused.one(option, f"{place} lies in the data folder, and would be lost with it.", "Give another place.")
