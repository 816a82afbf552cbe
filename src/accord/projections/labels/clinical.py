"""Labels of the clinical parts."""

from __future__ import annotations

from accord.domain.plan.clinical import (
    AnticipatoryMedicine,
    Cpr,
    MedicinesDevices,
    OtherDocument,
    Treatment,
    Treatments,
    Understanding,
)

CLINICAL: dict[type, dict[str, str]] = {
    Understanding: {
        "summary": "Summary of health and current condition",
        "person_understands": "What the person understands",
        "main_diagnosis": "Main diagnosis",
        "conditions": "Other conditions",
        "prognosis": "Likely prognosis",
        "prognosis_words": "About the prognosis",
        "frailty": "Clinical Frailty Scale (1 to 9)",
        "other_documents": "Other care-planning documents",
    },
    OtherDocument: {"description": "Document", "location": "Where it is"},
    Cpr: {
        "recommendation": "CPR recommendation",
        "decided_at": "Decided",
        "basis": "Main reason",
        "form_reason": "The reason in the form's own words",
        "rationale": "Reasons for this person",
        "modified_words": "How CPR is modified",
        "burdens": "Burdens weighed",
        "benefits": "Benefits weighed",
        "foreseeable_arrest": "A cardiac arrest can be foreseen",
        "foreseeable_words": "Why an arrest can or cannot be foreseen",
        "team_discussed": "Discussed with the care team",
        "team_words": "With whom in the care team",
        "may_regain_capacity": "The person may regain capacity before an arrest",
        "urgent": "The decision could not wait",
    },
    Treatments: {
        "focus": "Focus of care",
        "escalation": "Escalation",
        "guidance": "Guidance on treatments",
        "recommendations": "Treatments",
    },
    Treatment: {
        "intervention": "Treatment",
        "advice": "Recommendation",
        "condition": "On condition that",
        "words": "Notes",
        "other_name": "Name of the treatment",
    },
    MedicinesDevices: {
        "anticipatory": "Anticipatory medicines",
        "medicines": "Medicines kept ready",
        "medicines_location": "Where the medicines are",
        "authorisation_location": "Where the authorisation is",
        "issued_on": "Issued on",
        "icd": "Implanted defibrillator (ICD)",
        "icd_words": "About the implanted defibrillator",
        "icd_deactivated_on": "Shocks switched off on",
        "pacemaker_words": "Pacemaker",
        "allergies": "Allergies",
    },
    AnticipatoryMedicine: {"name": "Medicine", "indication": "For", "dose": "Dose", "location": "Where it is"},
}
