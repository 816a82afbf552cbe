"""`reversed`: decisions found inappropriate, ended after a challenge, or cancelled at a review or soon after it.

That a decision is put right is good; where many are, the question is how they came to be made. One that ended because
health or a mind changed, at a move or at a death, was not reversed. Decisions stand beside those made as long ago.
"""

from __future__ import annotations

from accord.assurance.signals.case_mix import CaseMix
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, SignalKind
from accord.assurance.signals.suspicions import Asked, Suspicion, look

SOON = 28
"""So many days after a review a cancellation is its result."""
NEEDS = ("found_inappropriate", "ended_reason", "last_reviewed_at")
"""Any of these columns opens the signal."""
_ROWS = """
SELECT decision_id, site_code, area_code, signer_id, signer_org_code, site_type, decided_at_day AS day,
    coalesce(found_inappropriate = 'yes', false)
        OR coalesce(ended_reason IN ('found_inappropriate', 'challenged'), false)
        OR coalesce(
            status = 'cancelled' AND coalesce(ended_reason, 'other') IN ('other', 'error')
            AND ended_at_day - last_reviewed_at_day BETWEEN 0 AND SOON, false) AS happened,
    status = 'cancelled' AND ended_reason IS NULL AND coalesce(found_inappropriate, 'unknown') = 'unknown'
        AND NOT coalesce(ended_at_day - last_reviewed_at_day BETWEEN 0 AND SOON, false) AS silent
FROM decisions WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN $first AND $last
""".replace("SOON", str(SOON))
CASE_MIX = CaseMix(
    adjusts_for=("setting", "held_for"),
    never=frozenset({"age", "frailty", "dementia", "palliative_register", "site_type"}),
)


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each site, signer, practice or trust, and area with more such decisions than its peers."""
    if not any(held.has("decisions", column) for column in NEEDS):
        return Findings([])
    return look(held, settings, SUSPICION)


def _question(asked: Asked) -> str:
    silent = f"; {asked.not_recorded} more were cancelled for no recorded reason" if asked.not_recorded else ""
    return (
        f"{asked.observed} of {asked.total} decisions {asked.words} were found inappropriate or cancelled after a"
        f" challenge or review, where about {asked.expected:.1f} would be expected{silent}: how had these been made,"
        " and were others made in the same way?"
    )


SUSPICION = Suspicion(kind=SignalKind.REVERSED, rows=_ROWS, case_mix=CASE_MIX, question=_question)
