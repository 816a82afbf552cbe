"""Beside CPR: treatments, medicines and where they are, devices, what matters, and how old it all is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.builders.plans import NOW, SIGNED, cpr, enduring_plan, episode_plan, identity, layer, signature, signed

from accord.domain.plan.clinical import IcdState, MedicinesDevices
from accord.domain.plan.keeping import Review, ReviewRule
from accord.domain.plan.people_involved import Capacity, HasCapacity
from accord.domain.plan.wishes import Place, WhatMatters
from accord.domain.standing import EffectiveCpr
from accord.projections.emergency import EmergencyView, Group, sheet, view


def shown(*layers: object, at: datetime = NOW) -> EmergencyView:
    """Return the screen of a person with these current plans."""
    return view(sheet(layers=layers, now=NOW), identity(), at)


def test_treatments_are_grouped_by_what_is_recommended() -> None:
    groups = {group.title: group.items for group in shown(layer()).treatments}
    assert groups["Recommended"] == ("Antibiotics by mouth",)
    assert groups["Recommended if"] == ("Transfer to hospital if it is for something that can be put right",)
    assert groups["Not recommended"] == ("Transfer to intensive care",)


def test_treatments_of_the_admission_come_before_those_of_the_enduring_plan() -> None:
    assert shown(layer(), layer(episode_plan())).treatments_from == "From the plan for this admission"
    assert shown(layer(), layer(episode_plan(treatments=None))).treatments_from == "From the enduring plan"


def test_anticipatory_medicines_are_shown_with_where_they_are() -> None:
    lines = shown(layer()).medicines
    assert "Where the medicines are: Locked box in the kitchen" in lines
    assert "Morphine 2.5 mg, for pain" in lines


def test_implanted_defibrillator_and_allergies_are_shown() -> None:
    screen = shown(layer())
    assert screen.icd == "Implanted defibrillator: shocks are switched off."
    assert screen.allergies == "Penicillin"


def test_nothing_reads_as_no_where_nobody_has_answered() -> None:
    screen = shown(layer(enduring_plan(medicines_devices=MedicinesDevices(icd=IcdState.UNKNOWN), capacity=None)))
    assert (screen.medicines, screen.icd, screen.allergies, screen.capacity) == ((), "", "", "")


def test_what_matters_is_in_the_persons_words_with_preferred_places() -> None:
    screen = shown(layer())
    assert screen.matters[0] == Group(title="What the person values most", items=("Being at home with the dog.",))
    assert screen.places == ("Preferred place of care: Own home.",)


def test_places_that_nobody_chose_are_not_said_to_be_undiscussed() -> None:
    matters = WhatMatters(place_of_death_words="By the sea", place_of_death_second=Place.HOSPICE)
    assert shown(layer(enduring_plan(what_matters=matters))).places == (
        "Preferred place of death: By the sea.", "Second choice of place of death: Hospice.",
    )  # fmt: skip


def test_places_that_somebody_declined_to_talk_about_say_so() -> None:
    screen = shown(layer(enduring_plan(what_matters=WhatMatters(place_of_death=Place.DECLINED))))
    assert "Preferred not to talk about it" in screen.places[0]


def test_places_that_somebody_says_were_not_discussed_say_so() -> None:
    screen = shown(layer(enduring_plan(what_matters=WhatMatters(place_of_care=Place.NOT_DISCUSSED))))
    assert screen.places == ("Preferred place of care: Not discussed yet.",)


def test_how_old_it_is_and_who_signed() -> None:
    lines = shown(layer()).provenance[0].lines
    assert lines[0] == "Signed 2 March 2026 at 2:30pm by Dr Ada Moss, GP, Elm Surgery, GMC 7000001"
    assert lines[-1] == "Review due by 1 September 2026."


def test_overdue_review_is_said_and_changes_nothing() -> None:
    screen = shown(layer(), at=datetime(2026, 9, 2, 12, tzinfo=UTC))
    assert screen.provenance[0].lines[-1] == (
        "Review was due by 1 September 2026, and is overdue. The recommendation stands."
    )
    assert screen.cpr.status is EffectiveCpr.NOT_FOR_CPR


def test_overdue_endorsement_is_said_and_changes_nothing() -> None:
    document = signed(signature=signature(endorsement_due=SIGNED + timedelta(days=1)))
    screen = shown(layer(document=document))
    assert any("overdue. The recommendation stands" in line for line in screen.provenance[0].lines)
    assert screen.cpr.status is EffectiveCpr.NOT_FOR_CPR


def test_endorsement_and_review_since_signing_are_shown_with_who() -> None:
    lines = shown(layer(endorsed_at=NOW, endorsed_by="Dr B", reviewed_at=NOW, reviewed_by="Dr C")).provenance[0].lines
    assert "Endorsed 10 March 2026 at 3:12am by Dr B" in lines
    assert lines[-1].startswith("Reviewed 10 March 2026 at 3:12am by Dr C. Review due by")


def test_review_that_set_a_new_day_is_due_then_and_not_on_the_day_of_the_plan() -> None:
    held = layer(reviewed_at=NOW, reviewed_rule=ReviewRule.DATED, reviewed_due=date(2027, 6, 10))
    lines = shown(held, at=datetime(2026, 11, 25, tzinfo=UTC)).provenance[0].lines
    assert lines[-1] == "Reviewed 10 March 2026 at 3:12am. Review due by 10 June 2027."


def test_review_that_set_no_further_day_leaves_none_overdue() -> None:
    held = layer(reviewed_at=NOW, reviewed_rule=ReviewRule.INDEFINITE)
    lines = shown(held, at=datetime(2026, 11, 25, tzinfo=UTC)).provenance[0].lines
    assert lines[-1].endswith("No review date: indefinite.")


def test_indefinite_plan_says_that_it_has_no_review_date() -> None:
    review = Review(rule=ReviewRule.INDEFINITE, indefinite_why="Dying")
    assert shown(layer(enduring_plan(review=review))).provenance[0].lines[-1] == "No review date: indefinite."


def test_sheet_of_a_typical_plan_is_small() -> None:
    assert len(str(sheet(layers=[layer(), layer(episode_plan())], now=NOW))) < 8_000


def test_sheet_cuts_long_texts_and_says_so() -> None:
    long = layer(enduring_plan(cpr=cpr(rationale="Because " * 10_000)))
    assert shown(long).cpr.rationale.endswith("(more in the plan)")


def test_sheet_written_by_older_software_is_still_read() -> None:
    made = sheet(layers=[layer()], now=NOW)
    oldest = {"made_at": made["made_at"], "layers": [{"layer": made["layers"][0]["layer"]}]}
    assert view(oldest, identity(), NOW).cpr.status is EffectiveCpr.NOT_FOR_CPR


def test_warnings_name_what_the_plan_says_against_itself() -> None:
    contrary = enduring_plan(capacity=Capacity(outcome=HasCapacity.LACKS))
    assert "lacks capacity" in shown(layer(contrary)).warnings[0]


def test_view_reads_the_clock_only_as_it_is_given() -> None:
    assert replace(shown(layer()), checked="") == replace(shown(layer(), at=NOW + timedelta(hours=1)), checked="")


def test_sheet_written_by_newer_software_is_read_for_what_is_known() -> None:
    made = sheet(layers=[layer()], now=NOW)
    made["layers"][0] |= {"colour": "lilac", "layer": made["layers"][0]["layer"] | {"mood": "calm"}}
    assert view(made | {"weather": "fair"}, identity(), NOW).cpr.status is EffectiveCpr.NOT_FOR_CPR
