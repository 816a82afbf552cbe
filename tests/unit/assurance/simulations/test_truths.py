"""What was planted is what the truth says, and look-alikes hold none of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.builders.simulated import count, number, region, rows, values

from accord.assurance.simulations.answers import planted_events
from accord.assurance.simulations.events import PLANTED, SIZES, EventKind
from accord.assurance.simulations.likenesses import CHOSEN, Likeness

MADE = "event_kind <> 'care_withheld'"
"""Of all kinds but one the decisions were made in the event; care was withheld because of older ones."""


@pytest.mark.parametrize("kind", PLANTED)
def test_each_kind_is_planted_in_most_sizes(kind: EventKind) -> None:
    sizes = values("truth", "size", f"kind = '{kind.value}'")
    assert {3, 5, 8, 12} <= sizes <= set(SIZES)


def test_each_event_has_as_many_decisions_as_people() -> None:
    counted = rows("of_events").aggregate("event, people, count(DISTINCT person_id) AS n, count(*) AS made")
    assert counted.filter("n <> people OR made <> people").fetchall() == []
    assert values("truth", "event") == values("planted", "event")


def test_events_keep_to_their_size() -> None:
    assert count("truth", "people < size OR people > size * 1.2 + 1") == 0


def test_decisions_of_an_event_are_made_at_its_sites_within_its_days() -> None:
    assert count("of_events", f"{MADE} AND decided NOT BETWEEN begins AND ends") == 0
    assert count("of_events", "NOT list_contains(site_codes, site_code)") == 0


def test_signers_of_an_event_are_those_named() -> None:
    assert count("of_events", f"{MADE} AND NOT list_contains(signer_ids, signer_id)") == 0


def test_planted_decisions_are_all_dnacpr() -> None:
    assert values("of_events", "cpr") == {"not_for_cpr"}


def test_look_alikes_hold_nothing_that_is_planted() -> None:
    assert values("at_likenesses", "decision_id").isdisjoint(values("planted", "decision_id"))


@pytest.mark.parametrize("kind", [*CHOSEN, Likeness.HOSPICE])
def test_each_kind_of_look_alike_is_there_with_decisions(kind: Likeness) -> None:
    assert count("at_likenesses", f"likeness = '{kind.value}'") > 3


def test_whole_group_leaves_nobody_over_80_with_dementia_without() -> None:
    assert count("groups", "age > 80 AND dementia = 'yes' AND has_one") > 20
    assert count("groups", "age > 80 AND dementia = 'yes' AND NOT has_one") == 0


def test_remote_round_meets_nobody_in_person() -> None:
    modes = values("of_events", "conversation_mode", "event_kind = 'remote_round'")
    assert modes <= {"telephone", "video", "none", "not_recorded"}


def test_copied_text_is_one_text_with_small_changes() -> None:
    copied = rows("of_events", "event_kind = 'copied_text'")
    counts = copied.aggregate("event, count(DISTINCT left(rationale, 60))").fetchall()
    assert {each for _, each in counts} == {1}


def test_learning_disability_run_is_of_people_who_have_one() -> None:
    assert values("of_events", "learning_disability", "event_kind = 'learning_disability_run'") <= {"yes", "unknown"}


def test_withheld_care_is_in_the_contacts_of_those_people() -> None:
    held = rows("of_contacts", "event_kind = 'care_withheld' AND withheld <> 'none'")
    counted = held.aggregate("event, people, count(DISTINCT person_id) AS n").filter("n = people")
    assert number(counted.aggregate("count(*)")) == count("truth", "kind = 'care_withheld'") > 0


def test_area_policy_is_told_among_outside_events() -> None:
    assert count("policies") > 0
    assert count("policies", "told IS NULL") == 0


def test_withheld_care_is_seen_from_the_contact_on() -> None:
    held = [each for each in planted_events(region()) if each.kind is EventKind.CARE_WITHHELD]
    assert held
    assert all(each.begins <= day <= each.begins + timedelta(days=61) for each in held for day in each.entered.values())
