"""What is printed, what is kept of it, and who is told how a copy stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import override_settings
from django.utils import timezone
from tests.builders import copies, drafts
from tests.integration.plans_pages.restricted import EVERY_MARK, parts

from accord.access.models import AccessLog
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.events import EventKind
from accord.domain.lifecycle import CancelReason
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import Readers
from accord.domain.plan.wishes import NamedPerson, Scope
from accord.domain.standing import EffectiveCpr
from accord.events.models import Event
from accord.people.queries import identities
from accord.plans.actions import cancellations, reviews, suspensions
from accord.plans.actions.signing import Signed
from accord.projections.words import say_day
from accord.sharing.actions import copies as actions
from accord.sharing.copies import contents
from accord.sharing.copies.proofs import Finding, Kind, check, version_mark
from accord.sharing.queries.copies import CopyStanding, keys, of_person, standing_of


def standing(code: str) -> CopyStanding:
    return standing_of(code, datetime.now(UTC))


def said(person: UUID, monkeypatch: pytest.MonkeyPatch, kind: Kind = Kind.PLAN) -> str:
    """Return all that a copy says: what the layout is given."""
    kept: list[object] = []
    made = contents.content_of
    monkeypatch.setattr(actions, "content_of", lambda what: kept.append(made(what)) or made(what))
    copies.print_copy(person, kind)
    return str(kept)


@pytest.mark.parametrize("kind", list(Kind))
def test_copy_is_tagged_and_claims_pdf_ua(person: UUID, signed: Signed, kind: Kind) -> None:
    held = copies.structure_of(copies.print_copy(person, kind).sheets)
    assert b"/StructTreeRoot" in held
    assert b"pdfuaid:part" in held
    assert b"/Lang" in held


def test_copy_leaves_its_row_and_its_event(person: UUID, signed: Signed) -> None:
    made = copies.print_copy(person)
    [line] = of_person(person)
    assert (line.copy_id, line.code, line.kind, line.is_revoked) == (made.copy_id, made.code, Kind.PLAN, False)
    event = Event.objects.get(kind=EventKind.COPY_PRINTED.value)
    assert event.payload == {"copy_id": str(made.copy_id), "version_id": str(signed.version_id), "kind": "plan"}


def test_square_code_of_a_copy_is_authentic_and_says_what_the_plan_says(person: UUID, signed: Signed) -> None:
    made = copies.print_copy(person, Kind.NOTICE)
    finding, proof = check(copies.square_code_of(made.sheets), keys().published)
    assert (finding, proof.code, proof.kind, proof.cpr) == (
        Finding.AUTHENTIC, made.code, Kind.NOTICE, EffectiveCpr.NOT_FOR_CPR
    )  # fmt: skip
    assert proof.version == version_mark(signed.version_id)


def test_copy_whose_event_fails_is_not_kept(person: UUID, signed: Signed, failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        copies.print_copy(person)
    assert of_person(person) == ()


def test_role_that_sees_no_plans_prints_none(person: UUID, signed: Signed) -> None:
    by = replace(drafts.gp(), role=drafts.gp().role.ADMINISTRATOR)
    with pytest.raises(NotPermitted):
        copies.print_copy(person, by=by)


def test_what_is_not_current_is_not_printed(person: UUID, signed: Signed) -> None:
    drafts.signed(person)
    with pytest.raises(Refused, match="kind"):
        copies.print_copy(person, version_id=signed.version_id)


def test_there_is_no_notice_where_the_plan_does_not_say_so(person: UUID) -> None:
    drafts.signed(person, parts={**drafts.USUAL, PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)})
    with pytest.raises(Refused, match="kind"):
        copies.print_copy(person, Kind.NOTICE)


def test_there_is_no_notice_while_the_plan_is_suspended(person: UUID, signed: Signed) -> None:
    suspend(signed)
    with pytest.raises(Refused, match="kind"):
        copies.print_copy(person, Kind.NOTICE)


def suspend(signed: Signed) -> None:
    suspensions.suspend(
        version_id=signed.version_id,
        from_at=datetime.now(UTC) - timedelta(minutes=1),
        until=None,
        why="For an operation today.",
        by=drafts.gp(),
    )


def test_copy_says_what_it_is_who_it_is_about_and_who_printed_it(
    person: UUID, signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, by = said(person, monkeypatch), drafts.gp()
    about = identities.of(person)
    assert about is not None
    assert "Printout of the signed electronic plan, as at" in told
    assert all(
        each in told for each in (about.display_name, by.name, "Not for CPR", "version 1", "accord.example/check")
    )


def test_copy_says_what_became_of_the_review_since_it_was_signed(
    person: UUID, signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = timezone.localdate() + timedelta(days=30)
    reviews.record(version_id=signed.version_id, outcome=ReviewOutcome.CONFIRMED, due=due, by=drafts.gp())
    told = said(person, monkeypatch)
    assert f"Review due by {say_day(due)}." in told
    assert f"by {drafts.gp().name}" in told.partition("Reviewed ")[2]
    _, proof = check(copies.square_code_of(copies.print_copy(person, Kind.NOTICE).sheets), keys().published)
    assert proof.review_on == due


@pytest.mark.parametrize(
    ("given", "told"),
    [({"Q9901": "Accepted here.", "*": "Ask."}, "Accepted here."), ({"Q9902": "Accepted there.", "*": "Ask."}, "Ask.")],
)
def test_copy_says_where_it_is_accepted_in_the_area_of_whoever_prints(
    person: UUID, signed: Signed, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], told: str
) -> None:
    with override_settings(ACCORD_COPIES_ACCEPTED=given):
        printed = said(person, monkeypatch)
    assert [words in printed for words in given.values()] == [words == told for words in given.values()]


def test_who_is_not_to_be_told_is_not_on_paper(person: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_out = (NamedPerson(name="Nigel Crake", relationship="cousin"),)
    wishes = replace(parts()[PartName.SHARING], not_to_be_told=kept_out, restricted_parts=frozenset())
    drafts.signed(person, parts={**drafts.USUAL, PartName.SHARING: wishes})
    assert "Crake" not in said(person, monkeypatch)


@pytest.mark.parametrize("kind", list(Kind))
def test_restricted_part_is_kept_off_paper_whoever_prints_it(
    person: UUID, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    drafts.signed(person, parts=parts(Readers.ASKED_AT))
    told = said(person, monkeypatch, kind)
    assert not any(mark in told for mark in EVERY_MARK)
    assert kind is Kind.NOTICE or "Kept to some readers at the person’s request." in told


def test_letters_without_a_shape_are_printed_as_their_number(person: UUID) -> None:
    odd = drafts.cpr(rationale="心力衰竭 \N{SLIGHTLY SMILING FACE} and an ordinary reason for the decision.")
    drafts.signed(person, parts={**drafts.USUAL, PartName.CPR: odd})
    assert copies.print_copy(person).sheets.startswith(b"%PDF")


def test_copy_of_what_is_current_is_current(person: UUID, signed: Signed) -> None:
    assert standing(copies.print_copy(person).code) is CopyStanding.CURRENT


def test_check_of_a_copy_leaves_a_trace(person: UUID, signed: Signed) -> None:
    code = copies.print_copy(person).code
    standing(code)
    assert AccessLog.objects.filter(person_id=person, what="copy_check").count() == 1


def test_code_that_nobody_printed_is_not_known() -> None:
    assert standing("7K3M9QX2AB") is CopyStanding.NOT_KNOWN


def test_copy_that_was_replaced_says_so(person: UUID, signed: Signed) -> None:
    code = copies.print_copy(person).code
    drafts.signed(person)
    assert standing(code) is CopyStanding.SUPERSEDED


def test_copy_of_a_cancelled_plan_says_so(person: UUID, signed: Signed) -> None:
    code = copies.print_copy(person).code
    cancellations.cancel(
        version_id=signed.version_id, reason=CancelReason.CLINICAL_CHANGE, words="She is better.", by=drafts.gp()
    )
    assert standing(code) is CopyStanding.CANCELLED


def test_copy_of_a_suspended_plan_says_so(person: UUID, signed: Signed) -> None:
    code = copies.print_copy(person).code
    suspend(signed)
    assert standing(code) is CopyStanding.SUSPENDED


def test_copy_under_a_plan_for_an_admission_says_so(person: UUID, signed: Signed) -> None:
    code = copies.print_copy(person).code
    drafts.admit(person)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    assert standing(code) is CopyStanding.OVERLAID


def test_copy_that_was_taken_back_says_so_and_its_event_is_there(person: UUID, signed: Signed) -> None:
    made = copies.print_copy(person)
    actions.revoke_copy(person_id=person, copy_id=made.copy_id, by=drafts.gp())
    assert standing(made.code) is CopyStanding.REVOKED
    assert Event.objects.filter(kind=EventKind.COPY_REVOKED.value).count() == 1
    with pytest.raises(Conflict):
        actions.revoke_copy(person_id=person, copy_id=made.copy_id, by=drafts.gp())


def test_taking_back_whose_event_fails_is_not_kept(
    person: UUID, signed: Signed, request: pytest.FixtureRequest
) -> None:
    made = copies.print_copy(person)
    request.getfixturevalue("failing_events")
    with pytest.raises(RuntimeError, match="no event"):
        actions.revoke_copy(person_id=person, copy_id=made.copy_id, by=drafts.gp())
    assert [each.is_revoked for each in of_person(person)] == [False]


def test_copy_of_another_person_is_not_taken_back(person: UUID, signed: Signed) -> None:
    made = copies.print_copy(person)
    with pytest.raises(Refused, match="copy"):
        actions.revoke_copy(person_id=drafts.person_with_talk(), copy_id=made.copy_id, by=drafts.gp())


def test_notice_is_one_sheet_and_says_with_whom_it_was_talked_about(
    person: UUID, signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Conversation with the person" in said(person, monkeypatch, Kind.NOTICE)
    held = copies.structure_of(copies.print_copy(person, Kind.NOTICE).sheets)
    assert b"/Count 1" in held
