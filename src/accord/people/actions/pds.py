"""Read files of the Personal Demographics Service into the person index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.errors import FieldError, Refused
from accord.domain.json_documents import Unplaced
from accord.domain.nhs_numbers import Acceptance
from accord.domain.pds.patients import PdsPatient
from accord.domain.pds.reading import read_text
from accord.people.acceptance import accepted_here
from accord.people.actions import placing
from accord.people.actions.placing import Outcome
from accord.people.pds_persons import without_place

__all__ = ["ImportReport", "Outcome", "Rejected", "Taken", "import_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One patient that was read: what came of it, what was withheld (restricted), and what found no place."""

    file: str
    person_id: UUID
    outcome: Outcome
    withheld: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A file, or a patient of one, that could not be taken, and why."""

    file: str
    errors: tuple[FieldError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came of each file: nothing that was given is left unsaid."""

    taken: tuple[Taken, ...]
    rejected: tuple[Rejected, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many patients had this outcome."""
        return sum(one.outcome is outcome for one in self.taken)


def import_files(
    *, paths: Sequence[Path], by: Actor | None, requested: str | None = None, accept: Acceptance | None = None
) -> ImportReport:
    """Read Patients and search bundles (FHIR R4); each patient is one transaction, and one bad file stops no other.

    `requested` is the NHS number that PDS was asked for, where the files answer that question: an answer with another
    number means that the one asked for is superseded.
    """
    accepted = accepted_here() if accept is None else accept
    taken: list[Taken] = []
    rejected: list[Rejected] = []
    for path in paths:
        try:
            patients = _read(path, requested, accepted)
        except Refused as refused:
            rejected.append(Rejected(file=path.name, errors=refused.errors))
            continue
        for patient in patients:
            one = _take(path.name, patient, by, accepted)
            if isinstance(one, Taken):
                taken.append(one)
            else:
                rejected.append(one)
    return ImportReport(taken=tuple(taken), rejected=tuple(rejected))


def _read(path: Path, requested: str | None, accept: Acceptance) -> Sequence[PdsPatient]:
    try:
        content = path.read_bytes()
    except OSError as failed:
        raise Refused.one("file", f"cannot be read ({failed.strerror}).") from failed
    patients = read_text(content, requested=requested, accept=accept).patients
    if requested is not None and len(patients) != 1:
        wrong = f"holds {len(patients)} patients; the number that was asked for can lead to one only."
        raise Refused.one("requested", wrong, "Leave it out, or give the answer for that number alone.")
    return patients


def _take(file: str, patient: PdsPatient, by: Actor | None, accept: Acceptance) -> Taken | Rejected:
    try:
        person_id, outcome = placing.place(patient=patient, by=by, accept=accept)
    except Refused as refused:
        return Rejected(file=file, errors=refused.errors)
    return Taken(
        file=file, person_id=person_id, outcome=outcome, withheld=patient.withheld, unplaced=without_place(patient)
    )
