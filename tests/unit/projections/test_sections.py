"""A plan in words, part by part."""

import pytest
from tests.builders.legal import advance_decision
from tests.builders.plans import contact, enduring_plan, signature, talk, treatment

from accord.domain.choices import Answer
from accord.domain.moments import Moment
from accord.domain.people import ContactRole
from accord.domain.plan.clinical import Advice, Cpr, CprRecommendation, Intervention, MedicinesDevices, Treatments
from accord.domain.plan.documents import Legal, Plan
from accord.domain.plan.keeping import Justification, StopReason
from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import Ability, Capacity, ConversationWith
from accord.domain.plan.wishes import NamedPerson, SharingWishes, WhatMatters
from accord.projections.sections import Row, Section, sections, signature_rows
from accord.projections.sections.clinical import treatment_groups


def section(part: PartName, plan: Plan | None = None, **options: object) -> Section:
    """Return one section of a plan."""
    return next(each for each in sections(plan or enduring_plan(), **options) if each.part is part)


def texts(rows: tuple[Row, ...]) -> dict[str, str]:
    """Return the text of each label."""
    return {row.label: row.text for row in rows}


def test_sections_of_an_empty_plan_say_that_nothing_is_recorded() -> None:
    made = sections(Plan())
    assert [each.part for each in made] == [part for part in PartName if part is not PartName.YOUNG_PERSON]
    empty = [each for each in made if each.part is not PartName.CPR]
    assert {each.empty_words for each in empty} == {"Nothing has been recorded in this part."}


def test_section_of_an_empty_recommendation_gives_the_usual_presumption() -> None:
    assert "usual presumption is to attempt CPR" in section(PartName.CPR, Plan()).rows[0].text


def test_section_leaves_out_what_nobody_answered_and_never_says_no() -> None:
    said = texts(section(PartName.CPR, Plan(cpr=Cpr())).rows)
    assert said["CPR recommendation"] == "No recommendation about CPR recorded"
    assert "A cardiac arrest can be foreseen" not in said
    assert "No" not in said.values()


def test_section_against_cpr_says_whether_a_reason_is_recorded() -> None:
    against = Cpr(recommendation=CprRecommendation.NOT_FOR_CPR)
    said = texts(section(PartName.CPR, enduring_plan(cpr=against)).rows)
    assert (said["Main reason"], said["Reasons for this person"]) == ("Not recorded", "Not recorded")


def test_section_groups_treatments_by_what_is_recommended() -> None:
    rows = {row.label: row.items for row in section(PartName.TREATMENTS).rows}
    assert rows["Recommended if"] == ("Transfer to hospital if it is for something that can be put right",)
    assert rows["Not recommended"] == ("Transfer to intensive care",)


def test_section_tells_conversations_in_the_order_in_which_they_were_held() -> None:
    earlier = talk(ConversationWith.FAMILY, at=Moment.read("2026-02-01"), with_name="Tom", with_relationship="son")
    rows = section(PartName.CONVERSATIONS, enduring_plan(conversations=(talk(), earlier))).rows
    assert [row.label for row in rows] == [
        "Conversation with Tom, son, family, 1 February 2026",
        "Conversation with the person, 1 March 2026 at 11:00am",
    ]
    assert "Minutes: 25" in rows[1].items


def test_section_tells_a_declined_offer_as_one() -> None:
    row = section(PartName.CONVERSATIONS, enduring_plan(conversations=(talk(offer_declined=True),))).rows[0]
    assert row.label == "Offer to talk, declined by the person, 1 March 2026 at 11:00am"


def test_section_of_capacity_puts_the_evidence_beside_each_ability() -> None:
    capacity = Capacity(weigh=Ability(able=Answer.NO, evidence="Forgets between sentences"))
    said = texts(section(PartName.CAPACITY, enduring_plan(capacity=capacity)).rows)
    assert said["Able to use or weigh it"] == "No. Forgets between sentences."
    assert "Able to keep it in mind" not in said
    assert said["Capacity for this decision"] == "Not recorded"


def test_section_explains_whether_an_advance_decision_is_valid() -> None:
    legal = Legal(advance_decisions=(advance_decision(),))
    rows = {row.label: row for row in section(PartName.LEGAL, enduring_plan(legal=legal)).rows}
    finding = rows["Whether it is valid, for CPR"]
    assert "is valid, as far as this record shows" in finding.text
    assert any(line.startswith("It is in writing: met.") for line in finding.items)
    assert rows["To judge at the time"].items


def test_section_names_who_is_not_to_be_told_to_staff_and_never_on_paper() -> None:
    plan = enduring_plan(sharing=SharingWishes(not_to_be_told=(NamedPerson(name="Ann Lowe"),)))
    assert texts(section(PartName.SHARING, plan).rows)["Do not tell"] == "Ann Lowe"
    assert "Do not tell" not in texts(section(PartName.SHARING, plan, printed=True).rows)
    people = [contact("Ann Lowe", ContactRole.PRIMARY), contact("Tom Hartley", ContactRole.EMERGENCY)]
    assert [row.text for row in section(PartName.CONTACTS, plan, contacts=people).rows] == ["Tom Hartley, 01632 960001"]


def test_section_says_that_nobody_has_recorded_places() -> None:
    said = texts(section(PartName.WHAT_MATTERS, enduring_plan(what_matters=WhatMatters())).rows)
    assert said["Preferred place of care"] == said["Preferred place of death"] == "Not recorded"
    assert said["What the person has said about CPR"] == "Not known"


def test_section_says_that_nobody_has_recorded_allergies() -> None:
    said = texts(section(PartName.MEDICINES_DEVICES, enduring_plan(medicines_devices=MedicinesDevices())).rows)
    assert said["Allergies"] == "Not recorded"


def test_signature_tells_who_when_and_any_justification() -> None:
    why = Justification(reason=StopReason.EMERGENCY, words="She was dying.")
    said = texts(signature_rows(signature(justification=why)))
    assert said["Signed by"] == "Dr Ada Moss, GP, Elm Surgery, GMC 7000001"
    assert said["Signed"] == "2 March 2026 at 2:30pm"
    assert "She was dying." in said["Signed with a justification"]


@pytest.mark.parametrize("condition", ["it could be put right", "If it could be put right", "if it could be put right"])
def test_condition_of_a_treatment_says_if_once(condition: str) -> None:
    treatments = Treatments(
        recommendations=(treatment(Intervention.HOSPITAL, Advice.CONDITIONAL, condition=condition),)
    )
    lines = [line for _, _, found in treatment_groups(treatments) for line in found]
    assert lines == ["Transfer to hospital if it could be put right"]
