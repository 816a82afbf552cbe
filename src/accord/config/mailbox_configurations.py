"""The mailbox of MESH from which practices are written to, as the environment describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from accord.access.openid.clients import is_private
from accord.config.configuration_errors import ConfigurationError
from accord.config.outside_services import said
from accord.sharing.messages.mailbox_settings import MailboxSettings

NEEDED = {
    "ACCORD_MESH_MAILBOX": "Give the id of our mailbox.",
    "ACCORD_MESH_PASSWORD": "Give the mailbox's password.",
    "ACCORD_MESH_SHARED_KEY": "Give the shared key of that environment of MESH.",
    "ACCORD_MESH_WORKFLOW": "Give the workflow id that was agreed for these messages.",
}
PAIR = re.compile(r"(?P<code>[A-Z0-9]{1,12})=(?P<mailbox>[A-Za-z0-9_-]{1,60})")
HOURS, LONGEST = 48, 720


def read_mailbox(environment: Mapping[str, str]) -> MailboxSettings | None:
    """Return the mailbox from which we write; None where there is none."""
    address = said(environment, "ACCORD_MESH_URL").rstrip("/")
    if not address:
        return None
    if not is_private(address):
        why = f"'{address}' is no address to which we send."
        raise ConfigurationError("ACCORD_MESH_URL", why, "Give an https:// address.")
    for name, accepted in NEEDED.items():
        if not said(environment, name):
            raise ConfigurationError(name, "it is not given.", accepted)
    return MailboxSettings(
        address=address,
        mailbox=said(environment, "ACCORD_MESH_MAILBOX").upper(),
        password=said(environment, "ACCORD_MESH_PASSWORD"),
        shared_key=said(environment, "ACCORD_MESH_SHARED_KEY"),
        workflow=said(environment, "ACCORD_MESH_WORKFLOW"),
        certificate=_certificate(environment) if address.startswith("https://") else None,
        authorities=_file(environment, "ACCORD_MESH_CA") if said(environment, "ACCORD_MESH_CA") else "",
        mailboxes=_mailboxes(environment),
        answer_within=timedelta(hours=_hours(environment)),
    )


def _certificate(environment: Mapping[str, str]) -> tuple[str, str]:
    return _file(environment, "ACCORD_MESH_CERT"), _file(environment, "ACCORD_MESH_KEY")


def _file(environment: Mapping[str, str], name: str) -> str:
    path = said(environment, name)
    if not path or not Path(path).is_file():
        raise ConfigurationError(name, "there is no such file.", "Give the path of a PEM file.")
    return path


def _mailboxes(environment: Mapping[str, str]) -> Mapping[str, str]:
    held = {}
    for each in filter(None, (part.strip() for part in said(environment, "ACCORD_MESH_MAILBOXES").split(","))):
        found = PAIR.fullmatch(each)
        if found is None:
            why = f"'{each}' names no mailbox."
            raise ConfigurationError("ACCORD_MESH_MAILBOXES", why, "Give ODS=MAILBOX, with commas between.")
        held[found["code"]] = found["mailbox"]
    return held


def _hours(environment: Mapping[str, str]) -> int:
    given = said(environment, "ACCORD_MESH_ANSWER_HOURS") or str(HOURS)
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= LONGEST:
        why = f"'{given}' is no number of hours."
        raise ConfigurationError("ACCORD_MESH_ANSWER_HOURS", why, f"Give a whole number from 1 to {LONGEST}.")
    return int(given)
