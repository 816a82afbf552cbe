"""The sheet of a restricted record: nothing on the screen says where the person is, or who is near them.

A practice, a care home or a ward that signed or heard something, and the place where a paper is kept, tell as much as
an address. Who to ask stays, by name and telephone; where medicines are stays, since whoever gives them is there.
"""

from __future__ import annotations

from dataclasses import replace

from accord.domain.legal.decisions import DOCUMENT_AT
from accord.projections.emergency.sheets import Bearing, Law, LayerSheet, Said, Sheet

KEPT_AT = "It is kept: "
"""What stands before the place of an advance statement."""


def without_places(sheet: Sheet) -> Sheet:
    """Return the sheet without organisations and places."""
    return replace(
        sheet,
        layers=tuple(_layer(each) for each in sheet.layers),
        statements=tuple(_said(each) for each in sheet.statements),
        reported=tuple(replace(each, place="") for each in sheet.reported),
        elsewhere=tuple(replace(each, holder="", contact="") for each in sheet.elsewhere),
        bearings=_bearings(sheet.bearings),
        law=_law(sheet.law),
    )


def _layer(held: LayerSheet) -> LayerSheet:
    where = held.organisation or held.organisation_code
    return replace(
        held,
        signer=_without(held.signer, where),
        organisation="",
        ask_at="",
        advance_statement=held.advance_statement.split(KEPT_AT, 1)[0].rstrip(),
        law=_law(held.law),
    )


def _said(said: Said) -> Said:
    return replace(said, heard=_without(said.heard, said.organisation))


def _law(law: Law) -> Law:
    return replace(law, bearings=_bearings(law.bearings))


def _bearings(bearings: tuple[Bearing, ...]) -> tuple[Bearing, ...]:
    return tuple(
        replace(each, details=tuple(line for line in each.details if not line.startswith(DOCUMENT_AT)))
        for each in bearings
    )


def _without(line: str, organisation: str) -> str:
    return line.replace(f", {organisation}", "", 1) if organisation else line
