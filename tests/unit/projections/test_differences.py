"""What changed between two plans, in words."""

from dataclasses import replace

from tests.builders.legal import lasting_power
from tests.builders.plans import cpr, enduring_plan, talk, treatment

from accord.domain.plan.clinical import (
    Advice,
    CprRecommendation,
    Intervention,
    OtherDocument,
    Treatments,
    Understanding,
)
from accord.domain.plan.documents import Legal, Plan
from accord.domain.plan.keeping import Distribution, Recipient
from accord.domain.plan.people_involved import Involvement
from accord.domain.plan.wishes import WhatMatters
from accord.projections.differences import Change, Difference, Segment, compare_words, differences


def one(before: Plan, after: Plan) -> Difference:
    """Return the only difference."""
    (found,) = differences(before, after)
    return found


def test_difference_of_a_choice_is_in_its_words() -> None:
    found = one(enduring_plan(cpr=cpr(CprRecommendation.FOR_CPR)), enduring_plan())
    assert (found.label, found.before, found.after) == (
        "CPR recommendation", "CPR attempts recommended", "CPR attempts not recommended",
    )  # fmt: skip


def test_difference_of_a_text_shows_which_words_changed() -> None:
    before, after = (enduring_plan(what_matters=WhatMatters(values=text)) for text in ("My dog", "My old dog"))
    assert one(before, after).segments == (Segment("My"), Segment("old", Change.ADDED), Segment("dog"))


def test_difference_of_a_new_answer_says_that_there_was_none() -> None:
    found = one(enduring_plan(what_matters=WhatMatters()), enduring_plan(what_matters=WhatMatters(values="My dog")))
    assert (found.before, found.segments) == ("Not recorded", ())


def test_difference_of_a_treatment_names_it() -> None:
    before, after = (
        enduring_plan(treatments=Treatments(recommendations=(treatment(Intervention.OXYGEN, advice),)))
        for advice in (Advice.RECOMMENDED, Advice.NOT_RECOMMENDED)
    )
    found = one(before, after)
    assert (found.label, found.before, found.after) == (
        "Treatments: Oxygen: Recommendation", "Recommended", "Not recommended",
    )  # fmt: skip


def test_difference_names_what_was_added_and_what_was_removed() -> None:
    before, after = (
        enduring_plan(understanding=Understanding(other_documents=(OtherDocument(description=name),)))
        for name in ("Will", "Letter")
    )
    found = one(before, after)
    assert (found.change, found.before, found.after) == (Change.CHANGED, "Will", "Letter")


def test_difference_of_a_list_is_one_with_a_line_for_each_thing() -> None:
    given = (treatment(Intervention.OXYGEN, Advice.RECOMMENDED), treatment(Intervention.FLUIDS, Advice.NOT_RECOMMENDED))
    found = one(enduring_plan(treatments=None), enduring_plan(treatments=Treatments(recommendations=given)))
    assert (found.change, len(found.after.splitlines())) == (Change.ADDED, 2)


def test_difference_of_ticked_boxes_names_each() -> None:
    before, after = (
        enduring_plan(distribution=Distribution(tell=frozenset(told)))
        for told in ((Recipient.GP,), (Recipient.GP, Recipient.PERSON))
    )
    found = one(before, after)
    assert (found.change, found.after) == (Change.ADDED, "The person")


def test_difference_of_a_conversation_tells_with_whom_and_when() -> None:
    found = one(enduring_plan(conversations=()), enduring_plan())
    assert found.after.startswith("Conversation with the person, 1 March 2026 at 11:00am. We talked")


def test_difference_inside_a_legal_document_is_found_by_its_reference() -> None:
    power = lasting_power()
    before, after = (
        enduring_plan(legal=Legal(lasting_powers=(replace(power, restrictions=words),)))
        for words in ("", "None at home")
    )
    assert one(before, after).label == (
        "Lasting power of attorney (LPA): Health and welfare LPA M-1234-5678-9012: Restrictions and conditions"
    )


def test_difference_of_an_order_is_said() -> None:
    documents = (OtherDocument(description="Will"), OtherDocument(description="Letter"))
    before, after = (
        enduring_plan(understanding=Understanding(other_documents=d)) for d in (documents, documents[::-1])
    )
    assert one(before, after).label == "Other care-planning documents: order"


def test_difference_of_a_part_that_was_looked_at_and_left_empty_is_said() -> None:
    found = one(enduring_plan(involvement=None), enduring_plan(involvement=Involvement()))
    assert (found.before, found.after) == ("Nothing recorded", "Looked at, with no answers")
    assert one(enduring_plan(involvement=Involvement()), enduring_plan(involvement=None)).change is Change.REMOVED


def test_difference_of_two_alike_things_counts_them() -> None:
    twice = enduring_plan(conversations=(talk(), talk()))
    assert one(enduring_plan(), twice).change is Change.ADDED


def test_very_long_texts_are_shown_one_after_the_other() -> None:
    old, new = "a " * 5000, "b " * 5000
    assert [segment.change for segment in compare_words(old, new)] == [Change.REMOVED, Change.ADDED]
