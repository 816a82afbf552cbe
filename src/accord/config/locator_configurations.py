"""The locator to which pointers to our own plans are published, as the environment describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accord.config.configuration_errors import ConfigurationError
from accord.config.outside_services import Variables, read_registration, said
from accord.sharing.pointers.locator_settings import LocatorSettings

CODE = re.compile("[A-Z0-9]{1,12}")
VARIABLES = Variables(
    "ACCORD_NRL_ADDRESS",
    "ACCORD_NRL_TOKEN_ADDRESS",
    "ACCORD_NRL_CLIENT_ID",
    "ACCORD_NRL_KEY",
    "ACCORD_NRL_KEY_ID",
)


def read_locator(environment: Mapping[str, str]) -> LocatorSettings | None:
    """Return the locator to which we publish; None where there is none."""
    service = read_registration(environment, VARIABLES, what="a pointer")
    return LocatorSettings(**service, organisations=_organisations(environment)) if service else None


def _organisations(environment: Mapping[str, str]) -> frozenset[str]:
    given = frozenset(each.strip().upper() for each in said(environment, "ACCORD_NRL_ORGANISATIONS").split(",") if each)
    if not given or not all(CODE.fullmatch(each) for each in given):
        words = "it names no organisations."
        raise ConfigurationError("ACCORD_NRL_ORGANISATIONS", words, "Give their ODS codes with commas between.")
    return given
