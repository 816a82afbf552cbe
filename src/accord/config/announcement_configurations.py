"""The service to which changes of our plans are announced, as the environment describes it."""

from __future__ import annotations

from collections.abc import Mapping

from accord.config.configuration_errors import ConfigurationError
from accord.config.outside_services import Variables, read_registration, said
from accord.sharing.announcing.announcement_settings import AnnouncementSettings

LONGEST = 200
VARIABLES = Variables(
    "ACCORD_MNS_ADDRESS",
    "ACCORD_MNS_TOKEN_ADDRESS",
    "ACCORD_MNS_CLIENT_ID",
    "ACCORD_MNS_KEY",
    "ACCORD_MNS_KEY_ID",
)


def read_announcements(environment: Mapping[str, str]) -> AnnouncementSettings | None:
    """Return the service to which we announce; None where there is none."""
    service = read_registration(environment, VARIABLES, what="an announcement")
    return AnnouncementSettings(**service, source=_source(environment)) if service else None


def _source(environment: Mapping[str, str]) -> str:
    given = said(environment, "ACCORD_MNS_SOURCE") or said(environment, "ACCORD_ADDRESS")
    if len(given) > LONGEST or not given.isascii() or any(each <= " " for each in given):
        raise ConfigurationError("ACCORD_MNS_SOURCE", "it is no URI.", "Give one, such as uk.nhs.accord.")
    return given
