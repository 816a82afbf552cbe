"""Specification of CAP-01 to CAP-07."""

from __future__ import annotations

from tests.spec.rules.records import (
    BEST_INTERESTS,
    MET,
    NOT_APPLICABLE,
    NOT_EVIDENCED,
    NOT_MET,
    Changes,
    Example,
    record,
)

UNBEFRIENDED: Changes = {
    **BEST_INTERESTS,
    "person_involved": "no",
    "consultee": "none",
    "consulted_at": None,
    "nobody_to_consult": "yes",
}

EXAMPLES = (
    Example("CAP-01", MET, "assessed for this decision", record(BEST_INTERESTS)),
    Example("CAP-01", NOT_MET, "assessed for another", record(BEST_INTERESTS, capacity_decision_specific="no")),
    Example("CAP-01", NOT_MET, "assessed afterwards", record(BEST_INTERESTS, capacity_assessed_at="2026-11-25")),
    Example("CAP-01", NOT_EVIDENCED, "when is not recorded", record(BEST_INTERESTS, capacity_assessed_at=None)),
    Example("CAP-01", NOT_APPLICABLE, "capacity is assumed", record(capacity=None)),
    Example("CAP-02", MET, "what fails and why", record(BEST_INTERESTS)),
    Example("CAP-02", NOT_MET, "no cause", record(BEST_INTERESTS, capacity_causal_link="no")),
    Example(
        "CAP-02",
        NOT_MET,
        "nothing fails",
        record(BEST_INTERESTS, can_understand="yes", can_retain="yes", can_weigh="yes", can_communicate="yes"),
    ),
    Example("CAP-02", NOT_EVIDENCED, "no test recorded", record(BEST_INTERESTS, capacity_test_recorded=None)),
    Example("CAP-03", MET, "an ability fails", record(BEST_INTERESTS, capacity_text_codes="dementia")),
    Example(
        "CAP-03",
        NOT_MET,
        "dementia, and no more",
        record(BEST_INTERESTS, can_weigh=None, capacity_text_codes="dementia"),
    ),
    Example(
        "CAP-03",
        NOT_EVIDENCED,
        "nothing written",
        record(BEST_INTERESTS, can_weigh=None, capacity_reason_recorded=None),
    ),
    Example("CAP-04", MET, "values and whether it may return", record(BEST_INTERESTS, person_involved="no")),
    Example("CAP-04", NOT_MET, "statements set aside", record(BEST_INTERESTS, written_wishes_considered="no")),
    Example("CAP-04", NOT_EVIDENCED, "values not written", record(BEST_INTERESTS, person_values=None)),
    Example("CAP-05", MET, "an advocate instructed", record(UNBEFRIENDED, imca_instructed="yes")),
    Example("CAP-05", NOT_MET, "none instructed", record(UNBEFRIENDED, imca_instructed="no")),
    Example(
        "CAP-05",
        NOT_MET,
        "a paid carer does not count",
        record(UNBEFRIENDED, nobody_to_consult=None, consultee="paid_carer", imca_instructed="no"),
    ),
    Example("CAP-05", NOT_EVIDENCED, "not recorded", record(UNBEFRIENDED)),
    Example("CAP-05", NOT_APPLICABLE, "urgent: decide first", record(UNBEFRIENDED, urgent="yes")),
    Example("CAP-05", NOT_APPLICABLE, "CPR would not work", record(UNBEFRIENDED, basis="not_successful")),
    Example(
        "CAP-06",
        MET,
        "reviewed after it returned",
        record(capacity_changed_at="2026-12-01", last_reviewed_at="2026-12-02"),
    ),
    Example("CAP-06", NOT_MET, "not reviewed", record(capacity_changed_at="2026-12-01", as_at="2026-12-09")),
    Example("CAP-07", MET, "recorded", record()),
    Example("CAP-07", NOT_EVIDENCED, "not recorded", record(capacity="not_recorded")),
)
