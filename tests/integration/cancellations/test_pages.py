"""The page of a person's cancellations, the line in My work, and the page of what systems did not take."""

import html
from uuid import UUID, uuid4

from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.builders.systems import OtherSystem
from tests.integration.cancellations.conftest import SignIn
from tests.integration.cancellations.test_following import cancel, followed, home

from accord.access.models import AccessLog
from accord.plans.actions.signing import Signed
from accord.sharing.models import Announcement, Delivery, PracticeMessage, Subscription


def page_of(person: UUID) -> str:
    return f"/people/{person}/cancellations"


def text(browser: Browser, path: str) -> str:
    return html.unescape(browser.open(path))


def test_whoever_cancels_is_led_to_who_knows(sign_in: SignIn, person: UUID, signed: Signed) -> None:
    gp = sign_in("s-gp")
    cancel_page = f"/plans/{signed.version_id}/cancel"
    form = {"reason": "person_changed_mind", "inappropriate": "", "words": ""}
    answer = gp.send(cancel_page, form, page=cancel_page)
    assert answer.headers["Location"] == page_of(person)
    page = text(gp, page_of(person))
    for words in ("Ash House", "5 of 5 have not answered", "Yellow folder", "in the fridge", "Ambulance service"):
        assert words in page
    assert page_of(person) in gp.open("/")
    assert AccessLog.objects.filter(person_id=person, what="cancellations").exists()


def test_home_sees_itself_alone_and_answers(sign_in: SignIn, person: UUID, signed: Signed) -> None:
    cancel(signed)
    carer, holder = sign_in("s-care"), home(person).row.id
    page = text(carer, page_of(person))
    assert "Ash House" in page
    assert [words for words in ("Yellow folder", "Ambulance", "have not answered") if words in page] == []
    assert page_of(person) in carer.open("/")
    form = f"{page_of(person)}/{holder}"
    carer.send(form, {"answer": "removed", "words": ""}, page=form)
    assert home(person).has_answered
    assert page_of(person) not in carer.open("/")


def test_nobody_answers_for_others(sign_in: SignIn, person: UUID, signed: Signed) -> None:
    cancel(signed)
    other = next(each for each in followed(person).holders if each.row.recipient == "family")
    assert sign_in("s-care").get(f"{page_of(person)}/{other.row.id}").status_code == 404


def dead_letter(organisation: str = "Y90001") -> Subscription:
    system = OtherSystem().register("system/*.cruds", organisation)
    row = Subscription.objects.create(
        system_id=system.id,
        organisation_id=who.site(organisation),
        organisation_code=organisation,
        base="https://a.example",
        endpoint="https://b.example",
        kinds=["cancelled"],
        patience_seconds=10,
        most_at_once=1,
        status="error",
    )
    Delivery.objects.create(
        subscription=row,
        number=1,
        event_id=1,
        kind="cancelled",
        person_id=uuid4(),
        happened_at=drafts.yesterday(),
        state="dead",
        tries=14,
        last_error="answered 500",
    )
    return row


def test_whoever_manages_systems_sends_what_was_not_taken_again(sign_in: SignIn) -> None:
    row, office = dead_letter(), sign_in("s-office")
    page = text(office, "/deliveries")
    for words in ("A cancellation is among them", "Tried 14 times: answered 500", "Send 1 notification again"):
        assert words in page
    office.send(f"/deliveries/{row.pk}/again", {}, page="/deliveries")
    assert Delivery.objects.get(subscription=row).state == "waiting"
    assert "will be sent again now" in text(office, "/deliveries")


def test_what_practices_did_not_take_is_shown_where_the_plan_is_answered_for(sign_in: SignIn) -> None:
    for code, practice in (("Y90001", "Y90002"), ("VL901", "Y90003")):
        PracticeMessage.objects.create(
            person_id=uuid4(),
            kind="cancelled",
            state="refused",
            happened_at=drafts.yesterday(),
            practice_code=practice,
            organisation_id=who.site(code),
            last_error="fatal-error Not our patient",
        )
    page = text(sign_in("s-office"), "/deliveries")
    assert "Refused: fatal-error Not our patient" in page
    assert ("Y90002" in page, "Y90003" in page) == (True, False)


def test_systems_of_others_are_not_shown_nor_sent_to(sign_in: SignIn) -> None:
    row, office = dead_letter("R9901"), sign_in("s-office")
    assert "Nothing is left" in text(office, "/deliveries")
    assert office.send(f"/deliveries/{row.pk}/again", {}, page="/deliveries").status_code == 404
    assert Delivery.objects.get(subscription=row).state == "dead"


def test_whoever_manages_systems_announces_their_own_plans_again(sign_in: SignIn) -> None:
    ours, theirs = (
        Announcement.objects.create(
            event_id=-number, person_id=uuid4(), version_id=uuid4(), kind="cancelled", organisation_code=code,
            happened_at=drafts.yesterday(), state="dead", tries=14, last_error="answered 400",
        )
        for number, code in ((1, "Y90001"), (2, "R9901"))
    )  # fmt: skip
    office = sign_in("s-office")
    assert "Announce 1 change again" in text(office, "/deliveries")
    office.send("/deliveries/announcements/again", {}, page="/deliveries")
    assert [Announcement.objects.get(pk=row.pk).state for row in (ours, theirs)] == ["waiting", "dead"]
    assert "Nothing is left" in text(office, "/deliveries")
    Announcement.objects.update(state="kept")
