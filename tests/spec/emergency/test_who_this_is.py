"""The identity check, whom to call, and who is not to be told."""

from dataclasses import replace
from datetime import timedelta

from tests.builders.legal import advance_decision, lasting_power
from tests.builders.plans import NOW, contact, enduring_plan, identity, layer, signature, statement

from accord.domain.choices import Answer
from accord.domain.legal.deputies import Deputy
from accord.domain.moments import Moment
from accord.domain.people import ContactRole, Identity, PersonName
from accord.domain.plan.documents import Legal, Plan
from accord.domain.plan.wishes import NamedPerson, Place, Setting, SharingWishes, WhatMatters
from accord.projections.emergency import EmergencyView, ReportedPlan, sheet, view

SECOND = f"Second choice of place of death: {Place.HOSPICE.words}."
PLACE = "the drawer at 4 Hidden Row"
ANN = NamedPerson(name="ann  lowe", relationship="daughter")


def shown(person: Identity, sharing: SharingWishes | None = None, *, for_staff: bool = True) -> EmergencyView:
    """Return the screen of a person whose plan has these wishes about sharing."""
    return view(sheet(layers=[layer(enduring_plan(sharing=sharing))], now=NOW), person, NOW, for_staff=for_staff)


def test_identity_check_has_name_age_number_in_groups_and_address() -> None:
    check = shown(identity()).identity
    assert (check.name, check.born, check.age) == ("Mrs Rose Hartley", "17 May 1941", "84 years old")
    assert (check.nhs_number, check.address) == ("999 000 0018", "1 High Street, Skelby, ZZ99 3AB")


def test_identity_check_of_a_restricted_record_shows_no_address() -> None:
    check = shown(identity(restricted=True)).identity
    assert (check.address, check.is_restricted) == ("", True)


def test_identity_check_says_what_is_not_known() -> None:
    check = shown(identity(birth_date=None, nhs_number=None, addresses=(), names=())).identity
    assert (check.name, check.born, check.age) == ("Name not known", "Date of birth not known", "")
    assert (check.nhs_number, check.address) == ("No NHS number", "No address recorded")


def test_identity_check_shows_other_names() -> None:
    person = identity(names=(*identity().names, PersonName(family="Lowe", given=("Rose",), use="maiden")))
    assert shown(person).identity.other_names == ("Rose Lowe (maiden)",)


def test_contacts_begin_with_the_first_to_call() -> None:
    assert [each.name for each in shown(identity()).contacts] == ["Ann Lowe", "Tom Hartley"]


def test_contacts_none_of_whom_is_marked_for_emergencies_are_all_shown() -> None:
    person = identity(contacts=(contact("Sam Hill", ContactRole.NEXT_OF_KIN),))
    assert [each.name for each in shown(person).contacts] == ["Sam Hill"]


def test_contact_who_is_not_to_be_told_is_no_contact_and_is_named_to_staff_alone() -> None:
    wishes = SharingWishes(not_to_be_told=(ANN,))
    screen = shown(identity(), wishes)
    assert [each.name for each in screen.contacts] == ["Tom Hartley"]
    assert screen.do_not_tell == ("ann  lowe, daughter",)
    assert shown(identity(), wishes, for_staff=False).do_not_tell == ()


def test_contact_is_known_by_their_telephone_number_too() -> None:
    wishes = SharingWishes(not_to_be_told=(replace(ANN, name="Annie", telephone="+44 1632 960002"),))
    assert [each.name for each in shown(identity(), wishes).contacts] == ["Tom Hartley"]


def test_people_whom_the_person_names_are_to_be_consulted() -> None:
    wishes = SharingWishes(to_be_consulted=(NamedPerson(name="Father Brown", telephone="01632 960005"),))
    assert shown(identity(), wishes).consult == ("Father Brown, 01632 960005",)


def test_attorney_stands_among_those_to_call_with_what_they_may_decide() -> None:
    legal = replace(enduring_plan().legal, lasting_powers=(lasting_power("Grace Hill"),))
    screen = view(sheet(layers=[layer()], legal=legal, now=NOW), identity(), NOW)
    assert screen.contacts[-1].name == "Grace Hill"
    assert "may give or refuse consent" in screen.contacts[-1].role


def test_contact_who_is_not_to_be_told_is_not_called_once_no_plan_stands() -> None:
    held = sheet(sharing=SharingWishes(not_to_be_told=(ANN,)), now=NOW)
    screen = view(held, identity(), NOW)
    assert [each.name for each in screen.contacts] == ["Tom Hartley"]
    assert screen.do_not_tell == ("ann  lowe, daughter",)


def test_contact_who_is_not_to_be_told_is_not_called_once_the_plan_has_ended() -> None:
    ended = enduring_plan(
        sharing=SharingWishes(not_to_be_told=(ANN,)), setting=Setting(ends_at=Moment.read("2026-03-09"))
    )
    screen = view(sheet(layers=[layer(ended)], now=NOW), identity(), NOW)
    assert [each.name for each in screen.contacts] == ["Tom Hartley"]


def test_contact_whom_a_reported_plan_keeps_out_is_not_called() -> None:
    plan = Plan(sharing=SharingWishes(not_to_be_told=(ANN,)))
    report = ReportedPlan(source="another record", reported_at=NOW, reported_by="Jo", plan=plan)
    assert [each.name for each in view(sheet(reported=[report], now=NOW), identity(), NOW).contacts] == ["Tom Hartley"]


def test_other_contacts_are_offered_where_the_only_one_for_emergencies_is_not_to_be_told() -> None:
    person = identity(contacts=(contact("Ann Lowe", ContactRole.EMERGENCY), contact("Sam Hill", phone="01632 960009")))
    screen = shown(person, SharingWishes(not_to_be_told=(ANN,)))
    assert [each.name for each in screen.contacts] == ["Sam Hill"]


def test_restricted_record_names_no_organisation_and_no_place() -> None:
    plan = enduring_plan(what_matters=WhatMatters(advance_statement=Answer.YES, advance_statement_location=PLACE))
    paper = ReportedPlan(source="a form", reported_at=NOW, reported_by="Jo", location=PLACE)
    adrt = Legal(advance_decisions=(advance_decision(document_location=PLACE),))
    made = sheet(layers=[layer(plan)], statements=[statement()], legal=adrt, reported=[paper], now=NOW)
    open_record, restricted = (str(view(made, identity(restricted=each), NOW)) for each in (False, True))
    named = (PLACE, signature().author.organisation_name, statement().organisation)
    assert [name in open_record for name in named] == [True, True, True]
    assert [name in restricted for name in named] == [False, False, False]


def test_restricted_record_still_says_who_signed_and_heard() -> None:
    screen = view(sheet(layers=[layer()], statements=[statement()], now=NOW), identity(restricted=True), NOW)
    assert signature().author.name in screen.provenance[0].lines[0]
    assert screen.statements[0].heard.startswith("Jo Kind, Care staff, ")


def test_deputy_whose_order_has_ended_since_the_sheet_was_written_is_not_called() -> None:
    deputy = Deputy(name="Dana Poole", ordered_on=NOW.date(), expires_on=NOW.date(), welfare=Answer.YES)
    held = sheet(legal=Legal(deputies=(deputy,)), now=NOW)
    names = [[each.name for each in view(held, identity(), NOW + timedelta(days=n)).contacts] for n in (0, 1)]
    assert ["Dana Poole" in each for each in names] == [True, False]
    assert f"until {NOW:%-d %B %Y}" in view(held, identity(), NOW).binding[0].words


def test_second_choice_of_a_place_to_die_stands_after_the_first() -> None:
    matters = WhatMatters(place_of_death=Place.OWN_HOME, place_of_death_second=Place.HOSPICE)
    screen = view(sheet(layers=[layer(enduring_plan(what_matters=matters))], now=NOW), identity(), NOW)
    assert screen.places == (f"Preferred place of death: {Place.OWN_HOME.words}.", SECOND)
