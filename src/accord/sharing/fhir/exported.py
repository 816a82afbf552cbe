"""What a bulk export is asked for by, and which kinds go into one (FHIR Bulk Data Access 2.0, patient level)."""

from __future__ import annotations

from accord.sharing.fhir.searches import SearchParameter, SearchType

SCOPE = "system/*.rs"
"""An export is of everything that may be read and searched, so nothing narrower will do."""
DEFINITION = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/patient-export"
INSTANTIATES = "http://hl7.org/fhir/uv/bulkdata/CapabilityStatement/bulk-data"
SAYS = "The current plans of the organisation's own people, as files: asked for with Prefer: respond-async."
NDJSON = "application/fhir+ndjson"
FORMATS = frozenset({NDJSON, "application/ndjson", "ndjson"})
OF_A_PLAN = ("CarePlan", "Composition", "Consent", "Flag", "Observation", "Provenance", "QuestionnaireResponse")
USUAL = ("Patient", "RelatedPerson", *OF_A_PLAN)
KINDS = (*USUAL, "Bundle")
"""Each can be asked for; whole documents, which hold the others, are not given unless they are."""
TAKES = (
    SearchParameter(name="_outputFormat", type=SearchType.TOKEN, says=f"{NDJSON}, the one format there is"),
    SearchParameter(name="_type", type=SearchType.TOKEN, says=f"Which kinds, of {', '.join(KINDS)}"),
)
