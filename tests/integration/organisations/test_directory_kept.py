"""Names of the directory are kept for a minute, once for every room that asks."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import uuid4

import pytest
from tests.builders import who

from accord.organisations.models import Organisation
from accord.organisations.queries import directory


@pytest.fixture(autouse=True)
def _region(tmp_path: Path) -> None:
    directory._kept.clear()
    who.load_directory(tmp_path)


def rename(code: str) -> None:
    Organisation.objects.filter(ods_code=code).update(name="Renamed")


def names(*codes: str) -> list[str]:
    return [directory.named([], [code])[0].name for code in codes]


def test_what_was_asked_for_by_code_is_kept_by_id() -> None:
    assert names("VL901") == ["Ash House"]
    rename("VL901")
    assert directory.named_by_id(who.site("VL901")).name == "Ash House"


def test_only_what_is_not_kept_is_looked_up() -> None:
    names("VL901")
    for code in ("VL901", "R9901"):
        rename(code)
    assert {one.code: one.name for one in directory.named([], ["VL901", "R9901"])} == {
        "VL901": "Ash House",
        "R9901": "Renamed",
    }


def test_what_is_not_known_is_looked_up_each_time() -> None:
    assert directory.named([uuid4()], ["VL902"]) == []
    Organisation.objects.filter(ods_code="VL901").update(ods_code="VL902")
    assert names("VL902") == ["Ash House"]


def test_organisation_of_no_such_id_is_an_error() -> None:
    with pytest.raises(Organisation.DoesNotExist):
        directory.named_by_id(uuid4())


def test_new_name_is_seen_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    names("VL901")
    rename("VL901")
    later = time.monotonic() + directory.KEPT
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert names("VL901") == ["Renamed"]


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "MOST", 1)
    for code in ("VL901", "R9901", "Q9901"):
        directory.named([], [code])
    assert len(directory._kept) <= 4
