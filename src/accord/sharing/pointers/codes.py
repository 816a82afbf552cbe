"""The types and categories of pointers, with the displays that are compared exactly (reference/interop.md 3.3)."""

from __future__ import annotations

from dataclasses import dataclass

CARE_PLAN = "734163000"
CATEGORIES = {
    CARE_PLAN: "Care plan",
    "1102421000000108": "Observations",
    "823651000000106": "Clinical note",
    "419891008": "Record artifact",
    "716931000000107": "Record headings",
}
"""SNOMED CT code and display of each category (England-NRLRecordCategory)."""


@dataclass(frozen=True, slots=True)
class PointerType:
    """A type of document, by its SNOMED CT code, with the one category that goes with it (England-NRLRecordType)."""

    code: str
    display: str
    category: str = CARE_PLAN


TYPES = {
    each.code: each
    for each in (
        PointerType("736253002", "Mental health crisis plan"),
        PointerType("1382601000000107", "ReSPECT (Recommended Summary Plan for Emergency Care and Treatment) form"),
        PointerType("325691000000100", "Contingency plan"),
        PointerType("736373009", "End of life care plan"),
        PointerType("861421000000109", "End of life care coordination summary"),
        PointerType("887701000000100", "Emergency health care plan"),
        PointerType("736366004", "Advance care plan"),
        PointerType("735324008", "Treatment escalation plan"),
        PointerType("2181441000000107", "Personalised Care and Support Plan"),
        PointerType("16521000000101", "Lloyd George record folder"),
        PointerType(
            "1363501000000100",
            "Royal College of Physicians NEWS2 (National Early Warning Score 2) chart",
            "1102421000000108",
        ),
        PointerType("824321000000109", "Summary record", "823651000000106"),
        PointerType("749001000000101", "Appointment", "419891008"),
        PointerType("887181000000106", "Clinical summary", "716931000000107"),
    )
}
FORMATS = {
    "urn:nhs-ic:unstructured": "Unstructured Document",
    "urn:nhs-ic:structured": "Structured Document",
    "urn:nhs-ic:record-contact": "Contact details (HTTP Unsecured)",
}
CONTACT_DETAILS = "urn:nhs-ic:record-contact"
FORMAT_OF_CONTENT = {
    "application/pdf": ("urn:nhs-ic:unstructured",),
    "text/html": (CONTACT_DETAILS, "urn:nhs-ic:structured"),
    "application/json": ("urn:nhs-ic:structured",),
    "application/fhir+json": ("urn:nhs-ic:structured",),
    "application/json+fhir": ("urn:nhs-ic:structured",),
}
"""What may be pointed to, and in which formats."""
STABILITIES = ("static", "dynamic")
MECHANISMS = ("SSP", "Direct", "LDR", "InContext")
RELATIONS = ("replaces", "transforms", "signs", "appends", "incorporates", "summarizes")
OF_R4 = frozenset({"replaces", "transforms", "signs", "appends"})
"""The relations that R4 has; NRL takes two more."""
