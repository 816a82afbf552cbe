"""What an emergency reads: a small sheet written with every change, and the screen made from it at any moment."""

from __future__ import annotations

from accord.projections.emergency.disclosures import OBJECTIONS, may_see
from accord.projections.emergency.kept_parts import is_restricted
from accord.projections.emergency.making import CurrentLayer, ReportedPlan, sheet
from accord.projections.emergency.sheets import Bearing, Group, LayerSheet, ReportSheet, Sheet
from accord.projections.emergency.statuses import no_plan_known
from accord.projections.emergency.viewing import view
from accord.projections.emergency.views import (
    CprNow,
    EmergencyView,
    IdentityCheck,
    Provenance,
    Reported,
    SaidNow,
    Telephone,
)

__all__ = [
    "OBJECTIONS",
    "Bearing",
    "CprNow",
    "CurrentLayer",
    "EmergencyView",
    "Group",
    "IdentityCheck",
    "LayerSheet",
    "Provenance",
    "ReportSheet",
    "Reported",
    "ReportedPlan",
    "SaidNow",
    "Sheet",
    "Telephone",
    "is_restricted",
    "may_see",
    "no_plan_known",
    "sheet",
    "view",
]
