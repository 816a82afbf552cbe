"""`no_conversation`: decisions with no conversation recorded, with the person or with anybody for them.

The review's 5.2% (Q6 of reference/review-facts.md) and INV-01, INV-04 of reference/rules.md. What is asked about is the
record: a conversation that nobody wrote down and one that was not held look alike in it. The question says how many
have nothing either way, and asks for the record where these are most. Hospitals stand beside hospitals; nothing else
explains a conversation that is missing: not dementia, not a learning disability, not an interpreter who was needed.
"""

from __future__ import annotations

from accord.assurance.signals.case_mix import CaseMix
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, SignalKind
from accord.assurance.signals.suspicions import Asked, Suspicion, look

NEEDS = ("person_involved", "consultee", "conversation_mode")
"""Any of these columns opens the signal."""

HELD = """(coalesce(person_involved IN ('involved', 'informed'), false)
    OR coalesce(consultee NOT IN ('none', 'not_recorded', 'paid_carer'), false)
    OR coalesce(conversation_mode IN ('in_person', 'telephone', 'video'), false))"""
"""Whether a conversation is recorded. A letter is none; a paid carer is nobody to speak for a person (INV-04)."""
_ROWS = """
SELECT decision_id, site_code, area_code, signer_id, signer_org_code, site_type, decided_at_day AS day,
    NOT HELD AS happened,
    NOT HELD AND coalesce(person_involved, 'not_recorded') = 'not_recorded'
        AND coalesce(consultee, 'not_recorded') = 'not_recorded'
        AND coalesce(conversation_mode, 'not_recorded') = 'not_recorded' AS silent
FROM decisions WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN $first AND $last
""".replace("HELD", HELD)
CASE_MIX = CaseMix(
    adjusts_for=("setting",),
    never=frozenset({"age", "frailty", "dementia", "palliative_register", "site_type", "held_for"}),
)


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each site, signer, practice or trust, and area with more such decisions than its peers."""
    if not any(held.has("decisions", column) for column in NEEDS):
        return Findings([])
    return look(held, settings, SUSPICION)


def _question(asked: Asked) -> str:
    cases = f"{asked.observed} of {asked.total} decisions {asked.words} have no conversation recorded"
    expected = f"about {asked.expected:.1f} would be expected"
    if asked.is_driven_by_silence:
        return (
            f"{cases}, where {expected}; for {asked.not_recorded} of them nothing is recorded either way:"
            " was there a conversation, and where is it written?"
        )
    return (
        f"{cases}, where {expected} ({asked.not_recorded} have nothing either way):"
        " with whom was each talked about, and if with nobody, why not?"
    )


SUSPICION = Suspicion(
    kind=SignalKind.NO_CONVERSATION, rows=_ROWS, case_mix=CASE_MIX, question=_question, counts_silence=True
)
