"""Labels of the parts in the person's own voice."""

from __future__ import annotations

from accord.domain.plan.restrictions import ReadingOrganisation
from accord.domain.plan.wishes import NamedPerson, Setting, SharingWishes, WhatMatters

WISHES: dict[type, dict[str, str]] = {
    Setting: {
        "scope": "This plan is",
        "valid_where_words": "Where it applies, in words",
        "source": "Where this plan comes from",
        "paper_location": "Where the paper form is",
        "paper_decided_on": "Date on the paper form",
        "paper_decided_by": "Who made the decision on paper",
        "ends_at": "Ends on",
        "ends_why": "Why it ends then",
    },
    WhatMatters: {
        "values": "What the person values most",
        "fears": "What the person most fears or wishes to avoid",
        "important_people": "People who matter to them",
        "faith_and_culture": "Faith and culture",
        "daily_life": "Daily life",
        "cpr_wish": "What the person has said about CPR",
        "place_of_care": "Preferred place of care",
        "place_of_care_words": "About the preferred place of care",
        "place_of_death": "Preferred place of death",
        "place_of_death_second": "Second choice of place of death",
        "place_of_death_words": "About the preferred place of death",
        "advance_statement": "Advance statement of wishes",
        "advance_statement_words": "What the advance statement says",
        "advance_statement_location": "Where the advance statement is",
        "organ_donation": "Organ and tissue donation",
        "said_by": "Who said this",
        "written_on": "When this was written",
    },
    SharingWishes: {
        "consent": "Agreement to share this plan",
        "consent_words": "About sharing, in words",
        "not_to_be_told": "Do not tell",
        "to_be_consulted": "The person asks that these people are consulted",
        "withheld": "Anything kept from the person",
        "withheld_why": "Why it is kept from them",
        "withheld_until": "Kept from them until",
        "restricted_parts": "Parts kept to some readers, at the person’s request",
        "restricted_to": "Who may read these parts",
        "restricted_organisations": "Organisations that may read these parts too",
        "restricted_words": "About these parts, in words",
        "restricted_at": "Where they asked for this (ODS code)",
    },
    ReadingOrganisation: {"code": "ODS code", "name": "Name"},
    NamedPerson: {
        "name": "Name",
        "relationship": "Relationship",
        "telephone": "Telephone",
        "words": "Notes",
    },
}
