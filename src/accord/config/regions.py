"""A synthetic region in the database, and the note in the data folder that says what it is and who may sign in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from accord.config.configurations import SYNTHETIC_NOTE
from accord.config.progress import shown
from accord.config.settings import CONFIGURATION
from accord.domain.authority import ROLE_NAMES
from accord.domain.errors import Refused
from accord.people.queries.counts import is_empty
from accord.synth import loading
from accord.synth.regions import generate

PASSWORD = "try-accord-today"
"""Of every sign-in to a synthetic region, in which nobody is real."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How large a region is, and the seed that it is drawn from."""

    people: int
    plans: int | None
    areas: int
    seed: int


def load_region(wanted: Wanted, *, quiet: bool = False) -> dict[str, Any]:
    """Draw and load a region into an empty database, and return the note that was left in the data folder."""
    if not is_empty():
        wrong = f"there are people in the database of {CONFIGURATION.data} already."
        raise Refused.one("--data", wrong, "Choose another folder.")
    region = generate(**asdict(wanted), as_at=timezone.now())
    with shown(quiet=quiet) as progress:
        report = loading.load(region, progress=progress)
    signing_in = loading.open_sign_ins(region, PASSWORD)
    names = {one.code: one.name for one in region.organisations}
    note = {
        "loaded": asdict(report),
        "sign_ins": [
            {"role": ROLE_NAMES[one.role], "username": one.username, "at": names[one.organisation]}
            for one in signing_in
        ],
        "password": PASSWORD,
        "organisations": [
            {"what": what, "ods_code": one.code, "name": one.name} for what, one in region.directory.examples.items()
        ],
    }
    path = CONFIGURATION.data / SYNTHETIC_NOTE
    path.write_text(json.dumps(note, default=str, ensure_ascii=False, indent=2), encoding="utf-8")
    return read_note(path)


def read_note(path: Path) -> dict[str, Any]:
    """Return the note of a data folder."""
    try:
        note: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        wrong = f"the people in {path.parent} are no finished synthetic region."
        raise Refused.one("--data", wrong, "Choose another folder.") from None
    return note
