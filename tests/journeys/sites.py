"""A running Accord for the journeys: a small synthetic region, served by the command that a newcomer runs."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import BrowserContext
from tests.builders.pds import bundle, identifier, patient

from accord.config import embedded
from accord.domain.nhs_numbers import OWN_TEST_COUNT, own_test_number

ACCORD = str(Path(sys.executable).with_name("accord"))
PEOPLE, SEED = 200, 1
PSEUDONYM_KEY = "the key of the pseudonyms in the journeys"
IMPORTED = 110
OK = 200
RUN_TRIES, RUN_BETWEEN = 120, 1.0
UNDER_WAY = "is being made already"
FAMILIES = ("Ashdown", "Birtwell", "Corrie", "Dunmore", "Eastley", "Farrant", "Garside", "Hallam", "Ingleby", "Jessop")
GIVENS = ("Ada", "Bernard", "Clara", "Dennis", "Edith", "Frank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody in the record, by what is needed to find them."""

    given: str
    family: str
    born: date
    postcode: str
    nhs_number: str

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.given} {self.family}"


@dataclass(kw_only=True)
class Site:
    """Where Accord answers, and who is in it."""

    address: str
    first: Known
    password: str
    usernames: tuple[str, ...]
    people: Iterator[Known] = field(repr=False)
    data: Path = field(default_factory=Path, repr=False)
    """Its data folder, for whoever runs a command beside it."""
    browsers: dict[str, BrowserContext] = field(default_factory=dict, repr=False)
    """Of those who are signed in already, so that not every journey begins at the sign-in page."""

    def somebody(self) -> Known:
        """Return somebody whom no other journey uses, with a verified number and no plan."""
        return next(self.people)


@contextmanager
def without_database(site: Site) -> Iterator[None]:
    """Kill the database of a site for as long as the block lasts; it is started again after that, and waited for."""
    holder = embedded.holder_of(site.data)
    assert holder
    with (site.data / "start.lock").open("rb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # whoever starts a server waits for it
        os.kill(holder.server, signal.SIGKILL)
        yield
    for _ in range(RUN_TRIES):
        if requests.get(f"{site.address}/health", timeout=60).status_code == OK:
            return
        time.sleep(RUN_BETWEEN)
    message = "the database did not come back"
    raise TimeoutError(message)


@contextmanager
def run_site(**variables: str) -> Iterator[Site]:
    """Run `accord demo` on a folder of its own, bring more people in as PDS sends them, and stop it afterwards.

    `variables` of the environment say what differs from a newcomer's installation.
    """
    with tempfile.TemporaryDirectory(prefix="accord-journeys-") as folder:
        data = Path(folder)
        data.chmod(0o711)
        wanted = ["--people", str(PEOPLE), "--areas", "1", "--seed", str(SEED), "--port", "0", "--no-run"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        environment |= {"ACCORD_PSEUDONYM_KEY": PSEUDONYM_KEY, **variables}
        command = [ACCORD, "demo", "--data", folder, *wanted]
        with subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE) as server:
            try:
                address = _read_address(server)
                people = _import_people(data, environment)
                yield replace(_describe(data, address, people), data=data)
            finally:
                server.terminate()
                server.wait(30)


def make_run(site: Site) -> None:
    """Run over the record, as every night does, so that the pages of assurance have what they show.

    The night's own run may be under way beside the journeys: it is waited for.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    environment["ACCORD_PSEUDONYM_KEY"] = PSEUDONYM_KEY
    command = [ACCORD, "assure", "snapshot", "--data", str(site.data), "--json"]
    for _ in range(RUN_TRIES):
        done = subprocess.run(command, env=environment, text=True, capture_output=True, check=False)
        if UNDER_WAY not in done.stderr:
            break
        time.sleep(RUN_BETWEEN)
    assert done.returncode == 0, done.stderr


def _read_address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if line.startswith("Accord is at "):
            return line.removeprefix("Accord is at ").strip().rstrip("/")
    raise AssertionError(f"`accord demo` ended with {server.wait()} before it said where it is")


def _describe(data: Path, address: str, people: list[Known]) -> Site:
    note = json.loads((data / "synthetic-region.json").read_text(encoding="utf-8"))
    told = note["loaded"]["first_person"]
    words = told["name"].split()
    first = Known(
        given=words[-2],
        family=words[-1],
        born=date.fromisoformat(told["birth_date"]),
        postcode=told["postcode"],
        nhs_number=told["nhs_number"],
    )
    usernames = tuple(one["username"] for one in note["sign_ins"])
    return Site(address=address, first=first, password=note["password"], usernames=usernames, people=iter(people))


def _import_people(data: Path, environment: dict[str, str]) -> list[Known]:
    people = [_draw(index) for index in range(IMPORTED)]
    path = data / "people.json"
    path.write_text(json.dumps(bundle(*(_as_pds(known) for known in people))), encoding="utf-8")
    command = [ACCORD, "import", "pds", str(path), "--data", str(data), "--json"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return people


def _draw(index: int) -> Known:
    # The region draws its numbers by strides from the beginning; ours come from the end.
    return Known(
        given=GIVENS[index % len(GIVENS)],
        family=FAMILIES[index % len(FAMILIES)] + "-" + FAMILIES[index // len(FAMILIES) % len(FAMILIES)],
        born=date(1938 + index % 12, 1 + index % 12, 1 + index % 28),
        postcode=f"ZZ99 {index % 10}{'ABDEFGHJLNPQ'[index // 10]}A",
        nhs_number=own_test_number(OWN_TEST_COUNT - 1 - index).digits,
    )


def _as_pds(known: Known) -> dict[str, Any]:
    return patient(
        id=known.nhs_number,
        identifier=[identifier(known.nhs_number)],
        name=[{"use": "usual", "family": known.family, "given": [known.given]}],
        birthDate=known.born.isoformat(),
        address=[{"use": "home", "line": ["4 Weir Lane", "Skelby"], "postalCode": known.postcode}],
        generalPractitioner=None,
        telecom=[{"system": "phone", "value": "01632 960 014", "use": "home"}],
    )
