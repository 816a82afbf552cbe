"""Which plans a reader may see: an objection, and a number that is not verified, keep a plan where it was signed.

design/clinical-decisions.md: what is kept back reads "not shared at the person's request", never "no plan".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.domain.people import Identity
from accord.domain.plan.wishes import ConsentToShare, Scope
from accord.projections.emergency.sheets import LayerSheet, ReportSheet, Sheet

OBJECTIONS = frozenset({ConsentToShare.REFUSED, ConsentToShare.WITHDRAWN})


def may_see(
    held: LayerSheet | ReportSheet | ConsentToShare,
    identity: Identity,
    viewer_organisation: str | None,
    *,
    organisation_code: str = "",
) -> bool:
    """Whether somebody who acts for `viewer_organisation` may see a plan: always at the organisation that signed it.

    Elsewhere neither where the person objects to sharing it, nor while their NHS number is not verified; a report from
    elsewhere was never signed here, and waits for no number. Of a plan known by its consent alone, `organisation_code`
    is that of whoever signed it.
    """
    consent, signed_for = (
        (held, organisation_code) if isinstance(held, ConsentToShare) else (held.consent, held.organisation_code)
    )
    if signed_for and signed_for == viewer_organisation:
        return True
    return consent not in OBJECTIONS and (identity.is_verified or isinstance(held, ReportSheet))


def seen_of(holding: Sequence[LayerSheet], identity: Identity, viewer: str | None) -> list[LayerSheet]:
    """Return the plans that the reader may see of those that hold.

    While the plan for this admission is kept back, nobody but its signer reads the enduring one under it as if it
    decided: what it says may not be what holds now.
    """
    seen = [each for each in holding if may_see(each, identity, viewer)]
    if all(each in seen for each in holding if each.layer.scope is Scope.EPISODE):
        return seen
    return [each for each in seen if viewer and each.organisation_code == viewer]


def as_seen(
    sheet: Sheet, holding: Sequence[LayerSheet], seen: Sequence[LayerSheet], identity: Identity, viewer: str | None
) -> Sheet:
    """Return the sheet with what the reader may see, and with what bears on CPR in the light of that alone."""
    layers = tuple(
        each for each in sheet.layers if each in seen or (each not in holding and may_see(each, identity, viewer))
    )
    reported = tuple(each for each in sheet.reported if may_see(each, identity, viewer))
    if layers == sheet.layers:
        return replace(sheet, reported=reported)
    law = layers[0].law if layers else sheet.law
    return replace(sheet, layers=layers, reported=reported, bearings=law.bearings, conflicts=law.conflicts)
