"""What is expected of a unit, and what is never adjusted for."""

import numpy as np
import pytest

from accord.assurance.statistics.standardisation import expect, ratio_interval, standardise, strata

UNITS, STRATA = [0, 0, 1, 1], [0, 1, 0, 1]
EVENTS, AT_RISK = [2, 6, 4, 0], [10, 10, 20, 0]


def test_expected_is_the_sum_over_strata() -> None:
    assert expect(UNITS, STRATA, EVENTS, AT_RISK) == pytest.approx([10 * 6 / 30 + 10 * 6 / 10, 20 * 6 / 30])


def test_unit_left_out_is_no_peer_of_itself() -> None:
    # Nobody else is in the second stratum: the peers' rate over all strata, 4 of 20, takes its place.
    assert expect(UNITS, STRATA, EVENTS, AT_RISK, leave_one_out=True) == pytest.approx([10 * 0.2 + 10 * 0.2, 20 * 0.2])


def test_only_unit_left_out_has_nothing_to_expect() -> None:
    assert expect([0], [0], [3], [5], leave_one_out=True) == pytest.approx([0])


def test_suspected_column_is_left_out_and_named() -> None:
    columns = {"age_band": ["80", "80", "65"], "care_home": ["yes", "no", "no"]}
    found = strata(columns, suspected={"care_home"})
    assert (found.adjusted_for, found.left_out) == (("age_band",), ("care_home",))
    assert found.codes[0] == found.codes[1] != found.codes[2]


def test_strata_are_made_of_all_columns_together() -> None:
    assert len(set(strata({"a": [1, 1, 2, 2], "b": [1, 2, 1, 2]}, suspected=()).codes)) == 4
    assert list(strata({"a": [1, 2]}, suspected=("a",)).codes) == [0, 0]


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        strata({"a": [1], "b": [1, 2]}, suspected=())


def test_ratio_where_nothing_is_expected_is_not_known() -> None:
    assert np.isnan(standardise([1, 2], [0, 1])[0])
    assert np.isnan(ratio_interval([1], [0]).upper).all()
    assert ratio_interval([10], [5]).lower == pytest.approx([0.9591], abs=5e-5)
    assert ratio_interval([10], [5], approximate=True).lower == pytest.approx([0.957], abs=5e-3)
