"""A copy whose plan is current, though what stood at its top as it was printed is not what would stand there now."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.builders import copies, drafts, legal
from tests.builders.browsers import Browser

from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.wishes import Scope
from accord.domain.statements import Says, Speaker
from accord.plans.actions import legal as documents
from accord.plans.actions import reviews, statements, suspensions
from accord.plans.actions.signing import Signed
from accord.plans.queries import versions
from accord.sharing.models import Copy
from accord.sharing.queries.copies import CopyStanding, of_person, standing_of


def standing(code: str) -> CopyStanding:
    return standing_of(code, datetime.now(UTC))


def say(person: UUID) -> None:
    statements.post(
        person_id=person, says=Says.WANTS_CPR, words="Please try.", heard_from=Speaker.PERSON, by=drafts.nurse()
    )


def refuse_by_adrt(person: UUID) -> None:
    documents.record_adrt(person_id=person, decision=legal.advance_decision(), by=drafts.gp())


def appoint(person: UUID) -> None:
    documents.record_lpa(person_id=person, power=legal.lasting_power("Grace Hill"), by=drafts.gp())


def suspend(person: UUID) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    version = versions.current(person)[0].version_id
    suspensions.suspend(version_id=version, from_at=since, until=None, why="For an operation.", by=drafts.gp())


@pytest.mark.parametrize("change", [say, refuse_by_adrt, appoint])
def test_what_came_since_is_said(person: UUID, signed: Signed, change: Callable[[UUID], object]) -> None:
    before = copies.print_copy(person).code
    change(person)
    after = copies.print_copy(person).code
    assert (standing(before), standing(after)) == (CopyStanding.CHANGED, CopyStanding.CURRENT)


def test_copy_printed_during_a_suspension_is_not_current_after_it(person: UUID, signed: Signed) -> None:
    suspend(person)
    code = copies.print_copy(person).code
    suspensions.reinstate(version_id=signed.version_id, by=drafts.gp())
    assert standing(code) is CopyStanding.CHANGED


def test_copy_printed_during_one_suspension_is_not_that_of_the_next(person: UUID, signed: Signed) -> None:
    suspend(person)
    copies.print_copy(person)
    suspensions.reinstate(version_id=signed.version_id, by=drafts.gp())
    suspend(person)
    copies.print_copy(person)
    after, before = (each.top for each in of_person(person))
    assert after != before


def test_copy_printed_under_the_plan_of_an_admission_is_not_current_after_it(person: UUID, signed: Signed) -> None:
    drafts.admit(person)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    code = copies.print_copy(person, version_id=signed.version_id).code
    assert standing(code) is CopyStanding.OVERLAID
    drafts.discharge(person)
    assert standing(code) is CopyStanding.CHANGED


def test_other_plan_decides_over_one_that_is_suspended(person: UUID, signed: Signed) -> None:
    code = copies.print_copy(person).code
    suspend(person)
    drafts.admit(person)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    assert standing(code) is CopyStanding.OVERLAID


def test_review_and_time_change_no_copy(person: UUID, signed: Signed) -> None:
    code = copies.print_copy(person).code
    due = datetime.now(UTC).date() + timedelta(days=30)
    reviews.record(version_id=signed.version_id, outcome=ReviewOutcome.CONFIRMED, due=due, by=drafts.gp())
    assert standing_of(code, datetime.now(UTC) + timedelta(days=90)) is CopyStanding.CURRENT


def test_copy_of_which_nobody_noted_what_stood_there_is_not_called_current(person: UUID, signed: Signed) -> None:
    kept = Copy(person_id=person, version_id=signed.version_id, code="7K3M9QX2AB", kind="plan", cpr="not_for_cpr")
    kept.printed_at, kept.printed_name = drafts.yesterday(), "Nobody"
    kept.printed_by = kept.printed_role = kept.organisation_id = person
    kept.save(force_insert=True)
    assert standing("7K3M9QX2AB") is CopyStanding.CHANGED


def test_whoever_may_print_it_again_is_told_so(gp: Browser, person: UUID, signed: Signed) -> None:
    copies.print_copy(person)
    say(person)
    copies.print_copy(person)
    told = gp.open(f"/people/{person}/copies")
    assert told.count("Of what is current, with a top that has changed: print it again") == 1
    assert told.count("Of what is current<") == 1


def test_page_says_so_to_a_stranger_and_not_what_changed(person: UUID, signed: Signed) -> None:
    code = copies.print_copy(person).code
    say(person)
    told = html.unescape(Browser().open(f"/copy/{code}"))
    assert "Its plan is current, but the top of the sheet has changed since" in told
    assert "If in doubt in an emergency, do what you would do without the sheet" in told
    assert "Please try" not in told
