"""The competence register: recorded for one's own staff, appended to, loaded from a file, and never quite forgotten."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import ProgrammingError
from django.utils import timezone
from tests.builders import drafts, training, who

from accord.domain.authority import Actor, Role
from accord.domain.competence import Competence, Currency, SignerCompetence
from accord.domain.errors import NotPermitted, Refused
from accord.organisations.actions import competence as actions
from accord.organisations.actions.training_rows import load_training
from accord.organisations.models import CompetenceRecord, StaffRole
from accord.organisations.queries import competence, staff

HEAD = "staff_code,competence,ods_code,completed_on,valid_until,evidence\n"
CPR = Competence.CPR_DECISIONS


@pytest.fixture(autouse=True)
def _region(tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def gp() -> Actor:
    return drafts.gp()


def stands(by: Actor) -> SignerCompetence:
    return competence.of_signer(by, timezone.now())


def currency(by: Actor, kind: Competence = CPR) -> Currency:
    return next(each.currency for each in stands(by).stands if each.kind is kind)


def load(folder: Path, *rows: str) -> tuple[int, int, list[str]]:
    path = folder / "training.csv"
    path.write_text(HEAD + "\n".join(rows))
    report = load_training(training=path, rejects=folder / "rejects.csv", by=None)
    return report.added, report.unchanged, [f"{one.column} {one.reason}" for one in report.rejects]


def test_register_that_nobody_keeps_stops_nobody(gp: Actor) -> None:
    assert (currency(gp), stands(gp).has_lapsed) == (Currency.NOT_KEPT, False)


def test_recorded_training_counts_at_once(gp: Actor) -> None:
    assert currency(gp) is Currency.NOT_KEPT
    training.trained(gp, 300, [CPR])
    assert currency(gp) is Currency.CURRENT


def test_kind_that_is_kept_for_one_is_missed_in_another(gp: Actor) -> None:
    other = replace(gp, staff_id=who.actor("Y90001", Role.ADMINISTRATOR).staff_id)
    training.trained(gp, 300, [CPR])
    assert (currency(other), stands(other).has_lapsed) == (Currency.NOT_RECORDED, True)


def test_register_of_one_organisation_says_nothing_of_the_staff_of_another(gp: Actor) -> None:
    training.trained(gp)
    assert currency(drafts.nurse()) is Currency.NOT_KEPT


def test_training_done_for_one_employer_counts_at_the_other() -> None:
    at_home, at_hospital = who.actor("VL901", Role.CLINICIAN), drafts.nurse()
    training.trained(at_home, -10, [CPR])
    training.trained(at_hospital, 300, [CPR])
    assert currency(at_home) is Currency.CURRENT


def test_latest_entry_counts(gp: Actor) -> None:
    training.trained(gp, 300, [CPR])
    training.trained(gp, -1, [CPR])
    assert currency(gp) is Currency.LAPSED


def test_entry_made_in_error_is_withdrawn_and_stays_to_be_seen(gp: Actor) -> None:
    training.trained(gp, 300, [CPR])
    actions.withdraw(staff_id=gp.staff_id, kind=CPR, by=training.keeper(gp))
    assert currency(gp) is Currency.NOT_KEPT
    assert list(CompetenceRecord.objects.order_by("id").values_list("withdrawn", flat=True)) == [False, True]
    with pytest.raises(Refused, match="Nothing of this kind"):
        actions.withdraw(staff_id=gp.staff_id, kind=CPR, by=training.keeper(gp))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"completed_on": date(2999, 1, 1)}, "completed_on"),
        ({"valid_until": date(2001, 1, 1)}, "valid_until"),
        ({"evidence": "x" * 201}, "evidence"),
        ({"evidence": "a\u202eb"}, "evidence"),
    ],
)
def test_entry_that_cannot_be_is_refused_by_its_field(gp: Actor, changed: dict[str, object], field: str) -> None:
    wrong = replace(training.entry(None), **changed)  # type: ignore[arg-type]  # a builder takes any field
    with pytest.raises(Refused) as refused:
        actions.record(staff_id=gp.staff_id, entry=wrong, by=training.keeper(gp))
    assert refused.value.errors[0].field == field


def test_staff_of_another_organisation_are_not_recorded(gp: Actor) -> None:
    with pytest.raises(Refused, match="does not work at your organisation"):
        actions.record(staff_id=gp.staff_id, entry=training.entry(), by=training.keeper(drafts.nurse()))


def test_clinician_does_not_keep_their_own_register(gp: Actor) -> None:
    with pytest.raises(NotPermitted):
        actions.record(staff_id=gp.staff_id, entry=training.entry(), by=gp)


def test_entry_whose_event_fails_is_not_recorded(gp: Actor, failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        training.trained(gp)
    assert not CompetenceRecord.objects.exists()


def test_entry_cannot_be_changed(gp: Actor) -> None:
    training.trained(gp, 300, [CPR])
    with pytest.raises(ProgrammingError, match="permission denied"):
        CompetenceRecord.objects.update(valid_until=None)


def test_file_is_loaded_once(tmp_path: Path, gp: Actor) -> None:
    row = "s-gp,cpr_decisions,Y90001,2025-01-10,2999-01-10,Certificate 4"
    assert load(tmp_path, row) == (1, 0, [])
    assert load(tmp_path, row) == (0, 1, [])
    assert currency(gp) is Currency.CURRENT


def test_file_loaded_again_does_not_bring_back_what_was_withdrawn(tmp_path: Path, gp: Actor) -> None:
    row = "s-gp,cpr_decisions,Y90001,2025-01-10,,"
    load(tmp_path, row)
    actions.withdraw(staff_id=gp.staff_id, kind=CPR, by=training.keeper(gp))
    assert load(tmp_path, row) == (0, 1, [])
    assert currency(gp) is Currency.NOT_KEPT


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("nobody,cpr_decisions,Y90001,2025-01-10,,", "staff_code is not a member of staff who is known here"),
        ("s-gp,cpr_decisions,VL901,2025-01-10,,", "ods_code is not where they work"),
        ("s-gp,swimming,Y90001,2025-01-10,,", "competence is not one of"),
        ("s-gp,cpr_decisions,Y90001,,,", "completed_on is empty"),
        ("s-gp,cpr_decisions,Y90001,2999-01-10,,", "completed_on is in the future"),
        ("s-gp,cpr_decisions,Y90001,2025-01-10,2024-01-10,", "valid_until is before completed_on"),
    ],
)
def test_line_that_cannot_be_read_is_named_and_the_rest_is_loaded(tmp_path: Path, row: str, why: str) -> None:
    added, _, rejects = load(tmp_path, row, "s-nurse,mental_capacity,VL901,2025-01-10,2999-01-10,")
    assert added == 1
    assert [each.startswith(why) for each in rejects] == [True]


def test_role_that_ended_lately_lapses_and_one_that_goes_on_does_not(gp: Actor) -> None:
    row = StaffRole.objects.get(pk=gp.staff_role_id)
    end_role(gp, 1)
    assert stands(gp).role_ended is not None
    row.pk, row.valid_from, row.valid_to = who.bare_actor().staff_id, date(2026, 1, 1), None
    row.save(force_insert=True)
    competence.forget()
    assert stands(gp).role_ended is None
    assert [each.ended for each in staff.positions(gp.staff_id)] == [None]


@pytest.mark.parametrize(("days", "usable"), [(0, True), (3, True), (4, False)])
def test_role_in_which_plans_are_signed_may_be_acted_in_for_three_days_more(gp: Actor, days: int, usable: bool) -> None:
    end_role(gp, days)
    found = staff.position(gp.staff_role_id)
    assert (found is not None) is usable
    assert found is None or (found.ended is None) is (days == 0)


def test_role_in_which_nothing_is_signed_ends_at_its_end() -> None:
    office = who.actor("Y90001", Role.ADMINISTRATOR)
    end_role(office, 1)
    assert staff.position(office.staff_role_id) is None


def end_role(of: Actor, days: int) -> None:
    ended = timezone.localdate() - timedelta(days=days)
    StaffRole.objects.filter(pk=of.staff_role_id).update(valid_to=ended)
    competence.forget()
