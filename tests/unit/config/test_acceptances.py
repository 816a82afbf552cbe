"""Where copies are accepted: words for all areas, or for each."""

import pytest

from accord.config.acceptances import read_acceptances
from accord.config.configuration_errors import ConfigurationError


def test_words_hold_for_every_area() -> None:
    assert read_acceptances("Accepted\n everywhere.") == {"*": "Accepted everywhere."}


def test_nothing_given_says_nothing() -> None:
    assert read_acceptances("") == {"*": ""}


def test_each_area_has_its_words() -> None:
    assert read_acceptances('{"qe1": "Here.", "*": "Ask."}') == {"QE1": "Here.", "*": "Ask."}


@pytest.mark.parametrize("given", ['{"QE1": 1}', '{"QE1"', "a" * 301, '{"QE1": "' + "a" * 301 + '"}'])
def test_what_cannot_be_read_is_refused_by_name(given: str) -> None:
    with pytest.raises(ConfigurationError, match="ACCORD_COPIES_ACCEPTED"):
        read_acceptances(given)
