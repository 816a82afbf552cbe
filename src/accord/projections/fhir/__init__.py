"""FHIR R4 (4.0.1): what its types allow, held as text tables, and the plan in its words. Nothing here knows the web."""
