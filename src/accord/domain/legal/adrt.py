"""An advance decision to refuse treatment (ADRT), as it is recorded: Mental Capacity Act 2005 sections 24 to 26.

Every fact is yes, no or not recorded. Whether the decision is valid is computed from them and explained
(`accord.domain.legal.validity`); whether it applies is judged at the time, by the clinician who is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.domain.choices import Answer, Choice
from accord.domain.legal.treatments import RefusedTreatment


class Circumstances(Choice):
    """When the decision is meant to apply."""

    ALL = "all", "In all circumstances"
    SPECIFIED = "specified", "In the circumstances that it describes"
    UNKNOWN = "unknown", "Not recorded"


class SignedBy(Choice):
    """Whose hand signed it (s 25(6)(b))."""

    SELF = "self", "Signed by the person"
    ANOTHER = "another", "Signed by somebody else, as the person directed"
    NOBODY = "nobody", "Not signed"
    UNKNOWN = "unknown", "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceDecision:
    """One advance decision, and everything that its validity turns on."""

    refusals: tuple[RefusedTreatment, ...] = ()
    made_on: date | None = None
    maker_birth_date: date | None = None
    had_capacity: Answer = Answer.UNKNOWN
    capacity_evidence: str = ""
    circumstances: Circumstances = Circumstances.UNKNOWN
    circumstances_words: str = ""
    even_if_life_at_risk: Answer = Answer.UNKNOWN
    in_writing: Answer = Answer.UNKNOWN
    signed_by: SignedBy = SignedBy.UNKNOWN
    signer_name: str = ""
    signed_in_presence: Answer = Answer.UNKNOWN
    signature_witnessed: Answer = Answer.UNKNOWN
    witness_name: str = ""
    witness_signed: Answer = Answer.UNKNOWN
    witnessed_on: date | None = None
    withdrawn: Answer = Answer.UNKNOWN
    withdrawn_on: date | None = None
    withdrawn_with_capacity: Answer = Answer.UNKNOWN
    withdrawal_words: str = ""
    later_lpa: Answer = Answer.UNKNOWN
    later_lpa_on: date | None = None
    later_lpa_covers: Answer = Answer.UNKNOWN
    inconsistent_act: Answer = Answer.UNKNOWN
    inconsistent_act_words: str = ""
    copy_held: Answer = Answer.UNKNOWN
    document_location: str = ""
    professional_involved: str = ""
    notes: str = ""

    def refusal_of(self, code: str) -> RefusedTreatment | None:
        """Return the refusal that covers the treatment `code`, if this decision holds one."""
        return next((each for each in self.refusals if each.covers(code)), None)
