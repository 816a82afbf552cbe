"""Case-mix: what a unit's people, and nothing that is suspected, let one expect (reference/statistics.md 4.7).

A signal declares what it adjusts for and what it may never adjust for. Never a step of the process itself (whether a
conversation is recorded), and never a characteristic whose people the signal is there to protect: were learning
disability adjusted for, a practice that decides so for everybody with one would be as expected.
"""

from __future__ import annotations

from dataclasses import dataclass

PROTECTED = frozenset({
    "sex",
    "ethnicity",
    "imd_decile",
    "learning_disability",
    "downs_syndrome",
    "autism",
    "mental_illness",
    "physical_disability",
    "sensory_impairment",
})  # fmt: skip
"""Never adjusted for by any signal."""
PROCESS = frozenset({
    "capacity",
    "communication_need",
    "adjustment_made",
    "person_involved",
    "not_involved_reason",
    "consultee",
    "best_interests",
    "conversation_mode",
    "conversation_minutes",
    "conversation_summary",
    "information_given",
    "agreement",
    "basis",
    "rationale",
    "signer_id",
    "signer_role",
    "signer_org_code",
})  # fmt: skip
"""How a decision was come to, and by whom: never adjusted for by any signal."""

EXPRESSIONS = {
    "age": "CASE WHEN age IS NULL THEN 'not recorded' WHEN age < 65 THEN 'under 65' "
    "WHEN age < 80 THEN '65-79' ELSE '80 and over' END",
    "frailty": "CASE WHEN frailty IS NULL THEN 'not recorded' WHEN frailty < 5 THEN '1-4' "
    "WHEN frailty < 7 THEN '5-6' ELSE '7-9' END",
    "palliative_register": "CASE palliative_register WHEN 'yes' THEN 'yes' ELSE 'no or not recorded' END",
    "dementia": "CASE WHEN dementia IN ('yes', 'no') THEN dementia ELSE 'not recorded' END",
    "site_type": "coalesce(site_type, 'not recorded')",
    "setting": "CASE WHEN site_type IN ('acute_hospital', 'community_hospital', 'mental_health') THEN 'hospital' "
    "WHEN site_type = 'hospice' THEN 'hospice' WHEN site_type = 'ambulance' THEN 'ambulance' ELSE 'community' END",
    "held_for": "CASE WHEN $as_of - day < 28 THEN 0 WHEN $as_of - day < 91 THEN 1 WHEN $as_of - day < 182 THEN 2 "
    "WHEN $as_of - day < 365 THEN 3 ELSE 4 END",
    "contact_kind": "coalesce(contact_kind, 'not recorded')",
    "tenure": "tenure",
}
"""What may be adjusted for, in SQL. `setting` sets hospitals apart and no home: a blanket over homes cannot hide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMix:
    """What a signal adjusts for, and what it may never."""

    adjusts_for: tuple[str, ...]
    never: frozenset[str]

    def __post_init__(self) -> None:
        """Refuse to adjust for what is suspected, or for what is protected."""
        if wrong := set(self.adjusts_for) & (self.never | PROTECTED | PROCESS):
            raise ValueError(f"adjusts_for: {', '.join(sorted(wrong))} is suspected; it is never adjusted for.")
        if unknown := set(self.adjusts_for) - set(EXPRESSIONS):
            raise ValueError(f"adjusts_for: {', '.join(sorted(unknown))} is not known.")

    @property
    def columns(self) -> str:
        """The columns of the case-mix, in SQL, each under a name of its own."""
        return "".join(f", {EXPRESSIONS[name]} AS m{number}" for number, name in enumerate(self.adjusts_for))

    @property
    def names(self) -> str:
        """The names of these columns, to group by."""
        return "".join(f", m{number}" for number in range(len(self.adjusts_for)))
