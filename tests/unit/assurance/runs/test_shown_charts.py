"""Tests of charts with their tables: what stands out in them."""

from __future__ import annotations

from accord.assurance.runs.shown_charts import show_series

MANY = 40.0


def _marked(last: float, *, of_decisions: bool) -> str:
    months = {f"2025-{month:02}": MANY + month % 2 for month in range(1, 12)} | {"2025-12": last}
    shown = show_series("decisions", "Decisions", months, as_share=False, of_decisions=of_decisions)
    return shown.rows[-1][-1]


def test_fewer_decisions_in_a_month_never_stand_out() -> None:
    assert _marked(0.0, of_decisions=True) == "no"
    assert _marked(0.0, of_decisions=False) == "outside the limits"


def test_more_decisions_in_a_month_stand_out() -> None:
    assert _marked(2 * MANY, of_decisions=True) == "outside the limits"


def test_what_stands_out_is_said() -> None:
    assert (
        "fewer decisions are no question"
        in show_series("d", "D", {"2025-01": 1.0}, as_share=False, of_decisions=True).reading
    )
