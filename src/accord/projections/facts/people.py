"""The facts of the person as they stood, and of what is known to identify them."""

from __future__ import annotations

from datetime import date

from accord.domain.facts import Cell
from accord.domain.people import Characteristics, Identity
from accord.domain.plan.documents import Plan
from accord.projections.facts.cells import NO, YES, within

CODED = (
    "learning_disability",
    "downs_syndrome",
    "autism",
    "dementia",
    "mental_illness",
    "physical_disability",
    "sensory_impairment",
    "palliative_register",
)
OLDEST, WORST_FRAILTY, LEAST_DEPRIVED = 125, 9, 10


def person_facts(plan: Plan, person: Identity, known: Characteristics, day: date) -> dict[str, Cell]:
    """Return the person's age at the decision and what their record codes; the plan's own frailty comes first."""
    frailty = plan.understanding.frailty if plan.understanding else None
    young = plan.young_person
    cells: dict[str, Cell] = {name: getattr(known, name).value for name in CODED}
    age = within(person.age_on(day), 0, OLDEST)
    if young and young.parental_responsibility and age is not None and age < 18:
        cells["parental_responsibility"] = YES
    return {
        **cells,
        "age": age,
        "sex": person.gender.value,
        "ethnicity": known.ethnicity or None,
        "imd_decile": within(known.imd_decile, 1, LEAST_DEPRIVED),
        "frailty": within(frailty, 1, WORST_FRAILTY) or within(known.frailty, 1, WORST_FRAILTY),
        "name_recorded": YES if person.name else NO,
        "date_of_birth_recorded": YES if person.birth_date else NO,
        "address_recorded": YES if person.restricted or person.addresses else NO,
        "nhs_number_status": _number_status(person),
    }


def _number_status(person: Identity) -> str:
    if person.nhs_number is None:
        return "absent"
    return "verified" if person.is_verified else "unverified"
