"""The directory of a region as the CSV files that the organisations room loads."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from accord.synth.regions import Region
from accord.synth.training import train

ORGANISATIONS = ("ods_code", "name", "primary_role", "roles", "site_type", "places", "valid_from", "valid_to")
RELATIONSHIPS = ("source_code", "kind", "target_code", "valid_from", "valid_to")
STAFF = ("staff_code", "name", "register", "registration_number", "ods_code", "role", "grade", "valid_from", "valid_to")
TRAINING = ("staff_code", "competence", "ods_code", "completed_on", "valid_until", "evidence")
Row = tuple[object, ...]


def write_directory(region: Region, folder: Path) -> dict[str, Path]:
    """Write the three files into a folder; return each by the name that the load gives it."""
    tables: dict[str, tuple[Sequence[str], Iterable[Row]]] = {
        "organisations": (ORGANISATIONS, _organisations(region)),
        "relationships": (RELATIONSHIPS, _relationships(region)),
        "staff": (STAFF, _staff(region)),
    }
    return {name: _write(folder / f"{name}.csv", header, rows) for name, (header, rows) in tables.items()}


def write_training(region: Region, folder: Path) -> Path:
    """Write what staff are trained in, and return the file."""
    rows = (
        (each.staff_code, each.competence.value, each.organisation, each.completed_on, each.valid_until, each.evidence)
        for each in train(region)
    )
    return _write(folder / "training.csv", TRAINING, rows)


def _write(path: Path, header: Sequence[str], rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _organisations(region: Region) -> Iterator[Row]:
    for each in region.organisations:
        roles = ";".join(f"{role}:{each.start}" for role in each.roles)
        kind, places = each.site_type.value, each.places or ""
        yield each.code, each.name, each.primary_role, roles, kind, places, each.start, ""


def _relationships(region: Region) -> Iterator[Row]:
    for each in region.organisations:
        for tie in each.ties:
            yield each.code, tie.kind.value, tie.target, tie.start, ""


def _staff(region: Region) -> Iterator[Row]:
    for member in region.staff:
        held = member.registration
        register, number = (held.register.value, held.number) if held else ("", "")
        for post in member.roles:
            yield (
                member.code,
                member.name,
                register,
                number,
                post.organisation,
                post.role.value,
                post.grade.value,
                "",
                "",
            )
