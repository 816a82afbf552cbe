"""What this installation was told: read from the environment once, checked, and never read again."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from accord.access.openid.clients import OpenIdClient
from accord.config.acceptances import read_acceptances
from accord.config.announcement_configurations import read_announcements
from accord.config.configuration_errors import ConfigurationError
from accord.config.locator_configurations import read_locator
from accord.config.mailbox_configurations import read_mailbox
from accord.config.openid_configurations import read_address, read_openid
from accord.config.secret_keys import COPY_FILE, FACTOR_FILE, LOG_FILE, draw_secret, read_secret
from accord.domain import competence
from accord.sharing.announcing.announcement_settings import AnnouncementSettings
from accord.sharing.messages.mailbox_settings import MailboxSettings
from accord.sharing.pointers.locator_settings import LocatorSettings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SECOND_FACTOR = ("required", "optional")
CODE_MINUTES, LONGEST_CODE_MINUTES = 10, 60
LONGEST_WARN_DAYS, LONGEST_ROLE_DAYS = 365, 14
PUBLIC, REVOKED, PUBLIC_KEY = "public:", "revoked:", re.compile("[0-9a-f]{64}")
TEST_NUMBERS = frozenset({"own", "sandbox"})
SHORTEST_SECRET = 32
NIGHTS, MOST_NIGHTS = 14, 400
CHASE_HOURS, LONGEST_CHASE_HOURS = 4, 72
KEPT_HOURS, MOST_KEPT_HOURS = 12, 24
KNOCKS, MOST_KNOCKS = 600, 1_000_000
SYSTEM_REQUESTS = 6_000
SYNTHETIC_NOTE = "synthetic-region.json"
"""Lies in a data folder whose people are all made up; there our own test numbers are taken without being asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Everything that differs from one installation to another."""

    data: Path
    database_url: str | None
    owner_url: str | None
    secret_key: str
    pseudonym_key: str | None
    log_keys: tuple[str, ...]
    """Sign the heads of the access log: the first signs, each is trusted."""
    copy_keys: tuple[str, ...]
    """Sign printed copies: the first signs; of the others it is said whether they are trusted or revoked."""
    copies_accepted: Mapping[str, str]
    """Where a printed copy is accepted, in this installation's own words, by area; printed on each."""
    factor_keys: tuple[str, ...]
    """Encrypt the secrets of authenticator apps: the first encrypts, each may decrypt."""
    second_factor: str
    """Whether every account must have a second factor: "required" or "optional"."""
    code_minutes: int
    """For how many minutes a second factor, once given, stands for signing and endorsing."""
    training_warn_days: int
    """For how many days before training runs out the signer is warned."""
    role_days: int
    """For how many days after its end a role in which plans are signed may still be acted in."""
    chase_hours: int
    """After how many hours whoever has not answered for a cancelled plan is chased."""
    assurance_nights: int
    """How many runs of assurance are kept with their files; what is still worked with is kept beyond."""
    kept_hours: int
    """For how many hours a browser may keep a plan that was opened in an emergency; 0 for never."""
    knocks: int
    """How many requests a minute one address may send without being signed in; 0 for any number."""
    system_requests: int
    """How many requests a minute another system may send where its registration says nothing; 0 for any number."""
    hosts: tuple[str, ...]
    address: str
    """Under which browsers and other systems reach us; with nothing, the one under which they did."""
    openid: OpenIdClient | None
    """The identity provider with which staff sign in, if there is one."""
    locator: LocatorSettings | None
    """The locator to which pointers to our own plans are published, if there is one."""
    mailbox: MailboxSettings | None
    """The mailbox of MESH from which practices are written to, if there is one."""
    announcements: AnnouncementSettings | None
    """The service to which changes of our plans are announced, if there is one."""
    debug: bool
    test_numbers: frozenset[str]
    synthetic: bool
    """Whether nobody here is real; then every page says so."""
    tls: bool
    """Whether browsers reach us over TLS; then cookies and addresses insist on it."""

    @property
    def embedded(self) -> bool:
        """Whether the database is the one in the data folder."""
        return self.database_url is None

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Configuration:
        """Return the configuration that `environment` describes, or raise `ConfigurationError`."""
        data = Path(environment.get("ACCORD_DATA") or default_data_folder()).absolute()
        hosts = tuple(name.strip() for name in environment.get("ACCORD_HOSTS", "").split(",") if name.strip())
        synthetic = _switch(environment, "ACCORD_DEMO", default=(data / SYNTHETIC_NOTE).exists())
        return cls(
            data=data,
            database_url=_database(environment, "DATABASE_URL"),
            owner_url=_database(environment, "DATABASE_OWNER_URL"),
            secret_key=_secret("ACCORD_SECRET_KEY", environment) or read_secret(data) or draw_secret(),
            pseudonym_key=_secret("ACCORD_PSEUDONYM_KEY", environment),
            log_keys=_signing_keys("ACCORD_LOG_KEY", environment, data, LOG_FILE),
            copy_keys=_signing_keys("ACCORD_COPY_KEY", environment, data, COPY_FILE, (PUBLIC, REVOKED)),
            copies_accepted=read_acceptances(environment.get("ACCORD_COPIES_ACCEPTED", "")),
            factor_keys=_factor_keys(environment, data),
            second_factor=_second_factor(environment, "optional" if synthetic else "required"),
            code_minutes=_whole(environment, "ACCORD_CODE_MINUTES", CODE_MINUTES, (1, LONGEST_CODE_MINUTES)),
            training_warn_days=_whole(
                environment, "ACCORD_TRAINING_WARN_DAYS", competence.WARN_DAYS, (1, LONGEST_WARN_DAYS)
            ),
            assurance_nights=_whole(environment, "ACCORD_ASSURANCE_NIGHTS", NIGHTS, (2, MOST_NIGHTS)),
            kept_hours=_whole(environment, "ACCORD_KEPT_HOURS", KEPT_HOURS, (0, MOST_KEPT_HOURS)),
            knocks=_whole(environment, "ACCORD_KNOCKS", KNOCKS, (0, MOST_KNOCKS)),
            system_requests=_whole(environment, "ACCORD_SYSTEM_REQUESTS", SYSTEM_REQUESTS, (0, MOST_KNOCKS)),
            role_days=_whole(environment, "ACCORD_ROLE_DAYS", competence.ROLE_DAYS, (0, LONGEST_ROLE_DAYS)),
            chase_hours=_whole(environment, "ACCORD_CHASE_HOURS", CHASE_HOURS, (1, LONGEST_CHASE_HOURS)),
            hosts=hosts or LOOPBACK,
            address=read_address(environment),
            openid=read_openid(environment),
            locator=read_locator(environment),
            mailbox=read_mailbox(environment),
            announcements=read_announcements(environment),
            debug=_switch(environment, "ACCORD_DEBUG", default=False),
            test_numbers=_test_numbers(environment, data),
            synthetic=synthetic,
            tls=_switch(environment, "ACCORD_TLS", default=not set(hosts) <= set(LOOPBACK)),
        )


def default_data_folder() -> Path:
    """Return the data folder of the user who runs this."""
    return Path(platformdirs.user_data_dir("accord", appauthor=False))


def _secret(name: str, environment: Mapping[str, str]) -> str | None:
    given = environment.get(name)
    if given is not None and len(given) < SHORTEST_SECRET:
        raise ConfigurationError(
            name, "it is too short.", f"Give at least {SHORTEST_SECRET} characters drawn at random."
        )
    return given


def _factor_keys(environment: Mapping[str, str], data: Path) -> tuple[str, ...]:
    given = [key.strip() for key in environment.get("ACCORD_FACTOR_KEY", "").split(",") if key.strip()]
    for key in given:
        _secret("ACCORD_FACTOR_KEY", {"ACCORD_FACTOR_KEY": key})
    return tuple(given) or (read_secret(data, FACTOR_FILE) or draw_secret(),)


def _second_factor(environment: Mapping[str, str], usual: str) -> str:
    given = environment.get("ACCORD_SECOND_FACTOR", "").strip().lower() or usual
    if given not in SECOND_FACTOR:
        raise ConfigurationError(
            "ACCORD_SECOND_FACTOR", f"'{given}' is not understood.", "Give 'required' or 'optional'."
        )
    return given


def _whole(environment: Mapping[str, str], name: str, usual: int, bounds: tuple[int, int]) -> int:
    least, most = bounds
    given = environment.get(name, "").strip() or str(usual)
    if not (given.isascii() and given.isdigit() and least <= int(given) <= most):
        raise ConfigurationError(name, f"'{given}' is not understood.", f"Give a whole number from {least} to {most}.")
    return int(given)


def _signing_keys(
    name: str, environment: Mapping[str, str], data: Path, file: str, marks: tuple[str, ...] = (PUBLIC,)
) -> tuple[str, ...]:
    given = [key.strip() for key in environment.get(name, "").split(",") if key.strip()]
    for key in given:
        _secret(name, {name: key})
        mark, _, public = key.partition(":")
        if key.startswith(marks) and not PUBLIC_KEY.fullmatch(public):
            raise ConfigurationError(name, "the public key is wrong.", f"Give '{mark}:' and 64 digits.")
    if given and given[0].startswith(marks):
        raise ConfigurationError(name, "a public key cannot sign.", "Give the key that signs first.")
    return tuple(given) or (read_secret(data, file) or draw_secret(),)


def _switch(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    given = environment.get(name, "").strip().lower()
    if not given:
        return default
    if given not in words:
        raise ConfigurationError(name, f"'{given}' is not understood.", "Give 'on' or 'off'.")
    return words[given]


def _test_numbers(environment: Mapping[str, str], data: Path) -> frozenset[str]:
    usual = "own" if (data / SYNTHETIC_NOTE).exists() else ""
    named = environment.get("ACCORD_TEST_NUMBERS", usual)
    given = frozenset(word.strip() for word in named.split(",") if word.strip())
    if unknown := given - TEST_NUMBERS:
        raise ConfigurationError(
            "ACCORD_TEST_NUMBERS",
            f"'{', '.join(sorted(unknown))}' is not a kind of test number.",
            "Give 'own' (999 xxx xxxx), 'sandbox' (the published ranges), or both with a comma between.",
        )
    return given


def _database(environment: Mapping[str, str], name: str) -> str | None:
    given = environment.get(name, "").strip()
    if not given:
        return None
    if not given.startswith(("postgresql://", "postgres://")):
        raise ConfigurationError(
            name, "it is not the address of a PostgreSQL database.", "Give postgresql://user:password@host:5432/name."
        )
    return given
