"""The identity provider with which staff sign in, as the environment describes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from accord.access.openid.clients import SCOPES, OpenIdClient, is_private
from accord.access.openid.keys import read_key
from accord.config.configuration_errors import ConfigurationError

LONGEST_NAME = 40


def read_address(environment: Mapping[str, str]) -> str:
    """Return the address under which we are reached, without a path; nothing where it is not said."""
    given = environment.get("ACCORD_ADDRESS", "").strip().rstrip("/")
    read = urlsplit(given)
    if given and (read.scheme not in {"https", "http"} or not read.netloc or read.path or read.query):
        raise ConfigurationError("ACCORD_ADDRESS", f"'{given}' is no address.", "Give https:// and a name, no path.")
    return given


def read_openid(environment: Mapping[str, str]) -> OpenIdClient | None:
    """Return what we are to the identity provider; None where staff sign in with accounts of ours alone."""
    issuer = environment.get("ACCORD_OIDC_ISSUER", "").strip()
    if not issuer:
        return None
    if not is_private(issuer):
        raise ConfigurationError("ACCORD_OIDC_ISSUER", f"'{issuer}' is no issuer.", "Give its https:// address.")
    client_id = environment.get("ACCORD_OIDC_CLIENT_ID", "").strip()
    if not client_id:
        raise ConfigurationError("ACCORD_OIDC_CLIENT_ID", "it is not given.", "Give the number of your registration.")
    return OpenIdClient(
        issuer=issuer,
        client_id=client_id,
        key=read_pem("ACCORD_OIDC_KEY", environment),
        key_id=environment.get("ACCORD_OIDC_KEY_ID", "").strip(),
        name=environment.get("ACCORD_OIDC_NAME", "").strip()[:LONGEST_NAME] or "NHS CIS2",
        scopes=environment.get("ACCORD_OIDC_SCOPES", "").strip() or SCOPES,
    )


def read_pem(name: str, environment: Mapping[str, str]) -> str:
    """Return the private key that lies in the file that a variable names."""
    path = environment.get(name, "").strip()
    accepted = "Give the path of a file with a private key (RSA or elliptic curve) as PEM."
    if not path:
        raise ConfigurationError(name, "it is not given.", accepted)
    try:
        pem = Path(path).read_text(encoding="ascii")
        read_key(pem)
    except (OSError, ValueError) as wrong:
        raise ConfigurationError(name, "no private key can be read there.", accepted) from wrong
    return pem
