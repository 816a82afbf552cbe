"""The patients that the Personal Demographics Service publishes for testing are read, all of them."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.builders import who

from accord.domain.choices import Answer
from accord.domain.nhs_numbers import Acceptance
from accord.domain.people import ContactRole, DeathStatus, Identity
from accord.people.actions.pds import ImportReport, Outcome, import_files
from accord.people.models import Address
from accord.people.queries import identities

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "pds"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of PDS is not beside this project")


def read(*names: str, requested: str | None = None) -> ImportReport:
    return import_files(paths=[CORPUS / name for name in names], by=None, requested=requested, accept=Acceptance.CORPUS)


def only(name: str) -> Identity:
    (taken,) = read(name).taken
    identity = identities.of(taken.person_id)
    assert identity
    return identity


def file_of(flag: str) -> str:
    """Return the single patient whose file holds `flag`, so that no number is written here."""
    return next(path.name for path in sorted(CORPUS.glob("patient_*.json")) if flag in path.read_text())


def test_every_file_is_read_and_none_rejected() -> None:
    files = sorted(path.name for path in CORPUS.glob("*.json"))
    report = read(*files)
    assert report.rejected == ()
    assert report.count(Outcome.NEW) == len(files)


def test_read_again_changes_nothing() -> None:
    files = sorted(path.name for path in CORPUS.glob("*.json"))
    read(*files)
    report = read(*files)
    assert report.count(Outcome.UNCHANGED) == len(files)


def test_needs_contact_and_death_of_the_full_patient() -> None:
    identity = only(file_of("Braille"))
    assert (identity.needs.language, identity.needs.interpreter) == ("French", Answer.YES)
    assert (identity.needs.written_format, identity.needs.contact_times) == ("Braille", "Not after 7pm")
    assert identity.contacts[0].roles == (ContactRole.EMERGENCY,)
    assert identity.death
    assert (identity.death.status, identity.death.on) == (DeathStatus.FORMAL, date(2010, 10, 22))


def test_what_has_no_place_is_named() -> None:
    (taken,) = read(file_of("Braille")).taken
    assert {"birth_place", "pharmacy", "removal"} <= {one.path for one in taken.unplaced}


def test_sensitive_patient_is_restricted_and_keeps_no_location() -> None:
    identity = only(file_of('"restricted"'))
    assert identity.restricted
    assert identity.address_line == ""
    assert not Address.objects.filter(person_id=identity.person_id).exists()


def test_minimal_patient_is_a_person_without_a_name() -> None:
    smallest = min(CORPUS.glob("patient_*.json"), key=lambda path: path.stat().st_size)
    identity = only(smallest.name)
    assert identity.display_name == "Name not known"
    assert identity.is_verified


def test_informal_death_closes_nothing_for_good() -> None:
    identity = only("dateOfDeath_searchset.json")
    assert identity.death
    assert identity.death.status is DeathStatus.INFORMAL


def test_answer_with_another_number_supersedes_the_one_asked_for() -> None:
    asked = who.number()
    person = who.recorded(nhs_number=asked)
    (taken,) = read("cuff_superseded_searchset.json", requested=asked).taken
    answer = json.loads((CORPUS / "cuff_superseded_searchset.json").read_text())["entry"][0]["resource"]["id"]
    identity = identities.of(person)
    assert identity
    assert (taken.person_id, taken.outcome) == (person, Outcome.SUPERSEDED)
    assert (identity.nhs_number, identity.superseded_numbers) == (answer, (asked,))
