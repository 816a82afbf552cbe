"""`remote_only`: decisions talked about by telephone, video or letter alone.

Talking from afar can be what a person wants, and in an emergency all that there is: only more of it than elsewhere is a
question. Decisions whose way of talking is not recorded are no part of the share, and are counted beside it; where no
conversation is recorded at all, `no_conversation` asks.
"""

from __future__ import annotations

from accord.assurance.signals.case_mix import CaseMix
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, SignalKind
from accord.assurance.signals.suspicions import Asked, Suspicion, look

NEEDS = ("conversation_mode",)
_ROWS = """
SELECT decision_id, site_code, area_code, signer_id, signer_org_code, site_type, decided_at_day AS day,
    coalesce(conversation_mode IN ('telephone', 'video', 'letter'), false) AS happened,
    coalesce(conversation_mode, 'not_recorded') = 'not_recorded' AS silent
FROM decisions
WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN $first AND $last AND conversation_mode IS DISTINCT FROM 'none'
"""
CASE_MIX = CaseMix(
    adjusts_for=("setting",),
    never=frozenset({"age", "frailty", "dementia", "palliative_register", "site_type", "held_for"}),
)


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each site, signer, practice or trust, and area with more such decisions than its peers."""
    if not held.has("decisions", *NEEDS):
        return Findings([])
    return look(held, settings, SUSPICION)


def _question(asked: Asked) -> str:
    silent = f"; for {asked.not_recorded} more it is not recorded" if asked.not_recorded else ""
    return (
        f"{asked.observed} of {asked.total} decisions {asked.words} were talked about from afar alone, where about"
        f" {asked.expected:.1f} would be expected{silent}: could each person see and follow whom they talked with,"
        " and who knew them?"
    )


SUSPICION = Suspicion(kind=SignalKind.REMOTE_ONLY, rows=_ROWS, case_mix=CASE_MIX, question=_question)
