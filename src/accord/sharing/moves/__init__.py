"""Moves that other systems tell of: by HL7 v2 and by FHIR Encounter, kept until they are placed or somebody looked."""
