"""Look-backs: one task a decision in force, what becomes of each, and counts by site for the lead."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.look_backs import asked, lead, opened, resident, tasks

from accord.assurance.actions import look_backs
from accord.assurance.models import LookBack, LookBackAsked, LookBackClosing
from accord.assurance.queries import look_backs as queries
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.lifecycle import CancelReason, InappropriateReason
from accord.domain.look_backs import Became, Coverage
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.parts import PartName
from accord.plans.actions import cancellations, clock, deaths, reviews
from accord.plans.actions import look_backs as plans
from accord.plans.actions.tasks import done
from accord.plans.models import Current, TaskKind
from accord.plans.queries import work
from accord.plans.queries.look_backs import Decision
from accord.privileges.claims import acting_as

pytestmark = pytest.mark.usefixtures("nothing_waits")
FOR_CPR = {PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)}


def surgery_patient() -> UUID:
    """Return somebody who is nowhere, about whom the GP signed a plan: they count at the surgery."""
    person = drafts.person_with_talk()
    drafts.signed(person)
    return person


def became(look_back_id: UUID) -> dict[str, int]:
    with acting_as(lead()):
        tally = queries.progress(look_back_id, timezone.now()).tally()
    return {(each.value if each else "not_yet"): number for each, number in tally.became.items()}


def version_of(person: UUID) -> UUID:
    return Current.objects.get(person_id=person).version_id


def test_preview_counts_decisions_by_the_site_where_the_person_is() -> None:
    resident(), surgery_patient(), surgery_patient()
    with acting_as(lead()):
        moor = look_backs.preview(asked=asked(), by=lead())
        fen = look_backs.preview(asked=asked(), by=lead("Q9902"))
    assert [(site.code, number) for site, number in moor.by_site] == [("Y90001", 2)]
    assert [(site.code, number) for site, number in fen.by_site] == [("VL901", 1)]


def test_preview_holds_neither_people_without_a_decision_nor_decisions_for_cpr() -> None:
    """The ban of architecture, decision 7."""
    drafts.person_with_talk()
    drafts.signed(drafts.person_with_talk(), parts=FOR_CPR)
    assert look_backs.preview(asked=asked(), by=lead()).decisions == 0


@pytest.mark.parametrize(("days", "found"), [((30, 0), 1), ((30, 1), 0), ((0, 0), 1)])
def test_preview_is_of_the_period_alone(days: tuple[int, int], found: int) -> None:
    surgery_patient()
    today = timezone.localdate()
    period = {"decided_from": today - timedelta(days=days[0]), "decided_until": today - timedelta(days=days[1])}
    assert look_backs.preview(asked=asked(**period), by=lead()).decisions == found


def test_look_back_over_one_site_or_one_signers_organisation() -> None:
    resident(), surgery_patient()
    drafts.signed(drafts.person_with_talk(), drafts.nurse())  # of the hospital, which lies in no area
    fen = look_backs.preview(asked=asked(coverage=Coverage.SITE, place_code="VL901"), by=lead("Q9902"))
    assert fen.decisions == 1
    for code, number in (("Y90001", 1), ("R9901", 0)):
        signed_for = asked(coverage=Coverage.SIGNED_FOR, place_code=code)
        assert look_backs.preview(asked=signed_for, by=lead()).decisions == number


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"coverage": Coverage.SITE, "place_code": "VL901"}, "place_code"),
        ({"coverage": Coverage.SIGNED_FOR, "place_code": "X"}, "place_code"),
        ({"decided_from": timezone.localdate() + timedelta(days=1)}, "decided_until"),
        ({"decided_until": timezone.localdate() + timedelta(days=2)}, "decided_until"),
        ({"due_on": timezone.localdate() - timedelta(days=1)}, "due_on"),
        ({"words": " "}, "words"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_field(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        look_backs.preview(asked=asked(**changed), by=lead())
    assert [error.field for error in refused.value.errors] == [field]


def test_look_back_over_nothing_is_not_opened() -> None:
    with pytest.raises(Refused, match="in force"):
        look_backs.open_one(asked=asked(), by=lead())


def test_only_a_lead_opens_one() -> None:
    with pytest.raises(NotPermitted):
        look_backs.preview(asked=asked(), by=drafts.gp())


def test_each_decision_is_asked_of_once_where_the_person_is() -> None:
    home, surgery = resident(), surgery_patient()
    fen, moor = opened(lead("Q9902")), opened()
    assert look_backs.ask_waiting() == 0
    found = {task.person_id: task.organisation_id for each in (fen, moor) for task in tasks(each)}
    assert found == {home: who.site("VL901"), surgery: who.site("Y90001")}


def test_asking_that_was_broken_off_goes_on_and_asks_nobody_twice() -> None:
    first, second = surgery_patient(), surgery_patient()
    made = look_backs.open_one(asked=asked(), by=lead())
    place = who.site("Y90001")
    decision = Decision(version_id=version_of(first), person_id=first, signed_for=place, site_id=place, asked_id=place)
    assert plans.raise_some(look_back_id=made, decisions=[decision], due_at=timezone.now()) == 1
    reviews.record(
        version_id=version_of(first), outcome=ReviewOutcome.CHANGED, due=None, indefinite_why="x", by=drafts.gp()
    )
    assert look_backs.ask_waiting() == 1
    assert sorted(task.person_id for task in tasks(made)) == sorted([first, second])
    assert LookBackAsked.objects.filter(pk=made).exists()


def test_decision_signed_after_the_opening_does_not_enter() -> None:
    surgery_patient()
    made = look_backs.open_one(asked=asked(), by=lead())
    surgery_patient()
    assert look_backs.ask_waiting() == 1
    assert len(tasks(made)) == 1


def test_decision_that_ended_before_it_was_asked_of_is_not_asked() -> None:
    person = surgery_patient()
    made = look_backs.open_one(asked=asked(), by=lead())
    cancellations.cancel(version_id=version_of(person), reason=CancelReason.CLINICAL_CHANGE, by=drafts.gp())
    assert (look_backs.ask_waiting(), tasks(made)) == (0, [])


def test_clinician_finds_it_in_my_work_and_the_review_answers_it() -> None:
    person = surgery_patient()
    made = opened()
    (task,) = work.for_actor(drafts.gp()).of(TaskKind.LOOK_BACK)
    assert task.person_id == person
    reviews.record(
        version_id=task.version_id, outcome=ReviewOutcome.CONFIRMED, due=None, indefinite_why="x", by=drafts.gp()
    )
    assert work.for_actor(drafts.gp()).of(TaskKind.LOOK_BACK) == ()
    assert became(made) == {"confirmed": 1}


def test_look_back_is_not_ticked_off_by_hand() -> None:
    surgery_patient()
    (task,) = tasks(opened())
    with pytest.raises(Refused, match="answered by what it asks for"):
        done(task_id=task.id, words="Looked.", by=drafts.gp())


def change(person: UUID) -> None:
    reviews.record(
        version_id=version_of(person), outcome=ReviewOutcome.CHANGED, due=None, indefinite_why="x", by=drafts.gp()
    )


def cancel(person: UUID) -> None:
    cancellations.cancel(version_id=version_of(person), reason=CancelReason.CLINICAL_CHANGE, by=drafts.gp())


def replace(person: UUID) -> None:
    drafts.signed(person)


def end(person: UUID) -> None:
    Current.objects.filter(person_id=person).update(ends_at=timezone.now())
    clock.tick()


@pytest.mark.parametrize(
    ("act", "code"),
    [(change, "changed"), (cancel, "cancelled"), (replace, "superseded"), (end, "ended"), (drafts.die, "died")],
)
def test_decision_leaves_with_what_became_of_it(act: Callable[[UUID], None], code: str) -> None:
    person = surgery_patient()
    made = opened()
    act(person)
    assert became(made) == {code: 1}


def test_what_was_found_not_appropriate_is_counted_with_its_reason() -> None:
    person = surgery_patient()
    made = opened()
    cancellations.cancel(
        version_id=version_of(person),
        reason=CancelReason.FOUND_INAPPROPRIATE,
        inappropriate=InappropriateReason.NOT_INDIVIDUAL,
        by=drafts.gp(),
        at_review=True,
    )
    tally = queries.progress(made, timezone.now()).tally()
    assert (tally.became, tally.found) == ({Became.INAPPROPRIATE: 1}, {"not_individual": 1})
    assert tally.by_signer == 1


def test_withdrawn_death_asks_again() -> None:
    person = surgery_patient()
    made = opened()
    drafts.die(person)
    deaths.withdraw(person_id=person, by=drafts.gp())
    assert became(made) == {"not_yet": 1}


def test_closing_keeps_its_summary_and_clears_the_lists_of_work() -> None:
    change(surgery_patient()), surgery_patient()
    made = opened()
    (task, _) = tasks(made)
    reviews.record(
        version_id=task.version_id, outcome=ReviewOutcome.CONFIRMED, due=None, indefinite_why="x", by=drafts.gp()
    )
    look_backs.close(look_back_id=made, words="One letter led to both.", by=lead())
    kept = LookBackClosing.objects.get(pk=made).summary
    assert kept["all"]["became"] == {"confirmed": 1, "not_reviewed": 1}
    assert work.for_actor(drafts.gp()).of(TaskKind.LOOK_BACK) == ()


def test_look_back_is_closed_once_and_by_its_own_area() -> None:
    surgery_patient()
    made = opened()
    with pytest.raises(Refused, match="no such"):
        look_backs.close(look_back_id=made, words="x", by=lead("Q9902"))
    look_backs.close(look_back_id=made, words="x", by=lead())
    with pytest.raises(Conflict):
        look_backs.close(look_back_id=made, words="y", by=lead())


def test_nothing_is_asked_once_it_is_closed() -> None:
    surgery_patient()
    made = look_backs.open_one(asked=asked(), by=lead())
    look_backs.close(look_back_id=made, words="x", by=lead())
    assert (look_backs.ask_waiting(), tasks(made)) == (0, [])


def test_nothing_is_opened_where_its_event_fails(failing_events_later: Callable[[], None]) -> None:
    surgery_patient()
    before = LookBack.objects.count()
    failing_events_later()
    with pytest.raises(RuntimeError):
        look_backs.open_one(asked=asked(), by=lead())
    assert LookBack.objects.count() == before


def test_nobody_is_asked_where_the_event_fails(failing_events_later: Callable[[], None]) -> None:
    surgery_patient()
    made = look_backs.open_one(asked=asked(), by=lead())
    failing_events_later()
    with pytest.raises(RuntimeError):
        look_backs.ask_waiting()
    assert (tasks(made), LookBackAsked.objects.filter(pk=made).exists()) == ([], False)


def test_nothing_is_closed_where_its_event_fails(failing_events_later: Callable[[], None]) -> None:
    surgery_patient()
    made = opened()
    failing_events_later()
    with pytest.raises(RuntimeError):
        look_backs.close(look_back_id=made, words="x", by=lead())
    assert (LookBackClosing.objects.filter(pk=made).exists(), became(made)) == (False, {"not_yet": 1})


@pytest.mark.parametrize("model", [LookBack, LookBackAsked, LookBackClosing])
def test_tables_of_look_backs_hold_no_person_and_no_decision(model: type[LookBack]) -> None:
    names = {field.name for field in model._meta.concrete_fields}
    assert not names & {"person_id", "version_id", "decision_id", "decision_ids"}


def test_lead_of_another_area_sees_none() -> None:
    surgery_patient()
    made = opened()
    assert queries.one(lead("Q9902"), made) is None
    assert queries.one(lead(), uuid4()) is None
    assert made in {view.look_back_id for view in queries.of(lead())}
    assert made not in {view.look_back_id for view in queries.of(lead("Q9902"))}
