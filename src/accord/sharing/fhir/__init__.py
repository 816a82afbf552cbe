"""FHIR R4 over HTTP: one registry of resources gives the routes, the CapabilityStatement and the OpenAPI document."""
