"""Every fault is said in words that name what it is about."""

import pytest

from accord.access.queries.log_findings import Fault, Finding


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_names_a_row_a_place_or_a_size(fault: Fault) -> None:
    words = Finding(fault=fault, place=31, row=41, size=51).in_words()
    assert any(number in words for number in ("31", "41", "51"))
    assert "{" not in words


def test_row_that_is_not_there_is_not_called_none() -> None:
    assert "None" not in Finding(fault=Fault.HEAD_DIFFERS, place=3, size=4).in_words()
