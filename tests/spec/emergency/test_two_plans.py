"""Two plans at once: what is dangerous to miss is said by each, and the last word of each speaker counts."""

from dataclasses import replace
from datetime import timedelta

from tests.builders.legal import lasting_power
from tests.builders.plans import (
    NOW,
    SIGNED,
    TALKED,
    cpr,
    enduring_plan,
    episode_plan,
    identity,
    layer,
    signature,
    signed,
    talk,
)

from accord.domain.legal.binding import Force
from accord.domain.legal.lpa import Problem
from accord.domain.moments import Moment
from accord.domain.plan.clinical import AnticipatoryMedicine, Basis, IcdState, MedicinesDevices
from accord.domain.plan.documents import Legal, Plan
from accord.domain.plan.people_involved import Agreement, BestInterests, ConversationWith
from accord.domain.plan.wishes import CprWish, WhatMatters
from accord.projections.emergency import CurrentLayer, EmergencyView, sheet, view

POWER = Legal(lasting_powers=(lasting_power(),))
REFUSED = enduring_plan(
    cpr=cpr(basis=Basis.ATTORNEY_REFUSAL),
    best_interests=BestInterests(decision="Comfort at home"),
    conversations=(talk(ConversationWith.ATTORNEY, with_name="Grace Hill"),),
)
WANTED = WhatMatters(cpr_wish=CprWish.WANTS_CPR)
NOT_WANTED = WhatMatters(cpr_wish=CprWish.DOES_NOT_WANT_CPR)
ANAPHYLAXIS = MedicinesDevices(allergies="PENICILLIN anaphylaxis", icd=IcdState.ACTIVE)


def later(plan: Plan) -> CurrentLayer:
    """Return a plan for this admission, signed the day after the enduring one."""
    held = layer(plan, document=signed(plan, signature=signature(signed_at=SIGNED + timedelta(days=1))))
    return replace(held, layer=replace(held.layer, signed_at=SIGNED + timedelta(days=1)))


def shown(*layers: CurrentLayer, legal: Legal | None = None) -> EmergencyView:
    """Return the screen of a person with these current plans."""
    return view(sheet(layers=layers, legal=legal, now=NOW), identity(), NOW)


def both(held: MedicinesDevices, episode: MedicinesDevices) -> EmergencyView:
    """Return the screen of a person with these medicines and devices in the enduring plan and in the episode."""
    return shown(layer(enduring_plan(medicines_devices=held)), later(episode_plan(medicines_devices=episode)))


def test_attorneys_refusal_still_binds_where_the_plan_for_an_admission_records_another_wish() -> None:
    screen = shown(layer(REFUSED), later(episode_plan(what_matters=WANTED, conversations=())), legal=POWER)
    assert screen.binding[0].force is Force.BINDS
    assert "Grace Hill" in screen.binding[0].words
    assert "the person's recorded wish is that they want it" in screen.conflicts[0]
    assert "A refusal that binds is recorded: read it below." in screen.cpr.lines


def test_attorney_who_changes_their_mind_since_no_longer_binds() -> None:
    changed = talk(
        ConversationWith.ATTORNEY,
        with_name="grace  hill",
        at=Moment.of(TALKED.day + timedelta(days=2)),
        agreement=Agreement.DISAGREED,
    )
    screen = shown(layer(REFUSED), later(episode_plan(cpr=cpr(), conversations=(changed,))), legal=POWER)
    assert Force.BINDS not in {each.force for each in screen.binding}


def test_refusal_that_a_second_plan_copies_without_best_interests_still_binds() -> None:
    copied = replace(episode_plan(cpr=REFUSED.cpr, conversations=REFUSED.conversations), best_interests=None)
    assert shown(layer(REFUSED), later(copied), legal=POWER).binding[0].force is Force.BINDS


def test_latest_wish_of_the_person_counts_over_both_plans() -> None:
    screen = shown(layer(enduring_plan(what_matters=NOT_WANTED)), later(episode_plan(what_matters=WANTED)))
    assert [each.words for each in screen.binding] == [
        "The person's recorded wish: they want CPR. It must be considered."
    ]


def test_plan_that_is_silent_leaves_the_wish_of_the_other_standing() -> None:
    screen = shown(layer(enduring_plan(what_matters=NOT_WANTED)), later(episode_plan(what_matters=None)))
    assert "recorded refusal" in screen.binding[0].words


def test_none_known_of_the_admission_never_hides_an_allergy_of_the_enduring_plan() -> None:
    allergies = both(ANAPHYLAXIS, MedicinesDevices(allergies="None known")).allergies
    assert allergies == "The plan for this admission: None known. The enduring plan: PENICILLIN anaphylaxis."


def test_same_words_of_both_plans_are_said_once() -> None:
    assert both(ANAPHYLAXIS, MedicinesDevices(allergies="penicillin  anaphylaxis.")).allergies == (
        "penicillin  anaphylaxis."
    )


def test_allergy_that_one_plan_alone_speaks_of_has_no_label() -> None:
    assert both(ANAPHYLAXIS, MedicinesDevices()).allergies == "PENICILLIN anaphylaxis"


def test_defibrillator_of_which_two_plans_say_different_things_is_shown_by_both() -> None:
    icd = both(ANAPHYLAXIS, MedicinesDevices(icd=IcdState.DEACTIVATED)).icd
    assert "The plan for this admission: Implanted defibrillator: shocks are switched off." in icd
    assert "The enduring plan: " in icd


def test_anticipatory_medicines_of_both_plans_are_shown_with_whose_they_are() -> None:
    morphine, haloperidol = AnticipatoryMedicine(name="Morphine"), AnticipatoryMedicine(name="Haloperidol")
    held = MedicinesDevices(medicines=(morphine,))
    assert both(held, MedicinesDevices(medicines=(morphine, haloperidol))).medicines == (
        "Morphine",
        "The plan for this admission: Haloperidol",
    )


def test_refusal_by_the_attorney_of_another_donor_does_not_bind_and_they_are_not_to_be_called() -> None:
    doubt = Problem(field="donor.dateOfBirth", words="The donor's date of birth is not this person's.")
    screen = shown(layer(REFUSED), legal=Legal(lasting_powers=(lasting_power(problems=(doubt,)),)))
    assert Force.BINDS not in {each.force for each in screen.binding}
    assert "Grace Hill" not in {each.name for each in screen.contacts}
    assert "The donor's date of birth is not this person's." in screen.binding[0].details[0]
