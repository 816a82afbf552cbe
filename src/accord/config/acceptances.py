"""Where printed copies are accepted: in one installation's own words, for each area or for all of them."""

from __future__ import annotations

import json

from accord.config.configuration_errors import ConfigurationError
from accord.domain.organisations import EVERY_AREA

NAME = "ACCORD_COPIES_ACCEPTED"
MOST_WORDS = 300
_ACCEPTED = f'Give words for all areas, or {{"QE1": "words", "{EVERY_AREA}": "words for every other area"}}.'


def read_acceptances(given: str) -> dict[str, str]:
    """Return what is printed on copies for each area, by its ODS code; `*` stands for every other area.

    Raises ConfigurationError where what is given is neither words nor an object of words, or is too long.
    """
    held = _by_area(given) if given.lstrip().startswith("{") else {EVERY_AREA: given}
    words = {area.strip().upper(): " ".join(said.split()) for area, said in held.items()}
    if any(len(each) > MOST_WORDS for each in words.values()):
        raise ConfigurationError(NAME, "it is too long.", f"Give at most {MOST_WORDS} characters for an area.")
    return words


def _by_area(given: str) -> dict[str, str]:
    try:
        held = json.loads(given)
    except ValueError as failed:
        raise ConfigurationError(NAME, "it cannot be read as JSON.", _ACCEPTED) from failed
    if not all(isinstance(each, str) for each in held.values()):
        raise ConfigurationError(NAME, "not every area has words.", _ACCEPTED)
    return dict(held)
