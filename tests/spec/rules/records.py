"""Records to hold rules against: sound ones, and the same with a few facts changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.domain.facts import BY_NAME, Cell, Kind, check_row, day_cells, empty_row, moment_cells
from accord.domain.moments import Moment
from accord.soundness.expectations import Outcome

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
NOT_EVIDENCED, NOT_APPLICABLE = Outcome.NOT_EVIDENCED, Outcome.NOT_APPLICABLE

Changes = Mapping[str, str | int | None]

SOUND: Changes = {
    "decided_at": "2026-11-20T10:00",
    "recorded_at": "2026-11-20T11:00",
    "signed_at": "2026-11-20T11:00",
    "as_at": "2026-11-20T11:00",
    "status": "active",
    "kind": "respect",
    "cpr": "not_for_cpr",
    "basis": "not_successful",
    "rationale_recorded": "yes",
    "rationale_codes": "clinical_condition",
    "rationale_length": 80,
    "rationale_other_words": 9,
    "same_rationale_people": 0,
    "guidance_statement": "yes",
    "person_values": "yes",
    "foreseeable_arrest": "yes",
    "other_recommendations": "yes",
    "personalised_plan": "yes",
    "age": 81,
    "capacity": "has",
    "person_involved": "involved",
    "person_involved_at": "2026-11-19T15:00",
    "involvement_options": "a",
    "discussion_offered": "yes",
    "conversation_mode": "in_person",
    "conversation_summary": "yes",
    "conversation_place": "yes",
    "conversation_understood": "yes",
    "information_given": "yes",
    "agreement": "agreed",
    "signer_role": "consultant",
    "signer_named": "yes",
    "signer_registered": "yes",
    "senior_responsible": "yes",
    "name_recorded": "yes",
    "date_of_birth_recorded": "yes",
    "address_recorded": "yes",
    "nhs_number_status": "verified",
    "other_current_plans": 0,
    "review_rule": "dated",
    "review_due": "2027-02-01",
    "sharing_consent": "given",
    "withheld_from_person": "no",
    "recipients_outstanding": 0,
    "shared_at": "2026-11-20T11:00",
    "reads_logged": "yes",
}
"""A decision that CPR would not succeed, talked about the day before with somebody who has capacity."""

BEST_INTERESTS: Changes = {
    "basis": "not_overall_benefit",
    "burdens_benefits": "yes",
    "capacity": "lacks",
    "capacity_assessed_at": "2026-11-19",
    "capacity_decision_specific": "yes",
    "capacity_test_recorded": "yes",
    "capacity_reason_recorded": "yes",
    "can_weigh": "no",
    "capacity_causal_link": "yes",
    "involvement_options": "b",
    "participation_encouraged": "yes",
    "consultee": "family",
    "consulted_at": "2026-11-19T16:00",
    "consultee_told_they_advise": "yes",
    "best_interests": "yes",
    "written_wishes_considered": "yes",
    "may_regain_capacity": "yes",
    "not_motivated_by_death": "yes",
}
"""What changes when the person lacks capacity and the family was consulted."""

ADRT: Changes = {
    "basis": "adrt",
    "adrt": "present_valid",
    "adrt_refuses_cpr": "yes",
    "adrt_life_sustaining": "yes",
    "adrt_circumstances": "all",
    "adrt_lpa_order": "no_lpa",
    "adrt_adult": "yes",
    "adrt_had_capacity": "yes",
    "adrt_specific": "yes",
    "adrt_written": "yes",
    "adrt_signed": "yes",
    "adrt_witnessed": "yes",
    "adrt_even_if_life_at_risk": "yes",
}
"""What changes when the plan relies on a complete advance decision that refuses CPR."""

ATTORNEY: Changes = {
    **BEST_INTERESTS,
    "basis": "attorney_refusal",
    "consultee": "attorney",
    "refusing_proxy": "attorney",
    "lpa_kind": "health_and_welfare",
    "lpa_registered": "yes",
    "lpa_life_sustaining": "yes",
    "attorneys_act": "alone",
}
"""What changes when the plan relies on the refusal of an attorney with authority."""


@dataclass(frozen=True, slots=True)
class Example:
    """One line of the specification: under this rule, a record like this has this outcome."""

    rule_id: str
    outcome: Outcome
    title: str
    row: dict[str, Cell]


def record(*bases: Changes, **changes: str | int | None) -> dict[str, Cell]:
    """Return a sound record with changes; a moment is given as ISO text, None takes a fact away."""
    given = dict(SOUND)
    for change in (*bases, changes):
        given.update(change)
    row = empty_row()
    for name, value in given.items():
        row |= _cells(name, value)
    check_row(row)
    return row


def _cells(name: str, value: str | int | None) -> dict[str, Cell]:
    kind = BY_NAME[name].kind
    if kind in (Kind.MOMENT, Kind.DATE):
        moment = Moment.read(str(value), name) if value else None
        return moment_cells(name, moment) if kind is Kind.MOMENT else day_cells(name, moment)
    return {name: "unknown" if value is None and kind is Kind.YES_NO else value}
