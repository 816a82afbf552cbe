"""Pins are held against advisories where there is a copy of them; without one the gate says so."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scripts.gates.advisories import (
    NOT_RUN,
    compare,
    is_affected,
    main,
    node_pins,
    python_pins,
    read_accepted,
    read_advisories,
)

PINS = "django==5.2.1 \\\n    --hash=sha256:00\nJinja2==3.1.0 ; python_version > '3'\n# other==1\n"
LOCK = {"packages": {"": {"name": "us"}, "node_modules/a/node_modules/@b/c": {"version": "1.4.0"}}}


def advisory(name: str = "Django", ecosystem: str = "PyPI", **more: Any) -> dict[str, Any]:
    events = [{"introduced": "5.2"}, {"fixed": "5.2.2"}]
    affected = {"package": {"ecosystem": ecosystem, "name": name}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
    return {"id": "PYSEC-1", "aliases": ["CVE-1"], "summary": "It is weak.", "affected": [affected], **more}


@pytest.fixture
def pinned(tmp_path: Path) -> Path:
    path = tmp_path / "main.txt"
    path.write_text(PINS, encoding="utf-8")
    return path


def test_pin_in_a_vulnerable_range_is_found(pinned: Path) -> None:
    (found,) = compare([*python_pins(pinned)], iter([advisory()]), frozenset())
    assert found.says == "django 5.2.1: PYSEC-1. It is weak."


@pytest.mark.parametrize("other", [advisory(withdrawn="2026-01-01"), advisory("Flask"), advisory(ecosystem="npm")])
def test_what_concerns_no_pin_passes(pinned: Path, other: dict[str, Any]) -> None:
    assert list(compare([*python_pins(pinned)], iter([other]), frozenset())) == []


def test_accepted_advisory_passes_until_its_day(pinned: Path, tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text('[[accepted]]\nid = "CVE-1"\nreason = "not reached"\nuntil = 2026-12-01\n', encoding="utf-8")
    accepted = [read_accepted(path, date(2026, month, 2)) for month in (11, 12)]
    found = [list(compare([*python_pins(pinned)], iter([advisory()]), each)) for each in accepted]
    assert [len(each) for each in found] == [0, 1]


@pytest.mark.parametrize(
    ("version", "inside"), [("0.9", False), ("1.0", True), ("1.5", True), ("1.6", False), ("2.1", True), ("2.2", False)]
)
def test_ranges_are_walked_in_order(version: str, inside: bool) -> None:
    events = [{"introduced": "1.0"}, {"last_affected": "1.5"}, {"introduced": "2.0"}, {"fixed": "2.2"}]
    assert is_affected(version, {"ranges": [{"type": "SEMVER", "events": events}]}) is inside


def test_listed_version_is_affected() -> None:
    assert is_affected("1.2.3-beta", {"versions": ["1.2.3-beta"]})
    assert not is_affected("1.2.3-beta", {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]})


def test_packages_of_npm_are_read_by_their_own_names(tmp_path: Path) -> None:
    path = tmp_path / "package-lock.json"
    path.write_text(json.dumps(LOCK), encoding="utf-8")
    assert [(pin.name, pin.version) for pin in node_pins(path)] == [("@b/c", "1.4.0")]


def test_advisories_are_read_from_folders_and_zip_files(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(advisory()), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as held:
        held.writestr("b.json", json.dumps(advisory()))
    assert len(list(read_advisories([tmp_path, tmp_path / "all.zip"]))) == 2


def test_without_a_copy_it_says_that_nothing_was_compared(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    assert capsys.readouterr().out.strip() == NOT_RUN


def test_copy_that_is_not_there_ends_with_a_failure(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="is not there"):
        main([str(tmp_path / "none")])


def test_pins_of_this_repository_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(advisory("nothing-of-ours")), encoding="utf-8")
    main([str(tmp_path)])
    assert "nothing found" in capsys.readouterr().out
