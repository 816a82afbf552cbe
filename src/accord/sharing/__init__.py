"""Sharing: the same current plan everywhere, by FHIR, in real time, on paper and by messages."""
