"""A lapse of training, of the check of a registration or of a role: signing stops, is justified, and is endorsed."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import drafts, training
from tests.builders.eyes import see

from accord.domain.authority import Actor
from accord.domain.competence import TO_SIGN, Competence
from accord.domain.errors import Refused
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.organisations.models import CompetenceRecord, StaffRole
from accord.organisations.queries import competence
from accord.plans.actions import signing
from accord.plans.actions.signing import Prepared
from accord.plans.models import Task, TaskKind, Version
from accord.plans.queries import versions

UNJUSTIFIED = replace(drafts.SENIOR, justification=None)
OLD = {"completed_on": date(2020, 1, 1), "valid_until": date(2021, 1, 1)}
FOR_CPR = {**drafts.USUAL, PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)}


@pytest.fixture
def gp() -> Actor:
    return drafts.gp()


def lapse(gp: Actor, what: str) -> Actor:
    if what == "role":
        StaffRole.objects.filter(pk=gp.staff_role_id).update(valid_to=timezone.localdate() - timedelta(days=1))
        competence.forget()
        return gp
    training.trained(gp)
    return training.trained(gp, -1, [Competence(what)])


def prepared(person: UUID, by: Actor) -> Prepared:
    return signing.prepare(draft_id=drafts.draft_of(person, by), by=by, details=UNJUSTIFIED)


def stops(person: UUID, by: Actor) -> list[str]:
    return [result.rule.id for result in prepared(person, by).assessment.stops]


@pytest.mark.parametrize("what", ["cpr_decisions", "mental_capacity", "registration", "role"])
def test_lapse_stops_until_it_is_justified_and_is_endorsed_then(person: UUID, gp: Actor, what: str) -> None:
    lapse(gp, what)
    with pytest.raises(Refused, match="justification"):
        drafts.signed(person, gp, details=UNJUSTIFIED)
    signed = drafts.signed(person, gp)
    signature = versions.document(signed.version_id).signature
    assert signature.justification is not None
    assert signature.justification.rules == ("SIG-05",)
    assert signature.endorsement_due is not None
    due = set(Task.objects.filter(version_id=signed.version_id).values_list("kind", flat=True))
    assert {TaskKind.ENDORSEMENT_DUE.value, TaskKind.JUSTIFIED_SIGNATURE.value} <= due


def test_signer_whose_training_is_current_signs_as_before(person: UUID, gp: Actor) -> None:
    training.trained(gp)
    signature = versions.document(drafts.signed(person, gp, details=UNJUSTIFIED).version_id).signature
    assert (signature.justification, signature.endorsement_due) == (None, None)


def test_place_without_a_register_stops_nobody(person: UUID, gp: Actor) -> None:
    facts = see(Version, id=drafts.signed(person, gp, details=UNJUSTIFIED).version_id).facts
    assert (facts["signer_training_current"], facts["signer_role_current"]) == ("unknown", "yes")


def test_training_that_is_not_recorded_where_it_is_kept_stops(person: UUID, gp: Actor) -> None:
    training.trained(gp, 300, set(TO_SIGN) - {Competence.CPR_DECISIONS})
    assert stops(person, gp) == []
    training.trained(replace(gp, staff_id=a_colleague()), 300, [Competence.CPR_DECISIONS])
    assert stops(person, gp) == ["SIG-05"]


def test_training_that_runs_out_soon_warns_and_does_not_stop(person: UUID, gp: Actor) -> None:
    training.trained(gp, 10)
    shown = prepared(person, gp)
    assert len(shown.signer.lapsing) == len(TO_SIGN)
    assert (shown.assessment.stops, shown.has_lapsed) == ((), False)


def test_lapse_does_not_stop_a_plan_that_limits_nothing(person: UUID, gp: Actor) -> None:
    lapse(gp, "cpr_decisions")
    signature = versions.document(drafts.signed(person, gp, parts=FOR_CPR, details=UNJUSTIFIED).version_id).signature
    assert signature.endorsement_due is None


def test_what_another_process_recorded_counts_within_a_minute(person: UUID, gp: Actor) -> None:
    now = timezone.now()
    training.trained(gp, 300)
    assert not competence.of_signer(gp, now).has_lapsed
    CompetenceRecord.objects.bulk_create(
        [
            CompetenceRecord(staff_id=gp.staff_id, organisation_id=gp.organisation_id, kind=kind, **OLD)
            for kind in TO_SIGN
        ]
    )
    assert not competence.of_signer(gp, now).has_lapsed
    assert competence.of_signer(gp, now + timedelta(seconds=61)).has_lapsed


def a_colleague() -> UUID:
    return StaffRole.objects.get(staff__staff_code="s-office").staff_id
