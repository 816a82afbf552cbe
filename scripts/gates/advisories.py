"""The gate of advisories: no pinned package is one that is known to be weak. Needs a copy of the advisories.

`python -m scripts.gates.advisories PLACE...`, or ADVISORIES in the environment: folders or zip files of advisories in
the format of OSV (https://ossf.github.io/osv-schema/), as osv.dev exports them for PyPI and npm. It asks nobody on the
network; with no copy it says plainly that nothing was compared. What was looked at and does no harm here stands in
`requirements/accepted-advisories.toml`, each with a reason and a day after which it is asked again.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version
from scripts.gates.findings import Finding, conclude
from scripts.gates.trees import ROOT

NOT_RUN = "advisories: NOT COMPARED. Give a copy of the OSV advisories for PyPI and npm in ADVISORIES."
ACCEPTED = ROOT / "requirements" / "accepted-advisories.toml"
PYTHON, NODE = "PyPI", "npm"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package at the version that is installed, and where that stands."""

    ecosystem: str
    name: str
    version: str
    path: Path
    line: int


def python_pins(path: Path) -> Iterator[Pin]:
    """Yield the pins of a requirements file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if found := PIN.match(line):
            yield Pin(PYTHON, canonicalize_name(found[1]), found[2], path, number)


def node_pins(path: Path) -> Iterator[Pin]:
    """Yield the packages of an npm lock file."""
    for place, package in json.loads(path.read_text(encoding="utf-8"))["packages"].items():
        if place and "version" in package:
            yield Pin(NODE, place.rpartition("node_modules/")[2], package["version"], path, 1)


def read_advisories(places: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Yield each advisory of several folders, files and zip files."""
    for place in places:
        if place.suffix == ".zip":
            with zipfile.ZipFile(place) as held:
                yield from (json.loads(held.read(name)) for name in held.namelist() if name.endswith(".json"))
        else:
            for path in sorted(place.rglob("*.json")) if place.is_dir() else [place]:
                yield json.loads(path.read_text(encoding="utf-8"))


def compare(pins: Sequence[Pin], advisories: Iterator[dict[str, Any]], accepted: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding for each pin that an advisory names, unless it was accepted."""
    by_name: dict[tuple[str, str], list[Pin]] = {}
    for pin in pins:
        by_name.setdefault((pin.ecosystem, pin.name), []).append(pin)
    for advisory in advisories:
        if "withdrawn" in advisory or {advisory["id"], *advisory.get("aliases", ())} & accepted:
            continue
        for affected in advisory.get("affected", ()):
            package = affected.get("package", {})
            for pin in by_name.get((package.get("ecosystem", ""), _name(package)), ()):
                if is_affected(pin.version, affected):
                    says = f"{pin.name} {pin.version}: {advisory['id']}. {advisory.get('summary', '')}".strip()
                    yield Finding(pin.path, pin.line, says)


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Return whether a version is one of those that an advisory names, or lies in one of its ranges."""
    if version in affected.get("versions", ()):
        return True
    ranges = [each for each in affected.get("ranges", ()) if each.get("type") in ("ECOSYSTEM", "SEMVER")]
    return any(_is_within(_read(version), each["events"]) for each in ranges)


def _is_within(version: Version, events: Sequence[dict[str, str]]) -> bool:
    """Walk the events of a range in order: introduced opens it, fixed and last_affected close it."""
    inside = False
    for event in events:
        if "introduced" in event:
            inside = inside or version >= _read(event["introduced"])
        elif "fixed" in event:
            inside = inside and version < _read(event["fixed"])
        elif "last_affected" in event:
            inside = inside and version <= _read(event["last_affected"])
    return inside


def _read(version: str) -> Version:
    """Return a version that can be compared; of npm's own way to write one, the numbers alone."""
    try:
        return Version(version)
    except InvalidVersion:
        return Version(re.split(r"[-+]", version)[0] or "0")


def _name(package: dict[str, str]) -> str:
    name = package.get("name", "")
    return canonicalize_name(name) if package.get("ecosystem") == PYTHON else name


def read_accepted(path: Path, today: date) -> frozenset[str]:
    """Return the advisories that were accepted, and are not to be asked about again yet."""
    if not path.exists():
        return frozenset()
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    return frozenset(each["id"] for each in entries if each["reason"] and each["until"] >= today)


def main(places: Sequence[str]) -> None:
    """Compare every pin, or say that nothing was compared."""
    if not places:
        print(NOT_RUN)
        return
    missing = [place for place in places if not Path(place).exists()]
    if missing:
        sys.exit(f"advisories: {', '.join(missing)} is not there.")
    pins = [pin for name in ("main", "dev") for pin in python_pins(ROOT / "requirements" / f"{name}.txt")]
    pins += node_pins(ROOT / "package-lock.json")
    today = datetime.now(UTC).date()
    advisories = read_advisories([Path(place) for place in places])
    print(f"advisories: {len(pins)} pins compared")
    conclude("advisories", list(compare(pins, advisories, read_accepted(ACCEPTED, today))))


if __name__ == "__main__":
    main(sys.argv[1:] or os.environ.get("ADVISORIES", "").split())
