"""Bulk exports (FHIR Bulk Data Access 2.0): asked for, made by the worker, fetched as files, and let go."""
