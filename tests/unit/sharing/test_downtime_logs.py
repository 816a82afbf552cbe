"""The chain of openings: what was changed, left out or put in between is seen; and the command writes the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.builders import downtime
from tests.builders.downtime import FEW, MADE, PASSPHRASE, PERSON, RETURN_KEY

from accord.domain.errors import Refused
from accord.sharing.downtime import logs, readers
from accord.sharing.downtime.logs import DowntimeLog, Why
from accord.sharing.downtime.readers import Opened, Reader

READER = Reader(who="Nia Reed", job="Night nurse, N17", why=Why.EMERGENCY, at=MADE + timedelta(hours=1))
Changed = Callable[[list[Any]], object]


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.sharing.downtime.envelopes.ITERATIONS", FEW)


def log(*who: str) -> DowntimeLog:
    """Return a log with an opening by each."""
    held = logs.begin("7K3M9QX2AB")
    for name in who:
        opening = logs.opening(who=name, job="Nurse", why=Why.EMERGENCY, person_id=PERSON, at=MADE)
        held = held.and_then(opening, RETURN_KEY)
    return held


def opened(folder: Path, **changes: Any) -> Opened:
    given = {"words": "", "although": False, "keys": None} | changes
    reader = given.pop("reader", READER)
    return readers.open_pack(downtime.pack(), PASSPHRASE, reader, beside=folder / "pack.html", **given)


def test_log_is_read_back_as_it_was_written() -> None:
    held = log("Nia Reed", "Zoë O’Hara")
    assert logs.read(json.dumps(held.as_json())) == held
    assert held.is_sealed(RETURN_KEY)
    assert not held.is_sealed(b"another key")


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.pop(0),
        lambda entries: entries.pop(1),
        lambda entries: entries.reverse(),
        lambda entries: entries[1].update(who="Somebody else"),
        lambda entries: entries[0].update(person="-"),
        lambda entries: entries.append(entries[0]),
    ],
)
def test_anything_changed_in_a_log_is_seen(change: Changed) -> None:
    told = log("Nia Reed", "Jo Kind", "Ada Moss").as_json()
    change(told["entries"])
    assert not logs.read(json.dumps(told)).is_sealed(RETURN_KEY)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"title": "accord downtime openings, version 1"}', "[" * 9_000])
def test_what_is_no_log_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="no file of openings"):
        logs.read(text)


@pytest.mark.parametrize("wrong", [{"who": ""}, {"who": "a\nb"}, {"why": "fun"}, {"person": "x"}, {"at": "2026-11-22"}])
def test_entry_that_no_pack_writes_is_refused(wrong: dict[str, str]) -> None:
    told = log("Nia Reed").as_json()
    told["entries"][0] |= wrong
    with pytest.raises(Refused):
        logs.read(json.dumps(told))


def test_nobody_opens_without_saying_who_they_are(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Say who you are"):
        opened(tmp_path, reader=replace(READER, who="  "))


def test_command_writes_down_the_names_and_then_the_one_plan(tmp_path: Path) -> None:
    assert opened(tmp_path).lines == [
        "Rose Hartley, born 17 May 1941, 85 years old, NHS number 999 000 0018 (Verified)"
    ]
    done = opened(tmp_path, words="999 000 0018")
    assert "*** Not for CPR ***" in done.lines
    held = logs.read(done.log.read_text(encoding="utf-8"))
    assert [each.person_id for each in held.entries] == [None, PERSON]
    assert held.is_sealed(RETURN_KEY)


def test_command_says_that_absence_is_no_answer(tmp_path: Path) -> None:
    assert readers.ABSENCE in opened(tmp_path).said
    with pytest.raises(Refused, match="absence is no answer"):
        opened(tmp_path, words="Nobody")


def test_expired_pack_is_said_to_be_and_opens_where_there_is_no_other(tmp_path: Path) -> None:
    late = replace(READER, at=MADE + timedelta(hours=25))
    with pytest.raises(Refused, match="OUT OF DATE"):
        opened(tmp_path, reader=late)
    assert opened(tmp_path, reader=late, although=True).said[0].startswith("OUT OF DATE")


def test_clock_that_stands_before_the_pack_is_said_to_be_wrong(tmp_path: Path) -> None:
    assert readers.CLOCK in opened(tmp_path, reader=replace(READER, at=MADE - timedelta(days=9))).said


def test_pack_that_no_trusted_key_signed_is_said_to_be_none_of_ours(tmp_path: Path) -> None:
    assert readers.UNSIGNED in opened(tmp_path, keys=()).said
    assert readers.UNSIGNED not in opened(tmp_path, keys=downtime.KEYS.published).said


def test_openings_of_another_pack_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "pack.openings.json").write_text(json.dumps(log("Nia Reed").as_json() | {"pack": "ABCDEABCDE"}))
    with pytest.raises(Refused, match="not of this pack"):
        opened(tmp_path)
