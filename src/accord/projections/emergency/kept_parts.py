"""What matters to the person, where they ask that only some read it: named in its place, and never an empty screen.

Nothing that is decided, and no refusal or wish about CPR, is ever kept from the screen (decision record 0026).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import Reader, kept_from
from accord.projections.emergency.sheets import LayerSheet, Sheet
from accord.projections.restricted_parts import say_kept

KEPT_HERE = "What matters to the person, where they would want to be, and any advance statement"
NOT_KEPT = "What is recommended, what is refused, and what the person has said about CPR are all shown here."


def is_restricted(stored: Mapping[str, Any] | None) -> bool:
    """Whether any plan on a stored sheet keeps a part to some readers: only then does it matter who asks."""
    return any(each.get("restriction") for each in (stored or {}).get("layers", ()))


def as_read_by(reader: Reader, layers: Sequence[LayerSheet], sheet: Sheet) -> tuple[LayerSheet, ...]:
    """Return plans of a sheet without what the reader may not read; what any plan of the person asks counts for all."""
    restrictions = [each.restriction for each in sheet.layers if each.restriction]
    return tuple(
        replace(each, matters=(), places=(), advance_statement="")
        if PartName.WHAT_MATTERS
        in kept_from(reader, restrictions, written_for=each.organisation_code, carried=each.carried)
        else each
        for each in layers
    )


def kept_words(before: Sequence[LayerSheet], after: Sequence[LayerSheet]) -> tuple[str, ...]:
    """Return what is said of the plans from which something was taken, once each: what it is, and whom to ask."""
    asked = [_whom_to_ask(was) for was, now in zip(before, after, strict=True) if was is not now]
    said = (say_kept(ask) for ask in dict.fromkeys(asked))
    return tuple(f"{KEPT_HERE}: {words[:1].lower()}{words[1:]} {NOT_KEPT}" for words in said)


def _whom_to_ask(held: LayerSheet) -> str:
    known = (held.ask, held.ask_at) if held.ask else (held.signer, held.signer_telephone)
    return ", ".join(part for part in known if part)
