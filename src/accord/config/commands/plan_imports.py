"""`accord import lpa` and `accord import respect`: what others hold of a person's wishes and plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from accord.config.commands.files import Files
from accord.config.commands.operators import ActingAs, Person, who, whose
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.legal.lpa import LastingPower
from accord.plans.actions import legal
from accord.plans.queries import records

Reference = Annotated[
    str | None, typer.Option("--lpa", metavar="REFERENCE", help="Which LPA an update changes, where there are several.")
]


def lpa(
    files: Files,
    person: Person,
    acting_as: ActingAs,
    reference: Reference = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Read lasting powers of attorney, and updates to them, as the LPA Store publishes them, in the order given."""
    with up_to_date():
        by, person_id = who(acting_as, Permission.SIGN_PLAN), whose(person)
        read = [_read_one(path, person_id, reference, by) for path in files]
    say(
        (line for path, result in zip(files, read, strict=True) for line in _words(path, result)), read, as_json=as_json
    )


def _read_one(path: Path, person_id: UUID, reference: str | None, by: Actor) -> legal.LpaRead:
    content = path.read_bytes()
    if not _is_update(content):
        return legal.import_lpa(person_id=person_id, document=content, by=by)
    held = [one for one in records.of(person_id).instruments if isinstance(one.value, LastingPower)]
    meant = [one for one in held if reference in (None, one.uid)]
    if len(meant) != 1:
        wrong = f"{path.name} is an update, and it is not clear to which of {len(held)} LPAs of this person."
        raise Refused.one("--lpa", wrong, "Read the LPA first, or give its reference with --lpa.")
    power = legal.apply_update(person_id=person_id, instrument_id=meant[0].instrument_id, document=content, by=by)
    return legal.LpaRead(instrument_id=meant[0].instrument_id, power=power, unplaced=())


def _is_update(content: bytes) -> bool:
    """Return whether this is a list of changes, and not an LPA; what cannot be read is left to the reader to refuse."""
    try:
        document = json.loads(content)
    except ValueError:
        return False
    return isinstance(document, dict) and "changes" in document


def _words(path: Path, read: legal.LpaRead) -> Iterator[str]:
    yield f"{path.name}: {read.power.kind.words}, {read.power.status.words}"
    for problem in read.power.problems:
        yield f"{path.name}: {problem.field}: {problem.words}"
    for item in read.unplaced:
        yield f"{path.name}: {item.path} found no place here: {item.why}"
