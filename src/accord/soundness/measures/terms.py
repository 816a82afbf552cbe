"""Terms that several measures share, each with its meaning in one place."""

from __future__ import annotations

from accord.domain.expressions import dated, equals, not_after, one_of

DICTIONARY = "Accord's own measures, derived from the CQC's review and the audits that it names"

DNACPR = equals("cpr", "not_for_cpr")
"""A decision not to attempt CPR: that value alone, and never a modified one or none."""

MADE = not_after("since", "decided_at", by_day=True) & not_after("decided_at", "as_at", by_day=True)
"""It was made in the period, whose days are `since` and `as_at`, both of them in it."""

LIVE = (
    not_after("decided_at", "as_at", by_day=True)
    & (one_of("status", "active", "suspended") | dated("ended_at"))
    & ~not_after("ended_at", "as_at", by_day=True)
)
"""It is in place at the census: it has not ended by then. Suspended counts: it comes back by itself."""

CQC = "CQC, Protect, respect, connect (2021), information request to adult social care providers"
HAWKES = "Hawkes 2022, Resuscitation 178:26-35: 706 ReSPECT forms in six English trusts"
SHEFFIELD = "Sheffield audit (BMJ Supportive and Palliative Care 12, Suppl 2, A34): 35 forms"
