"""The pages of the competence register: kept for one's own staff, read by oneself, and counted for an area."""

import csv
import html
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import training, who
from tests.builders.browsers import Browser

from accord.domain.authority import Actor
from accord.domain.competence import Competence
from accord.organisations.actions import load_csv
from accord.organisations.models import CompetenceRecord

HEAD = "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"


@pytest.fixture
def office(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-office"))
    return browser


@pytest.fixture
def lead(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-lead"))
    return browser


def gp() -> Actor:
    return who.actor("Y90001")


def page_of(staff_id: UUID) -> str:
    return f"/training/staff/{staff_id}"


def text(browser: Browser, path: str) -> str:
    return html.unescape(browser.open(path))


def entry(**changed: str) -> dict[str, Any]:
    done, until = timezone.localdate() - timedelta(days=9), timezone.localdate() + timedelta(days=700)
    usual = {"kind": "cpr_decisions", "evidence": "Certificate 4"}
    return usual | boxes("completed_on", done) | boxes("valid_until", until) | changed


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def record(browser: Browser, staff_id: UUID, **changed: str) -> Any:
    return browser.send(f"{page_of(staff_id)}/record", entry(**changed), page=f"{page_of(staff_id)}/record")


def employ(folder: Path, *codes: str) -> None:
    rows = [
        f"{code},Dr {code},gmc,7{index:06d},Y90001,clinician,registrar,2020-01-01," for index, code in enumerate(codes)
    ]
    (folder / "more.csv").write_text(HEAD + "\n".join(rows))
    load_csv(organisations=None, relationships=None, staff=folder / "more.csv", rejects=folder / "r.csv", by=None)


def test_register_that_nobody_keeps_says_so(office: Browser) -> None:
    assert "Training is not recorded here." in text(office, "/training")


def test_recorded_training_is_shown_and_counts(office: Browser) -> None:
    assert record(office, gp().staff_id).url == page_of(gp().staff_id)
    assert "Current until" in text(office, page_of(gp().staff_id))
    assert "Training is not recorded here." not in text(office, "/training")


def test_wrong_dates_are_said_at_their_field_and_nothing_is_recorded(office: Browser) -> None:
    response = record(office, gp().staff_id, **{"valid_until-year": "2001"})
    assert response.status_code == 422
    assert "Valid until must be on or after" in response.content.decode()
    assert not CompetenceRecord.objects.exists()


def test_withdrawn_entry_stays_to_be_seen(office: Browser) -> None:
    record(office, gp().staff_id)
    withdraw = f"{page_of(gp().staff_id)}/withdraw/cpr_decisions"
    office.send(withdraw, {}, page=withdraw)
    shown = text(office, page_of(gp().staff_id))
    assert "Withdrawn: recorded in error" in shown
    assert "Certificate 4" in shown
    assert f"{withdraw}" not in shown


def test_staff_of_another_organisation_have_no_page(office: Browser) -> None:
    carer = who.actor("VL901")
    assert office.get(page_of(carer.staff_id)).status_code == 404
    assert office.get(f"{page_of(carer.staff_id)}/record").status_code == 404


def test_withdrawing_a_kind_that_there_is_not_is_no_page(office: Browser) -> None:
    assert office.get(f"{page_of(gp().staff_id)}/withdraw/swimming").status_code == 404


@pytest.mark.parametrize("path", ["/training", "/training/counts.csv", "/training-cover", "/training-cover/counts.csv"])
def test_clinician_neither_keeps_the_register_nor_reads_the_cover(browser: Browser, path: str) -> None:
    browser.sign_in(who.open_account("s-gp"))
    assert browser.get(path).status_code == 403


def test_own_training_is_read_by_oneself(browser: Browser) -> None:
    training.trained(gp(), 10, [Competence.CPR_DECISIONS])
    browser.sign_in(who.open_account("s-gp"))
    assert "Runs out on" in text(browser, "/your-training")


@pytest.mark.parametrize(
    ("days", "words"),
    [(10, "Runs out soon."), (-1, "Something of yours has run out"), (300, "Your training and registration")],
)
def test_work_warns_ahead_and_says_what_has_run_out(browser: Browser, days: int, words: str) -> None:
    training.trained(gp(), days)
    browser.sign_in(who.open_account("s-gp"))
    assert words in text(browser, "/")


def test_own_counts_are_a_file(office: Browser) -> None:
    training.trained(gp(), -1, [Competence.CPR_DECISIONS])
    answer = office.get("/training/counts.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    counted = next(row for row in rows if row["competence"] == "cpr_decisions")
    assert (counted["provider_code"], counted["staff"], counted["lapsed"]) == ("Y90001", "1", "1")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="training-counts.csv"'


def test_cover_hides_small_numbers_and_names_nobody(lead: Browser) -> None:
    training.trained(gp(), -1)
    shown = text(lead, "/training-cover")
    assert "Elm Surgery" in shown
    assert "*" in shown
    assert "Ada Moss" not in shown


def test_cover_is_that_of_the_area_alone(lead: Browser) -> None:
    assert "Ash House" not in text(lead, "/training-cover?competence=mental_capacity")


def test_cover_rounds_what_is_large_enough_to_be_shown(lead: Browser, tmp_path: Path) -> None:
    employ(tmp_path, *(f"d{number}" for number in range(11)))
    rows = list(csv.DictReader(io.StringIO(lead.get("/training-cover/counts.csv").content.decode())))
    counted = [row["staff"] for row in rows if row["competence"] == "cpr_decisions"]
    assert counted == ["10", "10"]


def test_cover_of_a_competence_that_there_is_not_is_no_page(lead: Browser) -> None:
    assert lead.get("/training-cover?competence=swimming").status_code == 404
