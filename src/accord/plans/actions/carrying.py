"""Restricted parts that a signer may not read: they stay in the plan as they were signed, and are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.errors import FieldError
from accord.domain.people import Identity
from accord.domain.plan.keeping import CarriedPart
from accord.domain.plan.wishes import Scope, SharingWishes
from accord.plans.queries import drafts, restrictions
from accord.plans.queries.drafts import DraftView, PartView
from accord.plans.queries.records import Records
from accord.projections.restricted_parts import Kept

WRITTEN = "Let them sign it, or discard this draft and begin again: what is signed stays."
UNRESTRICTED = "Somebody who may read it settles this first, or discard this draft and begin again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """What a signer takes over unread, what is kept from them, and what of it keeps them from signing."""

    kept: Kept
    parts: tuple[CarriedPart, ...] = ()
    errors: tuple[FieldError, ...] = ()


def carrying(draft_id: UUID, scope: Scope, held: Records, person: Identity, by: Actor) -> Carrying:
    """Return what somebody would take over unread by signing a draft. Nothing is asked where nothing is restricted."""
    seen = restrictions.in_draft(drafts.view(draft_id), held, person, by)
    before = held.layer(scope)
    signed = {each.part: each for each in before.document.signature.carried} if before else {}
    parts = tuple(signed.get(view.part) or _carried(view, held, scope) for view in seen.kept if view.is_carried)
    kept = restrictions.in_its_words(seen, held, person, by)
    return Carrying(kept=kept, parts=parts, errors=tuple(_errors(seen)))


def _carried(view: PartView, held: Records, scope: Scope) -> CarriedPart:
    before = held.layer(scope)
    if before is None:
        return CarriedPart(part=view.part, name=view.saved_name, at=view.saved_at)
    author = before.document.signature.author
    return CarriedPart(
        part=view.part,
        name=author.name,
        at=before.document.signature.signed_at,
        organisation_code=author.organisation_code,
        organisation_name=author.organisation_name,
        telephone=author.telephone,
    )


def _errors(seen: DraftView) -> Iterator[FieldError]:
    sharing = next((each.value for each in seen.parts.values() if isinstance(each.value, SharingWishes)), None)
    restricted = sharing.restricted_parts if sharing else frozenset()
    for view in seen.kept:
        if not view.is_carried:
            wrong = f"was written in this draft by {view.saved_name}, and is kept to some readers."
            yield FieldError(field=view.part.value, wrong=wrong, accepted=WRITTEN)
        elif view.part not in restricted:
            wrong = "is kept to some readers, and this draft does not say so."
            yield FieldError(field=view.part.value, wrong=wrong, accepted=UNRESTRICTED)
