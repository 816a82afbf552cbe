"""Services of others that we speak with as a registered client, as the environment describes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypedDict

from accord.access.openid.clients import is_private
from accord.config.configuration_errors import ConfigurationError
from accord.config.openid_configurations import read_pem


class Registration(TypedDict):
    """Where a service is, where its tokens are given, and as whom we come to it."""

    address: str
    token_address: str
    client_id: str
    key: str
    key_id: str


class Variables(NamedTuple):
    """The variables that hold a registration, each written out where it is read, so that it can be found."""

    address: str
    token_address: str
    client_id: str
    key: str
    key_id: str


def read_registration(environment: Mapping[str, str], names: Variables, *, what: str) -> Registration | None:
    """Return how we are registered at a service; None where there is none.

    `what` leads whoever reads it back to us. Raises `ConfigurationError` naming what is missing or cannot be.
    """
    if not said(environment, names.address):
        return None
    if not said(environment, "ACCORD_ADDRESS"):
        why = f"{what} has to lead to us from everywhere, and it is not given."
        raise ConfigurationError("ACCORD_ADDRESS", why, "Give https:// and the name under which others reach us.")
    client_id = said(environment, names.client_id)
    if not client_id:
        raise ConfigurationError(names.client_id, "it is not given.", "Give the number of your registration.")
    return Registration(
        address=read_https(environment, names.address),
        token_address=read_https(environment, names.token_address),
        client_id=client_id,
        key=read_pem(names.key, environment),
        key_id=said(environment, names.key_id),
    )


def read_https(environment: Mapping[str, str], name: str) -> str:
    """Return an address to which we send; raises `ConfigurationError` where it is none."""
    given = said(environment, name).rstrip("/")
    if not is_private(given):
        raise ConfigurationError(name, f"'{given}' is no address to which we send.", "Give an https:// address.")
    return given


def said(environment: Mapping[str, str], name: str) -> str:
    """Return what a variable says; nothing where it is not set."""
    return environment.get(name, "").strip()
