"""The directory loads from CSV: what can be read loads, what cannot is named, and loading again changes nothing."""

import csv
from pathlib import Path

import pytest
from tests.builders import who

from accord.domain.errors import Refused
from accord.organisations.actions import LoadReport, load_csv
from accord.organisations.models import Organisation, OrganisationRole, Relationship, StaffRole

HEAD = "ods_code,name,primary_role,site_type,places,valid_from,valid_to\n"


def load(folder: Path, rows: str, staff: str | None = None) -> LoadReport:
    organisations, people = folder / "o.csv", folder / "s.csv"
    organisations.write_text(HEAD + rows)
    people.write_text("staff_code,name,ods_code,role,grade,register,registration_number\n" + (staff or ""))
    return load_csv(
        organisations=organisations,
        relationships=None,
        staff=people if staff else None,
        rejects=folder / "rejects.csv",
        by=None,
    )


def test_load_reads_every_table(tmp_path: Path) -> None:
    who.load_directory(tmp_path)
    counts = [table.objects.count() for table in (Organisation, OrganisationRole, Relationship, StaffRole)]
    assert counts == [5, 4, 3, 8]


def test_load_again_changes_nothing(tmp_path: Path) -> None:
    who.load_directory(tmp_path)
    before = list(Organisation.objects.order_by("ods_code").values())
    who.load_directory(tmp_path)
    assert list(Organisation.objects.order_by("ods_code").values()) == before
    assert StaffRole.objects.count() == 8


def test_load_changes_what_is_new(tmp_path: Path) -> None:
    load(tmp_path, "VL901,Ash House,RO101,nursing_home,42,,\n")
    load(tmp_path, "VL901,Ash Court,RO101,residential_home,40,,\n")
    assert Organisation.objects.values_list("name", "site_type", "places").get() == (
        "Ash Court",
        "residential_home",
        40,
    )


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",Ash House,RO101,nursing_home,42,,", "ods_code", "is empty"),
        ("VL9-1,Ash House,RO101,nursing_home,42,,", "ods_code", "letters and digits"),
        ("VL901,Ash House,RO101,castle,42,,", "site_type", "is not one of"),
        ("VL901,Ash House,RO101,nursing_home,many,,", "places", "whole number"),
        ("VL901,Ash House,RO101,nursing_home,42,1.4.2020,", "valid_from", "not a date"),
        ("VL901,Ash House,RO101,nursing_home,42,2020-01-01,2019-01-01", "valid_to", "before valid_from"),
        ("VL901,Ash House,RO101,nursing_home,42", "", "5 cells where the header has 7"),
        ("VL901,Ash \u202eesuoH,RO101,nursing_home,42,,", "name", "cannot be shown"),
    ],
)
def test_row_that_cannot_be_read_is_named_and_the_rest_loads(
    tmp_path: Path, row: str, column: str, reason: str
) -> None:
    report = load(tmp_path, f"{row}\nR9901,Oak Hospital,RO197,acute_hospital,,,\n")
    (reject,) = list(csv.DictReader((tmp_path / "rejects.csv").read_text().splitlines()))
    assert (reject["table"], reject["line"], reject["column"]) == ("organisations", "2", column)
    assert reason in reject["reason"]
    assert report.organisations == 1


def test_reject_never_shows_who_somebody_is(tmp_path: Path) -> None:
    load(tmp_path, "R9901,Oak Hospital,RO197,acute_hospital,,,\n", "s1,Ann Example,R9901,clinician,nurse,nmc,\n")
    assert "Ann Example" not in (tmp_path / "rejects.csv").read_text()


def test_role_that_no_organisation_gives_is_rejected(tmp_path: Path) -> None:
    row = "R9901,Oak Hospital,RO197,acute_hospital,,,\n"
    report = load(tmp_path, row, "s1,Ann Example,R9901,proxy,other,,\n")
    assert [(one.column, one.value) for one in report.rejects] == [("role", "proxy")]


def test_staff_at_unknown_organisation_are_rejected(tmp_path: Path) -> None:
    report = load(tmp_path, "", "s1,Ann Example,ZZ999,clinician,nurse,,\n")
    assert [(one.column, one.value) for one in report.rejects] == [("ods_code", "ZZ999")]


def test_same_code_twice_is_rejected(tmp_path: Path) -> None:
    report = load(tmp_path, "VL901,A,RO101,hospice,,,\nVL901,B,RO101,hospice,,,\n")
    assert report.organisations == 1
    assert "earlier line" in report.rejects[0].reason


def test_missing_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("ods_code,name\nVL901,Ash\n")
    with pytest.raises(Refused, match="has no column primary_role, site_type"):
        load_csv(organisations=path, relationships=None, staff=None, rejects=tmp_path / "r.csv", by=None)


def test_formula_in_a_reject_is_made_harmless(tmp_path: Path) -> None:
    load(tmp_path, "VL901,Ash,RO101,=cmd(),42,,\n")
    assert "'=cmd()" in (tmp_path / "rejects.csv").read_text()


def test_load_whose_event_fails_saves_nothing(tmp_path: Path, failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        load(tmp_path, "VL901,Ash House,RO101,nursing_home,42,,\n")
    assert not Organisation.objects.exists()
