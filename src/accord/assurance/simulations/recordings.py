"""What stands in the record of each decision: capacity, involvement, conversation, process, review.

Published rates that ordinary decisions follow (reference/review-facts.md 1.1, measures.md 3.2-3.3): talked about with
the person or somebody for them 94.8% in social care (Q6), 88.8% in hospitals (Hawkes 2022); capacity recorded 86.5%;
anything beside CPR 78%; a review rule 57%; endorsed in time 80%; within a personalised plan 96.2% (Q8).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from accord.assurance.simulations.courses import Sketch
from accord.assurance.simulations.draws import (
    Column,
    Flags,
    Floats,
    Ints,
    choose,
    logistic,
    numbers,
    stream,
    whole,
    yes_no,
)
from accord.assurance.simulations.draws import words as coded
from accord.assurance.simulations.recipes import values
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import Sites
from accord.assurance.simulations.stays import Stays

DAY = 86_400
TALKED, CAPACITY_RECORDED, OTHERS_RECOMMENDED, REVIEW_RULE, PERSONALISED = 0.948, 0.865, 0.78, 0.57, 0.962
CPR = ("not_for_cpr", "for_cpr", "modified_cpr")
KINDS = ("dnacpr", "respect", "tep")
_OF_RESPECT = (0.92, 0.06, 0.02)
"""653 of 706 ReSPECT forms said not for CPR (Hawkes 2022)."""
_CONSULTEES = ("family", "attorney", "friend", "carer", "imca", "deputy", "parent", "none", "not_recorded")
_CONSULTED = (0.7, 0.11, 0.05, 0.06, 0.03, 0.01, 0.04)
_MODES = ("in_person", "telephone", "video", "none", "not_recorded")
Columns = dict[str, Column]


def draw_recordings(sketch: Sketch, stays: Stays, sites: Sites, settings: RegionSettings, seconds: Ints) -> Columns:
    """Return the columns of how each decision was come to."""
    source = stream(settings.seed, "recordings")
    careful = values("careful")[sketch.recipe]
    talked = _talked(source, sketch, stays, sites)
    lacks, capacity = _capacity(source, stays, sketch.stay, careful, seconds)
    return {
        **_recommendation(source, sketch, careful),
        **capacity,
        **_conversation(source, sketch, seconds, talked, lacks),
        **_process(source, sketch, stays, careful, talked),
    }


def _talked(source: np.random.Generator, sketch: Sketch, stays: Stays, sites: Sites) -> Flags:
    """Return whether each was talked about: as often as its recipe says, more at some sites than at others."""
    asked = values("talk")[sketch.recipe]
    usual = np.where(np.isnan(asked), TALKED, asked)
    odds = np.log(usual / (1 - usual)) + np.where(sketch.event < 0, sites.talk[stays.site[sketch.stay]], 0.0)
    # a spread over sites draws the mean of a high rate down a little; this much gives it back
    return np.asarray(source.random(len(sketch)) < logistic(odds + np.where(sketch.event < 0, 0.09, 0)), dtype=np.bool_)


def _capacity(
    source: np.random.Generator, stays: Stays, stay: Ints, careful: Floats, seconds: Ints
) -> tuple[Flags, Columns]:
    count = len(stay)
    lacking = np.where(stays.dementia[stay], 0.72, np.where(stays.learning_disability[stay], 0.6, 0.16))
    lacks = np.asarray(source.random(count) < lacking, dtype=np.bool_)
    recorded = source.random(count) < CAPACITY_RECORDED * careful
    state = np.where(lacks, 1, np.where(source.random(count) < 0.03, 2, 0))
    tested = source.random(count) < 0.7 * careful
    return lacks, {
        "capacity": coded(("has", "lacks", "fluctuating", "not_recorded"), np.where(recorded, state, 3)),
        **moment("capacity_assessed_at", seconds - 1_800, ~recorded | (source.random(count) < 0.4)),
        "capacity_decision_specific": yes_no(tested, recorded & lacks),
        "capacity_test_recorded": yes_no(source.random(count) < 0.6 * careful, recorded & lacks),
    }


def _conversation(source: np.random.Generator, sketch: Sketch, seconds: Ints, talked: Flags, lacks: Flags) -> Columns:
    """Return who was talked with, in which way, for how long, and what came of it."""
    count = len(sketch)
    with_person = talked & (source.random(count) < np.where(lacks, 0.45, 0.95))
    consulted = talked & (~with_person | (source.random(count) < np.where(lacks, 0.9, 0.5)))
    said_no = np.asarray(source.random(count) < np.where(talked, 0.6, 0.4), dtype=np.bool_)
    exactly = values("minutes")[sketch.recipe] * np.exp(0.35 * source.standard_normal(count))
    minutes = whole(np.maximum(1, exactly))
    before = whole(source.exponential(3.0, count)) * (source.random(count) < 0.4)
    at = seconds - DAY * before - 60 * minutes
    return {
        **_with_person(source, with_person, said_no, lacks, at),
        **_with_others(source, consulted, said_no, lacks, at),
        **_held(source, sketch, talked, said_no, minutes),
    }


def _with_person(source: np.random.Generator, involved: Flags, said_no: Flags, lacks: Flags, at: Ints) -> Columns:
    count = len(at)
    state = np.where(involved, (source.random(count) < 0.15).astype(np.int64), np.where(said_no, 2, 3))
    reason = np.where(lacks, 3, choose(source, (0.1, 0.3, 0.2, 0.0, 0.2, 0.2), count))
    unsaid = (state != 2) | (source.random(count) < 0.3)
    names = ("harm", "declined", "emergency", "lacks_capacity", "distress", "other")
    return {
        "person_involved": coded(("involved", "informed", "no", "not_recorded"), state),
        **moment("person_involved_at", at, ~involved),
        "not_involved_reason": coded(names, reason, unsaid),
    }


def _with_others(source: np.random.Generator, consulted: Flags, said_no: Flags, lacks: Flags, at: Ints) -> Columns:
    count = len(at)
    who = np.where(consulted, choose(source, _CONSULTED, count), np.where(said_no, 7, 8))
    return {
        "consultee": coded(_CONSULTEES, who),
        **moment("consulted_at", at, ~consulted),
        "consultee_attempts": numbers(source.integers(1, 4, count), ~consulted | (source.random(count) < 0.6)),
        "best_interests": yes_no(consulted & lacks & (source.random(count) < 0.75), lacks),
        "imca_instructed": yes_no(who == _CONSULTEES.index("imca"), lacks & (source.random(count) < 0.7)),
    }


def _held(source: np.random.Generator, sketch: Sketch, talked: Flags, said_no: Flags, minutes: Ints) -> Columns:
    count = len(sketch)
    remote = source.random(count) < values("remote")[sketch.recipe]
    way = np.where(remote, np.where(source.random(count) < 0.85, 1, 2), 0)
    agreed = np.where(talked, choose(source, (0.93, 0.03, 0.0, 0.04), count), np.where(said_no, 2, 3))
    return {
        "conversation_mode": coded(_MODES, np.where(talked, way, np.where(said_no, 3, 4))),
        "conversation_minutes": numbers(minutes, ~talked | (source.random(count) < 0.3)),
        "conversation_summary": yes_no(source.random(count) < 0.85, talked),
        "agreement": coded(("agreed", "disagreed", "not_discussed", "not_recorded"), agreed),
        "disagreement_by": coded(("person", "consultee", "both"), choose(source, (4, 5, 1), count), agreed != 1),
        "second_opinion_offered": yes_no(source.random(count) < 0.45, agreed == 1),
    }


def _recommendation(source: np.random.Generator, sketch: Sketch, careful: Floats) -> Columns:
    count = len(sketch)
    kind = choose(source, (0.62, 0.3, 0.08), count)
    cpr = np.where((kind == 0) | (sketch.event >= 0), 0, choose(source, _OF_RESPECT, count))
    basis = choose(source, (0.48, 0.34, 0.1, 0.02, 0.02, 0.04), count)
    names = ("not_successful", "not_overall_benefit", "capacitous_refusal", "adrt", "attorney_refusal", "unknown")
    plan = source.random(count) < PERSONALISED * careful
    indefinite = source.random(count) < 0.4
    ruled = source.random(count) < REVIEW_RULE * careful
    due = sketch.day + 182 * source.integers(1, 3, count)
    rule = np.where(ruled, np.where(indefinite, 1, 0), 2)
    return {
        "kind": coded(KINDS, kind),
        "cpr": coded(CPR, cpr),
        "basis": coded(names, basis, cpr != 0),
        "valid_where": coded(("all_settings", "this_admission", "other"), choose(source, (0.86, 0.12, 0.02), count)),
        "other_recommendations": yes_no(source.random(count) < OTHERS_RECOMMENDED * careful, np.ones(count, np.bool_)),
        "personalised_plan": yes_no(plan, source.random(count) < 0.93),
        "review_rule": coded(("dated", "indefinite", "none"), rule),
        "review_due_day": numbers(due, rule != 0),
    }


def _process(source: np.random.Generator, sketch: Sketch, stays: Stays, careful: Floats, talked: Flags) -> Columns:
    count = len(sketch)

    def recorded(rate: float, known: float = 0.8) -> Any:
        return yes_no(source.random(count) < rate * careful, np.asarray(source.random(count) < known, dtype=np.bool_))

    present = (0.86, 0.05, 0.03, 0.06)
    kinds = ("none", "present_valid", "present_not_valid", "present_unknown")
    need = stays.learning_disability[sketch.stay] | stays.sensory_impairment[sketch.stay]
    adjusted = np.asarray(source.random(count) < 0.55 * careful, dtype=np.bool_)
    return {
        "burdens_benefits": recorded(0.6),
        "person_values": recorded(0.65),
        "written_wishes_considered": recorded(0.5, 0.3),
        "may_regain_capacity": recorded(0.5, 0.4),
        "foreseeable_arrest": recorded(0.8, 0.6),
        "adrt": coded(kinds, choose(source, (0.95, 0.02, 0.005, 0.025), count), source.random(count) < 0.3),
        "lpa": coded(kinds, choose(source, present, count), source.random(count) < 0.25),
        "person_wish": coded(
            ("wants_cpr", "does_not_want_cpr", "undecided", "not_known"), choose(source, (0.04, 0.4, 0.06, 0.5), count)
        ),
        "team_discussed": recorded(0.75),
        "information_given": yes_no(source.random(count) < 0.45, source.random(count) < 0.55),
        "communication_need": yes_no(need, source.random(count) < 0.8),
        "adjustment_made": yes_no(adjusted & talked, need & (source.random(count) < 0.8)),
    }


def moment(name: str, seconds: Ints, absent: Flags) -> Columns:
    """Return the two columns of a moment, in the region's own days and seconds."""
    return {f"{name}_day": numbers(seconds // DAY, absent), f"{name}_second": numbers(seconds, absent)}
