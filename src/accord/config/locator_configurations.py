"""The locator to which pointers to our own plans are published, as the environment describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accord.access.openid.clients import is_private
from accord.config.configuration_errors import ConfigurationError
from accord.config.openid_configurations import read_pem
from accord.sharing.pointers.locator_settings import LocatorSettings

CODE = re.compile("[A-Z0-9]{1,12}")


def read_locator(environment: Mapping[str, str]) -> LocatorSettings | None:
    """Return the locator to which we publish; None where there is none."""
    if not said(environment, "ACCORD_NRL_ADDRESS"):
        return None
    if not said(environment, "ACCORD_ADDRESS"):
        why = "a pointer has to lead to us from everywhere, and it is not given."
        raise ConfigurationError("ACCORD_ADDRESS", why, "Give https:// and the name under which others reach us.")
    client_id = said(environment, "ACCORD_NRL_CLIENT_ID")
    if not client_id:
        raise ConfigurationError("ACCORD_NRL_CLIENT_ID", "it is not given.", "Give the number of your registration.")
    return LocatorSettings(
        address=read_https(environment, "ACCORD_NRL_ADDRESS"),
        token_address=read_https(environment, "ACCORD_NRL_TOKEN_ADDRESS"),
        client_id=client_id,
        key=read_pem("ACCORD_NRL_KEY", environment),
        key_id=said(environment, "ACCORD_NRL_KEY_ID"),
        organisations=_organisations(environment),
    )


def read_https(environment: Mapping[str, str], name: str) -> str:
    """Return an address to which we send; raises `ConfigurationError` where it is none."""
    given = said(environment, name).rstrip("/")
    if not is_private(given):
        raise ConfigurationError(name, f"'{given}' is no address to which we send.", "Give an https:// address.")
    return given


def _organisations(environment: Mapping[str, str]) -> frozenset[str]:
    given = frozenset(each.strip().upper() for each in said(environment, "ACCORD_NRL_ORGANISATIONS").split(",") if each)
    if not given or not all(CODE.fullmatch(each) for each in given):
        words = "it names no organisations."
        raise ConfigurationError("ACCORD_NRL_ORGANISATIONS", words, "Give their ODS codes with commas between.")
    return given


def said(environment: Mapping[str, str], name: str) -> str:
    """Return what a variable says; nothing where it is not set."""
    return environment.get(name, "").strip()
