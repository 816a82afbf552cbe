"""Fills a data folder for the fault suite, in a process of its own: `COMMAND`, with ACCORD_DATA and how many drafts.

It prints who may sign, and each draft with the person it is about.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from uuid import UUID, uuid4

from benchmarks.signing import DETAILS
from benchmarks.signing_drafts import FILES, PRACTICE, make_drafts

from accord.access.actions.accounts import NewAccount, open_accounts
from accord.config.commands.stores import up_to_date
from accord.domain.authority import Actor
from accord.organisations.actions import load_csv
from accord.organisations.queries import staff
from accord.plans.actions import drafts, signing
from accord.plans.actions.signing import Signed
from accord.plans.models import Draft
from accord.plans.queries.drafts import view
from accord.privileges.claims import acting_as_software

COMMAND = (sys.executable, "-c", "import django; django.setup(); from tests.faults import preparing; preparing.main()")
PASSWORD = "wide slow rivers in the evening"
SIGNERS = 64
"""Each a GP of one practice, who may sign and endorse."""


def main() -> None:
    """Fill the folder, and say with what."""
    with up_to_date(shared=False), acting_as_software(), tempfile.TemporaryDirectory() as folder:
        _load_practice(Path(folder))
        author = staff.at_organisation(PRACTICE)[0]
        made = make_drafts(int(sys.argv[1]) + 1, author, 0)
        _sign_twice(made.pop(), author)
        people = dict(Draft.objects.filter(pk__in=made).values_list("id", "person_id"))
        told = {"signers": _open_accounts(), "drafts": [[str(each), str(people[each])] for each in made]}
    sys.stdout.write(json.dumps(told))


def _sign_twice(draft_id: UUID, by: Actor) -> None:
    """Sign a plan, and a newer one that replaces it."""
    first = _sign(draft_id, by)
    _sign(drafts.open(person_id=first.person_id, scope=first.scope, by=by), by)


def _sign(draft_id: UUID, by: Actor) -> Signed:
    seen = view(draft_id).seen
    return signing.sign(draft_id=draft_id, by=by, details=DETAILS, seen=seen, request_token=uuid4())


def _load_practice(folder: Path) -> None:
    rows = "".join(
        f"s-{number},Dr Signer {number},gmc,{7000100 + number},{PRACTICE},senior_responsible_clinician,gp,2020-01-01,\n"
        for number in range(1, SIGNERS + 1)
    )
    files = FILES | {"staff": FILES["staff"].partition("\n")[0] + "\n" + rows}
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    load_csv(**{name: folder / f"{name}.csv" for name in files}, rejects=folder / "rejects.csv", by=None)


def _open_accounts() -> dict[str, str]:
    """Open an account for each, and return the ids of the staff by their user names."""
    ids = {f"s-{number}": staff.by_staff_code(f"s-{number}") for number in range(1, SIGNERS + 1)}
    known = {name: each for name, each in ids.items() if each}
    accounts = [NewAccount(staff_id=each, username=name, password=PASSWORD) for name, each in known.items()]
    open_accounts(accounts=accounts, by=None)
    return {name: str(each) for name, each in known.items()}
