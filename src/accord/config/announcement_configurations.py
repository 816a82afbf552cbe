"""The service to which changes of our plans are announced, as the environment describes it."""

from __future__ import annotations

from collections.abc import Mapping

from accord.config.configuration_errors import ConfigurationError
from accord.config.locator_configurations import read_https, said
from accord.config.openid_configurations import read_pem
from accord.sharing.announcing.announcement_settings import AnnouncementSettings

LONGEST = 200


def read_announcements(environment: Mapping[str, str]) -> AnnouncementSettings | None:
    """Return the service to which we announce; None where there is none."""
    if not said(environment, "ACCORD_MNS_ADDRESS"):
        return None
    if not said(environment, "ACCORD_ADDRESS"):
        why = "an announcement has to lead to us from everywhere, and it is not given."
        raise ConfigurationError("ACCORD_ADDRESS", why, "Give https:// and the name under which others reach us.")
    client_id = said(environment, "ACCORD_MNS_CLIENT_ID")
    if not client_id:
        raise ConfigurationError("ACCORD_MNS_CLIENT_ID", "it is not given.", "Give the number of your registration.")
    return AnnouncementSettings(
        address=read_https(environment, "ACCORD_MNS_ADDRESS"),
        source=_source(environment),
        token_address=read_https(environment, "ACCORD_MNS_TOKEN_ADDRESS"),
        client_id=client_id,
        key=read_pem("ACCORD_MNS_KEY", environment),
        key_id=said(environment, "ACCORD_MNS_KEY_ID"),
    )


def _source(environment: Mapping[str, str]) -> str:
    given = said(environment, "ACCORD_MNS_SOURCE") or said(environment, "ACCORD_ADDRESS")
    if len(given) > LONGEST or not given.isascii() or any(each <= " " for each in given):
        raise ConfigurationError("ACCORD_MNS_SOURCE", "it is no URI.", "Give one, such as uk.nhs.accord.")
    return given
