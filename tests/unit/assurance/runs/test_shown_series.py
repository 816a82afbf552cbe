"""Tests of charts with their tables: what stands out in them."""

from __future__ import annotations

from accord.assurance.runs.shown_series import Share, show_series

MANY = 40.0


def _marked(last: float, *, of_decisions: bool) -> str:
    months = {f"2025-{month:02}": MANY + month % 2 for month in range(1, 12)} | {"2025-12": last}
    shown = show_series("decisions", "Decisions", months, of_decisions=of_decisions)
    return shown.rows[-1][-1]


def test_fewer_decisions_in_a_month_never_stand_out() -> None:
    assert _marked(0.0, of_decisions=True) == "no"
    assert _marked(0.0, of_decisions=False) == "outside the limits"


def test_more_decisions_in_a_month_stand_out() -> None:
    assert _marked(2 * MANY, of_decisions=True) == "outside the limits"


def test_what_stands_out_is_said() -> None:
    assert "fewer decisions are no question" in show_series("d", "D", {"2025-01": 1.0}, of_decisions=True).reading


def _last_of(counted: int) -> tuple[tuple[str, ...], str]:
    shares = {f"2025-{month:02}": Share(19 + month % 2, 20, 1) for month in range(1, 12)}
    shares["2025-12"] = Share(0, counted, 3)
    shown = show_series(
        "talks", "Talks", {month: each.count / each.of for month, each in shares.items()}, shares=shares
    )
    return shown.rows[-1], shown.note


def test_share_of_a_month_stands_beside_what_it_is_of() -> None:
    row, note = _last_of(5)
    assert row[2:] == ("0 of 5", "3", "outside the limits")
    assert "too few" not in note


def test_share_of_fewer_than_five_does_not_stand_out() -> None:
    row, note = _last_of(4)
    assert row[2:] == ("0 of 4", "3", "too few to say")
    assert "1 month has fewer than 5 decisions counted: too few to stand out." in note
