"""Signals are about decisions and places: other pseudonyms, in another order of rows, give the same signals."""

from __future__ import annotations

import random
from pathlib import Path

from tests.builders import extracts

from accord.assurance.signals import SIGNALS
from accord.assurance.signals.kinds import Held, Settings

SETTINGS = Settings(as_of=extracts.AS_OF, replicates=19)
BURST = [{"site_code": "V1", "decided_at": "2026-10-05", "rationale": "Frail and elderly, CPR would be futile."}] * 9
QUIET = [
    {
        "site_code": f"V{at % 6}",
        "decided_at": f"2026-0{1 + at % 9}-1{at % 7}",
        "rationale": f"Words of their own, {at}.",
    }
    for at in range(60)
]
MADE = extracts.decisions(
    *BURST, *QUIET, {"rationale": "Not for CPR because she has Down's syndrome."}, person_involved="no"
)


def signals_of(folder: Path, names: dict[str, str], order: list[int]) -> set[tuple[object, ...]]:
    folder.mkdir()
    back = {new: old for old, new in names.items()}
    rows = [{**MADE[at], **{name: names[str(MADE[at][name])] for name in ("decision_id", "person_id")}} for at in order]
    with extracts.opened(extracts.extract(folder, decisions=rows)) as tables:
        found = [each for find in SIGNALS for each in find(Held.of(tables), SETTINGS)]
    return {
        (each.signal, each.site_code, each.observed, each.p_value, frozenset(back[one] for one in each.decision_ids))
        for each in found
    }


def test_other_pseudonyms_in_another_order_raise_the_same_signals(tmp_path: Path) -> None:
    draw, order = random.Random(5), list(range(len(MADE)))  # noqa: S311 (nothing here is secret)
    ids = [str(each[name]) for each in MADE for name in ("decision_id", "person_id")]
    first = signals_of(tmp_path / "first", {each: each for each in ids}, order)
    draw.shuffle(order)
    other = [f"x{number}" for number in draw.sample(range(10_000), len(ids))]
    assert first == signals_of(tmp_path / "other", dict(zip(ids, other, strict=True)), order)
    assert len({signal for signal, *_ in first}) >= 2
