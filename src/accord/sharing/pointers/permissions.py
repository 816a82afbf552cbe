"""Which organisation may register and find which type of pointer. What nobody gave is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.organisations.queries import directory
from accord.sharing.models import PointerPermission
from accord.sharing.pointers.codes import TYPES
from accord.sharing.pointers.spine import Spine, refusal

NOBODY = (
    "Your organisation '{code}' does not have permission to access this resource. Contact whoever runs this locator."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What one organisation may do, by the codes of types."""

    organisation_code: str
    registers: frozenset[str]
    finds: frozenset[str]


def of(organisation_code: str) -> Allowed:
    """Return what an organisation may register and find."""
    rows = list(PointerPermission.objects.filter(organisation_code=organisation_code))
    return Allowed(
        organisation_code=organisation_code,
        registers=frozenset(row.type_code for row in rows if row.may_register),
        finds=frozenset(row.type_code for row in rows if row.may_find),
    )


def producer(by: Actor) -> Allowed:
    """Return what a system's organisation may do, which registers something at least; raises Refusal otherwise."""
    found = of(by.organisation_code)
    if not found.registers:
        raise refusal(403, "forbidden", Spine.ACCESS_DENIED, NOBODY.format(code=by.organisation_code))
    return found


def consumer(by: Actor) -> Allowed:
    """Return what a system's organisation may do, which finds something at least; raises Refusal otherwise."""
    found = of(by.organisation_code)
    if not found.finds:
        raise refusal(403, "forbidden", Spine.ACCESS_DENIED, NOBODY.format(code=by.organisation_code))
    return found


def everybody() -> Sequence[Allowed]:
    """Return what each organisation may do that may do anything, by its code."""
    codes = PointerPermission.objects.filter(may_register=True) | PointerPermission.objects.filter(may_find=True)
    return [of(code) for code in sorted(set(codes.values_list("organisation_code", flat=True)))]


@transaction.atomic
def permit(*, organisation_code: str, registers: Iterable[str], finds: Iterable[str]) -> Allowed:
    """Let an organisation register and find exactly these types, by their codes, in the place of what it might."""
    may_register, may_find = frozenset(registers), frozenset(finds)
    if unknown := sorted((may_register | may_find) - TYPES.keys()):
        raise Refused.one("type", f"{unknown[0][:20]} is no type of pointer.", f"Accepted: {', '.join(sorted(TYPES))}.")
    if directory.by_code(organisation_code, on=timezone.localdate()) is None:
        raise Refused.one("organisation", f"'{organisation_code[:12]}' is not known.", "Give the ODS code.")
    for code in TYPES:
        wanted = {"may_register": code in may_register, "may_find": code in may_find, "changed_at": timezone.now()}
        held = PointerPermission.objects.filter(organisation_code=organisation_code, type_code=code)
        if not held.update(**wanted) and (code in may_register | may_find):
            PointerPermission.objects.create(organisation_code=organisation_code, type_code=code, **wanted)
    payload: dict[str, PayloadValue] = {
        "organisation": organisation_code,
        "registers": len(may_register),
        "finds": len(may_find),
    }
    record(kind=EventKind.POINTER_ACCESS_CHANGED, person_id=None, by=None, payload=payload)
    return of(organisation_code)
