"""FHIR, subscriptions, pointers, print and QR, messages."""
