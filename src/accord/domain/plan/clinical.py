"""The clinical parts: shared understanding, the CPR recommendation, treatments, medicines and devices.

Items: reference/data-items.md 1.1 (ReSPECT sections 2 and 4), 1.2 (treatment escalation; openEHR advance intervention
decisions), 1.3 (DNACPR reasons).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.domain.choices import Answer, Choice
from accord.domain.moments import Moment


class Prognosis(Choice):
    """How long the person may live, as the clinician judges it."""

    LAST_DAYS = "last_days", "Last days"
    LAST_WEEKS = "last_weeks", "Last weeks"
    LAST_MONTHS = "last_months", "Last months"
    LAST_YEAR = "last_year", "About a year"
    OVER_A_YEAR = "over_a_year", "More than a year"
    NOT_RECORDED = "not_recorded", "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDocument:
    """Another care-planning document and where to find it."""

    description: str
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """The shared understanding of the person's health and current condition."""

    summary: str = ""
    person_understands: str = ""
    main_diagnosis: str = ""
    conditions: str = ""
    prognosis: Prognosis = Prognosis.NOT_RECORDED
    prognosis_words: str = ""
    frailty: int | None = None
    other_documents: tuple[OtherDocument, ...] = ()


class CprRecommendation(Choice):
    """The recommendation about CPR (dataset `cpr`). None recorded is not a recommendation either way."""

    NOT_FOR_CPR = "not_for_cpr", "CPR attempts not recommended"
    FOR_CPR = "for_cpr", "CPR attempts recommended"
    MODIFIED_CPR = "modified_cpr", "For modified CPR"
    NONE = "none", "No recommendation about CPR recorded"


class Basis(Choice):
    """The normalised reason (dataset `basis`). Only a valid ADRT or an authorised attorney's refusal binds."""

    NOT_SUCCESSFUL = "not_successful", "CPR would be unlikely to succeed"
    NOT_OVERALL_BENEFIT = "not_overall_benefit", "CPR might succeed, but would not be of overall benefit"
    CAPACITOUS_REFUSAL = "capacitous_refusal", "The person, who has capacity, refuses CPR"
    ADRT = "adrt", "An advance decision to refuse treatment (ADRT) refuses CPR"
    ATTORNEY_REFUSAL = "attorney_refusal", "An attorney with authority refuses CPR in the person's best interests"
    UNKNOWN = "unknown", "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpr:
    """The recommendation about CPR, why, and what was weighed."""

    recommendation: CprRecommendation | None = None
    """None until somebody has answered: that no recommendation is made is an answer too."""
    decided_at: Moment | None = None
    basis: Basis = Basis.UNKNOWN
    form_reason: str = ""
    rationale: str = ""
    modified_words: str = ""
    burdens: str = ""
    benefits: str = ""
    foreseeable_arrest: Answer = Answer.UNKNOWN
    foreseeable_words: str = ""
    team_discussed: Answer = Answer.UNKNOWN
    team_words: str = ""
    may_regain_capacity: Answer = Answer.UNKNOWN
    urgent: Answer = Answer.UNKNOWN

    @property
    def recommended(self) -> CprRecommendation:
        """What the plan comes down to: where nobody has answered, it recommends nothing."""
        return self.recommendation or CprRecommendation.NONE


class Focus(Choice):
    """The clinical focus (ReSPECT version 3; three values)."""

    EXTEND_LIFE = "extend_life", "Prioritise extending life"
    BALANCE = "balance", "Balance extending life with comfort and valued outcomes"
    COMFORT = "comfort", "Prioritise comfort"


class Escalation(Choice):
    """The escalation category (RCPE 2022)."""

    FULL = "full", "Full escalation"
    SELECTED = "selected", "Selected appropriate treatments"
    COMFORT = "comfort", "Palliative or supportive care"


class Intervention(Choice):
    """A treatment that the plan may say something about (openEHR's list, with what English escalation plans add)."""

    HOSPITAL = "hospital", "Transfer to hospital"
    INTENSIVE_CARE = "intensive_care", "Transfer to intensive care"
    HIGH_DEPENDENCY = "high_dependency", "High-dependency care"
    CHEST_COMPRESSIONS = "chest_compressions", "Chest compressions"
    DEFIBRILLATION = "defibrillation", "Defibrillation"
    INTUBATION = "intubation", "Intubation"
    INVASIVE_VENTILATION = "invasive_ventilation", "Invasive ventilation"
    NON_INVASIVE_VENTILATION = "non_invasive_ventilation", "Non-invasive ventilation (mask)"
    OXYGEN = "oxygen", "Oxygen"
    INTRAVENOUS_LINE = "intravenous_line", "A drip (peripheral line)"
    CENTRAL_LINE = "central_line", "A central or arterial line"
    FLUIDS = "fluids", "Fluids by drip or under the skin"
    ARTIFICIAL_NUTRITION = "artificial_nutrition", "Feeding by tube or drip"
    ARREST_MEDICINES = "arrest_medicines", "Medicines given in a cardiac arrest"
    CIRCULATORY_SUPPORT = "circulatory_support", "Medicines to support blood pressure"
    ORAL_ANTIBIOTICS = "oral_antibiotics", "Antibiotics by mouth"
    INTRAVENOUS_ANTIBIOTICS = "intravenous_antibiotics", "Antibiotics by drip"
    BLOOD_PRODUCTS = "blood_products", "Blood products"
    CHEST_TUBE = "chest_tube", "Chest tube"
    PACEMAKER = "pacemaker", "Cardiac pacemaker"
    DIALYSIS = "dialysis", "Dialysis"
    OTHER = "other", "Another treatment"


class Advice(Choice):
    """What is recommended about an intervention."""

    RECOMMENDED = "recommended", "Recommended"
    CONDITIONAL = "conditional", "Recommended if"
    NOT_RECOMMENDED = "not_recommended", "Not recommended"
    UNKNOWN = "unknown", "Not decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """One recommendation, for one intervention; a conditional one has its condition."""

    intervention: Intervention
    advice: Advice
    condition: str = ""
    words: str = ""
    other_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatments:
    """The clinical focus, the escalation category, and a recommendation for each intervention."""

    focus: Focus | None = None
    escalation: Escalation | None = None
    guidance: str = ""
    recommendations: tuple[Treatment, ...] = ()


class IcdState(Choice):
    """An implanted cardioverter-defibrillator, and whether its shocks are switched off."""

    NONE = "none", "No implanted defibrillator"
    ACTIVE = "active", "Implanted defibrillator: shocks are on"
    DEACTIVATION_PLANNED = "deactivation_planned", "Implanted defibrillator: to be switched off"
    DEACTIVATED = "deactivated", "Implanted defibrillator: shocks are switched off"
    UNKNOWN = "unknown", "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnticipatoryMedicine:
    """One medicine kept ready for symptoms: what for, and where it is."""

    name: str
    indication: str = ""
    dose: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicinesDevices:
    """Anticipatory medicines and where they are, and implanted devices."""

    anticipatory: Answer = Answer.UNKNOWN
    medicines: tuple[AnticipatoryMedicine, ...] = ()
    medicines_location: str = ""
    authorisation_location: str = ""
    issued_on: date | None = None
    icd: IcdState = IcdState.UNKNOWN
    icd_words: str = ""
    icd_deactivated_on: date | None = None
    pacemaker_words: str = ""
    allergies: str = ""
