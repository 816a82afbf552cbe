"""`accord import lpa` and `accord import respect`: what others hold of a person's wishes and plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from accord.config.commands.files import File, Files
from accord.config.commands.operators import ActingAs, Person, who, whose
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.legal.lpa import LastingPower
from accord.plans.actions import legal, reports
from accord.plans.queries import records

Reference = Annotated[
    str | None, typer.Option("--lpa", metavar="REFERENCE", help="Which LPA an update changes, where there are several.")
]


def lpa(
    files: Files,
    person: Person,
    acting_as: ActingAs = None,
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


def respect(file: File, person: Person, acting_as: ActingAs = None, data: Data = None, as_json: AsJson = False) -> None:
    """Read a ReSPECT form (openEHR FLAT JSON) as reported, not confirmed here, and make a draft to confirm it."""
    with up_to_date():
        by, person_id = who(acting_as, Permission.SIGN_PLAN), whose(person)
        read = reports.import_respect(person_id=person_id, document=file, by=by)
    say(_words_of_form(file, read), read, as_json=as_json)


def _words_of_form(path: Path, read: reports.RespectRead) -> Iterator[str]:
    yield f"{path.name}: shown on the person's record as reported, not confirmed here"
    if read.draft_id:
        yield f"{path.name}: a draft to confirm it is ready"
    else:
        yield f"{path.name}: no draft was made; one is being written, or was made when this file was read before"
    for contradiction in read.contradictions:
        yield f"{path.name}: contradicts itself: {contradiction.words}"
    for item in read.unplaced:
        yield f"{path.name}: {item.path} found no place here: {item.why}"


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
