"""Reading FHIR R4 Patient resources as the Personal Demographics Service (PDS) sends them."""
