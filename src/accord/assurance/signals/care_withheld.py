"""`care_withheld`: contacts in which an ambulance, a doctor, a hospital or medicine was held back from people with one.

A decision about CPR is about CPR alone. Each contact is led to the decision that held for the person on its day;
contacts for which it is not recorded whether care was held back are counted beside the share. Held against contacts of
the same kind, and nothing about the person. Who has no decision is no part of this.
"""

from __future__ import annotations

from accord.assurance.signals.case_mix import CaseMix
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, SignalKind
from accord.assurance.signals.suspicions import Asked, Suspicion, look

NEEDS = ("person_id", "at", "withheld")
"""Columns of contacts."""
_ROWS = """
SELECT d.decision_id, d.site_code, d.area_code, d.signer_id, d.signer_org_code, c.kind AS contact_kind,
    c.at_day AS day, coalesce(c.withheld <> 'none', false) AS happened, c.withheld IS NULL AS silent
FROM contacts c ASOF JOIN (SELECT * FROM decisions WHERE cpr = 'not_for_cpr') d
    ON c.person_id = d.person_id AND c.at_day >= d.decided_at_day
WHERE c.at_day BETWEEN $first AND $last AND coalesce(d.ended_at_day >= c.at_day, true)
"""
CASE_MIX = CaseMix(
    adjusts_for=("contact_kind",),
    never=frozenset({"age", "frailty", "dementia", "palliative_register", "site_type", "setting", "held_for"}),
)


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each site, signer, practice or trust, and area with more such contacts than its peers."""
    if not held.has("contacts", *NEEDS):
        return Findings([])
    return look(held, settings, SUSPICION)


def _question(asked: Asked) -> str:
    silent = f"; for {asked.not_recorded} more it is not recorded" if asked.not_recorded else ""
    return (
        f"In {asked.observed} of {asked.total} contacts of people with a decision {asked.words} care was held back,"
        f" where about {asked.expected:.1f} would be expected{silent}: what was each person's need, and what had the"
        " decision about CPR to do with it?"
    )


SUSPICION = Suspicion(kind=SignalKind.CARE_WITHHELD, rows=_ROWS, case_mix=CASE_MIX, question=_question)
