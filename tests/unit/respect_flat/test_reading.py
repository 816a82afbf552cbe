"""Reading FLAT ReSPECT forms: where each item goes, and that none is lost."""

import json
from typing import Any

import pytest
from tests.builders.respect_forms import A7, CAPACITY, CPR, DECIDED, FOCUS, HEADINGS, INVOLVEMENT, REVIEW, SCALE, form
from tests.corpus_files import corpus_text

from accord.domain.codec import from_json
from accord.domain.errors import Refused
from accord.domain.plan.clinical import Focus
from accord.domain.plan.documents import PART_TYPES
from accord.domain.plan.parts import PartName
from accord.domain.respect_flat.reading import read_respect, read_respect_text
from accord.domain.respect_flat.reported_plans import ReportedPlan

PUBLISHED = "openehr/respect_flat_2.json"
V3 = "respect_v3-6-7/respect_headings/"
VERSION_3 = {
    f"{V3}a2._shared_understanding/respect_summary/narrative_summary": "COPD",
    f"{V3}a2._shared_understanding/legal_welfare_proxy_in_place/status|code": "at0005",
    f"{V3}a3._what_matters_to_me/what_matters_to_me/what_i_most_value": "Tea",
    f"{V3}a3._what_matters_to_me/what_matters_to_me/what_i_most_fear": "Hospital",
    f"{V3}a4._x/cpr_decision/cpr_decision|value": "CPR attempts recommended adult or child",
    f"{V3}a6._x/respect_involvement/involvement:0|value": "C1 Person less than 18",
    f"{V3}a6._x/respect_involvement/involvement:1|value": "C3 Person less than 18",
}


def left(plan: ReportedPlan) -> list[tuple[str, str]]:
    return [(each.path, each.why) for each in plan.unplaced]


def accounted(plan: ReportedPlan) -> list[str]:
    return sorted([*plan.placed, *plan.context, *(each.path for each in plan.unplaced)])


def refused(document: object) -> str:
    with pytest.raises(Refused) as error:
        read_respect(document)
    return str(error.value)


def test_whole_form_has_its_parts_and_nothing_left() -> None:
    plan = read_respect(form())
    assert plan.parts["cpr"] == {"recommendation": "not_for_cpr", "decided_at": "2024-05-01T09:00:00+00:00"}
    assert plan.parts["involvement"]["options"] == ["a"]
    assert plan.parts["treatments"] == {"focus": "comfort"}
    assert (plan.unplaced, plan.contradictions) == ((), ())


@pytest.mark.parametrize(
    ("code", "said"),
    [("at0004", "for_cpr"), ("at0005", "not_for_cpr"), ("at0027", "modified_cpr"), ("at0022", "none")],
)
def test_cpr_codes_are_read(code: str, said: str) -> None:
    assert read_respect(form({CPR: code})).parts["cpr"]["recommendation"] == said


@pytest.mark.parametrize(
    ("code", "option"),
    [("at0003", "a"), ("at0004", "b"), ("at0005", "c1"), ("at0011", "c2"), ("at0012", "c3"), ("at0013", "d")],
)
def test_involvement_codes_are_read(code: str, option: str) -> None:
    assert read_respect(form({INVOLVEMENT: code})).parts["involvement"]["options"] == [option]


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (CPR, "at9999", "What this code says about CPR is not known."),
        (CPR, 5, "It is not text."),
        (INVOLVEMENT, "at0099", "Which of the options A to D this code means is not known."),
        (CAPACITY, "perhaps", "Whether it says that the person has capacity is not known."),
        (DECIDED, "last week", "It is not a date or time."),
        (FOCUS, "Symptom control", "It is not one of the three values of version 3"),
        (SCALE, 5, "The scale from 0 to 100 of ReSPECT versions 1 and 2"),
        (f"{HEADINGS}a4._clinical_recommendations/something_new", "x", "This software has no place for it."),
        (f"{A7}service:0/service_name", "Signature", "Whose signature it is, is not said."),
    ],
)
def test_item_that_cannot_be_placed_is_named_with_the_reason(path: str, value: object, why: str) -> None:
    ((found, said),) = left(read_respect(form({path: value})))
    assert found == path
    assert said.startswith(why)


def test_unread_choice_is_not_guessed() -> None:
    assert "recommendation" not in read_respect(form({CPR: "at9999"})).parts["cpr"]
    assert "treatments" not in read_respect(form({FOCUS: "Symptom control"})).parts


@pytest.mark.parametrize("focus", Focus)
def test_three_values_of_clinical_focus_are_read(focus: Focus) -> None:
    assert read_respect(form({FOCUS: f"{focus.words}."})).parts["treatments"]["focus"] == focus


def test_empty_choice_is_placed_as_nothing_chosen() -> None:
    plan = read_respect(form({CPR: "", INVOLVEMENT: "", CAPACITY: None, DECIDED: ""}))
    assert plan.parts["cpr"] == {}
    assert plan.parts["involvement"]["options"] == []
    assert plan.unplaced == ()


def test_signatures_keep_the_order_of_their_numbers() -> None:
    name = "signing_clinician/name:0/text"
    plan = read_respect(form({f"{A7}service:2/{name}": "Third", f"{A7}service:1/{name}": "Second"}))
    assert [each["name"] for each in plan.parts["signatures"]["items"]] == ["Dr Reed", "Second", "Third"]


def test_second_value_for_one_item_is_named() -> None:
    path = f"{A7}service:0/signing_clinician/name:1/text"
    assert left(read_respect(form({path: "Dr Other"}))) == [
        (path, "A second value for the same item: the first was taken.")
    ]


def test_review_date_becomes_the_review() -> None:
    plan = read_respect(form({REVIEW: "2025-05-01"}))
    assert plan.parts["review"] == {"rule": "dated", "due": "2025-05-01"}


def test_contacts_are_listed_to_be_called() -> None:
    base = f"{HEADINGS}a8._emergency_contacts/emergency_contacts/participant:0/"
    items = {f"{base}role": "GP", f"{base}contact/telephone/telephone_number": "01632 960000"}
    (contact,) = read_respect(form(items)).parts["contacts"]["items"]
    assert contact == {"relationship": "GP", "phone": "01632 960000", "name": "", "roles": ["emergency"]}


def test_other_documents_are_listed_with_their_place() -> None:
    base = f"{HEADINGS}a2._summary/a2.3_other/advance_planning_documentation/"
    items = {f"{base}summary": "See folder", f"{base}advance_planning_document:0/location": "Home"}
    found = read_respect(form(items)).parts["understanding"]["other_documents"]
    assert found == [{"description": "See folder"}, {"location": "Home", "description": ""}]


def test_every_part_fills_a_draft() -> None:
    plan = read_respect(form({REVIEW: "2025-05-01"}))
    filled = {name: from_json(PART_TYPES[PartName(name)], dict(values)) for name, values in plan.draft_parts().items()}
    assert set(filled) == {"understanding", "what_matters", "treatments", "cpr", "capacity", "involvement", "review"}


def test_version_3_paths_are_read_by_how_they_end() -> None:
    plan = read_respect(VERSION_3)
    assert plan.parts["what_matters"] == {"values": "Tea", "fears": "Hospital"}
    assert plan.parts["involvement"]["options"] == ["c1", "c3"]
    assert (plan.parts["legal"]["proxy"], plan.unplaced) == ("yes", ())


def test_involvement_code_of_another_archetype_is_not_guessed() -> None:
    path = f"{V3}a6._x/respect_involvement/involvement:0|code"
    assert left(read_respect({path: "at0003"})) == [(path, "This software has no place for it.")]


def test_form_inside_an_answer_is_read_and_the_answer_named() -> None:
    plan = read_respect({"templateId": "RESPECT_NSS-v0", "meta": {"href": "x"}, "composition": form()})
    assert plan.parts["capacity"] == {"outcome": "has"}
    assert [path for path, _ in left(plan)] == ["templateId", "meta"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "is not an object"),
        ({}, "is not an object with anything in it"),
        ({"a": {"b": 1}}, "a: is not a plain value"),
        ({"vital_signs/pulse": 70}, "holds no item of a ReSPECT form"),
        ({CPR: "at0005", CAPACITY: "\x00"}, "sufficient_capacity: holds a NUL"),
        ({f"{CPR}\n": "x"}, "path: has a new line"),
    ],
)
def test_document_that_is_no_flat_form_is_refused(document: object, said: str) -> None:
    assert said in refused(document)


def test_broken_json_says_where() -> None:
    with pytest.raises(Refused, match="line 1"):
        read_respect_text("{")


def published() -> tuple[dict[str, Any], ReportedPlan]:
    text = corpus_text(PUBLISHED)
    return json.loads(text), read_respect_text(text)


def test_no_item_of_the_published_form_vanishes() -> None:
    document, plan = published()
    assert accounted(plan) == sorted(document)


def test_published_form_names_what_has_no_place() -> None:
    _, plan = published()
    assert [each.path.rsplit("/", 1)[-1] for each in plan.unplaced] == ["care_priority_scale", "clinical_focus"]
    assert [each.value for each in plan.unplaced] == ["5", "Life-sustaining treatment"]


def test_published_form_fills_its_lists() -> None:
    _, plan = published()
    assert len(plan.parts["signatures"]["items"]) == 4
    assert len(plan.parts["contacts"]["items"]) == 5
    assert plan.parts["legal"] == {"proxy": "yes"}


def test_published_form_names_each_of_its_contradictions() -> None:
    _, plan = published()
    assert [each.code for each in plan.contradictions] == [
        "has_capacity_with_involvement_b",
        "proxy_not_named",
        "complete_but_empty",
        "no_senior_signature",
        "signed_before_decision",
        "review_not_after_confirmation",
    ]
