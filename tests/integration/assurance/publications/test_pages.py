"""The pages of publications: chosen, shown exactly as it would leave, released by a second person, fetched."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.builders import publishing as build
from tests.builders.browsers import Browser
from tests.integration.assurance.conftest import SignIn

from accord.assurance.publications.packages import FIGURES, MEANING, PAGE
from accord.assurance.queries.publications import Held, State

HOME = "/assurance/publications"


def decide(browser: Browser, held: Held, answer: str, **fields: str) -> int:
    """Send what a second person decides, and return the status of the answer."""
    sent = {"answer": answer, "sha256": held.sha256, "words": "", "submission": str(uuid4()), **fields}
    return int(browser.send(f"{HOME}/{held.id}/decide", sent, page=f"{HOME}/{held.id}").status_code)


def test_choosing_says_where_nothing_was_read(sign_in: SignIn) -> None:
    assert "Nothing has been read here yet." in sign_in("s-fen").open(f"{HOME}/new")


@pytest.mark.usefixtures("_run")
def test_months_the_wrong_way_round_are_said_at_their_field(sign_in: SignIn) -> None:
    fields = {"first": "2026-06", "last": "2026-05", "measures": ["M02"]}
    response = sign_in("s-fen").send(f"{HOME}/new", fields, page=f"{HOME}/new")
    assert response.status_code == 422
    assert "is before the first" in response.content.decode()


@pytest.mark.usefixtures("_run")
def test_preview_shows_the_very_files_and_their_hash(sign_in: SignIn) -> None:
    held = build.prepared()
    page = sign_in("s-fen").open(f"{HOME}/{held.id}")
    assert held.sha256 in page
    assert held.package.figures.splitlines()[1] in page
    assert "Nothing has left." in page
    assert "Record the decision" not in page


@pytest.mark.usefixtures("_run")
def test_officer_releases_and_everybody_of_the_area_fetches_the_same_bytes(sign_in: SignIn) -> None:
    held, officer = build.prepared(), sign_in("s-duty")
    assert decide(officer, held, "release") == 302
    lead = sign_in("s-fen")
    texts = {FIGURES: held.package.figures, MEANING: held.package.meaning, PAGE: held.package.page}
    assert {name: lead.get(f"{HOME}/{held.id}/{name}").content.decode() for name in texts} == texts


@pytest.mark.usefixtures("_run")
def test_file_is_not_fetched_before_it_is_released(sign_in: SignIn) -> None:
    assert sign_in("s-fen").get(f"{HOME}/{build.prepared().id}/{FIGURES}").status_code == 404


@pytest.mark.usefixtures("_run")
def test_release_of_other_bytes_is_said_and_not_done(sign_in: SignIn) -> None:
    held, officer = build.prepared(), sign_in("s-duty")
    decide(officer, held, "release", sha256="0" * 64)
    assert "not the files that were shown" in officer.open(f"{HOME}/{held.id}")
    assert build.held(held.id).state is State.WAITING


@pytest.mark.usefixtures("_run")
def test_declining_asks_why(sign_in: SignIn) -> None:
    held, officer = build.prepared(), sign_in("s-duty")
    assert decide(officer, held, "decline") == 422
    assert decide(officer, held, "decline", words="One month more.") == 302
    assert "One month more." in sign_in("s-fen").open(f"{HOME}/{held.id}")


@pytest.mark.usefixtures("_run")
def test_publication_is_seen_and_decided_by_its_own_organisation_alone(sign_in: SignIn) -> None:
    held, other = build.prepared(), sign_in("s-other")
    assert other.get(f"{HOME}/{held.id}").status_code == 404
    assert "Jan 2026" not in other.open(HOME)


@pytest.mark.usefixtures("_run")
def test_lead_does_not_decide(sign_in: SignIn) -> None:
    held = build.prepared()
    assert decide(sign_in("s-fen"), held, "release") == 403
