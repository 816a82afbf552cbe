"""A plan that somebody else reports: what it says, where it contradicts itself, and what of it found no place.

It is shown at once as reported by them and not confirmed here; it is never refused because it contradicts itself
(design/clinical-decisions.md). Its parts and fields have the names of a plan of ours, so that a draft to confirm it
can be filled from them with `accord.domain.codec.from_json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accord.domain.json_documents import Unplaced

Parts = Mapping[str, Mapping[str, Any]]

SOURCE, SIGNATURES, CONTACTS, LEGAL, CONFIRMATIONS = "source", "signatures", "contacts", "legal", "confirmations"
NOT_DRAFTED = frozenset({SOURCE, SIGNATURES, CONTACTS, LEGAL, CONFIRMATIONS})
"""Parts of the report that are not parts of a draft: lists, under `items`, and facts about the form itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two things in one form that do not fit together, in words, with the fields that hold them."""

    code: str
    words: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedPlan:
    """A form from elsewhere. `parts` holds plain JSON values; each path of the form is in exactly one of the three."""

    parts: Parts
    contradictions: tuple[Contradiction, ...]
    placed: tuple[str, ...]
    context: Mapping[str, str]
    unplaced: tuple[Unplaced, ...]

    def draft_parts(self) -> Parts:
        """Return the parts that a draft to confirm the form can be filled with."""
        return {name: values for name, values in self.parts.items() if name not in NOT_DRAFTED}
