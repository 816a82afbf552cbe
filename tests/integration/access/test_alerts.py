"""Looks outside a relationship: told of, explained afterwards, reviewed; and incidents, which are a relationship."""

import html
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.builders.eyes import failing

from accord.access.actions import alerts, incidents, reads
from accord.access.actions.reads import Purpose
from accord.access.models import AccessLog, Alert, CareRelationship, GivenReason, LookReview
from accord.access.queries import alerts as queries
from accord.domain.authority import Actor, Role
from accord.domain.errors import NotPermitted, Refused
from accord.domain.events import EventKind
from accord.domain.look_reviews import Reviewed, ReviewOutcome
from accord.domain.relationships import REASON_HOLDS, LookReason
from accord.events.models import Event
from accord.organisations.actions import load_csv

HEAD = "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"
MORE = """s-privacy,Kit Watch,,,Y90001,privacy_officer,other,2020-01-01,
s-crew,Al Road,,,R9901,ambulance,paramedic,2020-01-01,
"""


@pytest.fixture(autouse=True)
def _staff(_region: None, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text(HEAD + MORE)
    load_csv(organisations=None, relationships=None, staff=tmp_path / "more.csv", rejects=tmp_path / "r.csv", by=None)


@pytest.fixture
def stranger() -> UUID:
    return who.recorded(practice=None)


@pytest.fixture
def gp(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-gp"))
    return browser


@pytest.fixture
def crew(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-crew"))
    return browser


@pytest.fixture
def officer() -> Browser:
    browser = Browser()
    browser.sign_in(who.open_account("s-privacy"))
    return browser


def watch() -> Actor:
    return who.actor("Y90001", Role.PRIVACY_OFFICER)


def raised(person: UUID, by: Actor | None = None) -> UUID:
    alert_id = reads.note_outside(by=by or drafts.gp(), person_id=person, purpose=Purpose.CARE, what="person")
    assert alert_id
    return alert_id


def reviewed(of: Reviewed, outcome: ReviewOutcome = ReviewOutcome.APPROPRIATE) -> None:
    alerts.review(of=of, outcome=outcome, words="", by=watch())


def number_of(person: UUID) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM people_nhsnumber WHERE person_id = %s", [person])
        return str(cursor.fetchone()[0])


def test_look_outside_opens_at_once_and_is_told_of_once_a_day(gp: Browser, stranger: UUID) -> None:
    for page in ("", "/plan", "/details"):
        assert gp.get(f"/people/{stranger}{page}").status_code == 200
    assert [alert.what for alert in Alert.objects.filter(person_id=stranger)] == ["person"]
    assert AccessLog.objects.filter(person_id=stranger, basis="outside").count() == 3


def test_look_with_a_relationship_is_told_to_nobody(gp: Browser) -> None:
    person = who.recorded()
    page = gp.open(f"/people/{person}")
    assert not Alert.objects.exists()
    assert "Say why you looked" not in page


def test_emergency_outside_shows_the_screen_and_where_to_say_why(crew: Browser, stranger: UUID) -> None:
    page = crew.open(f"/emergency/{stranger}")
    assert "No plan is known here" in page
    assert f"/your-looks/{Alert.objects.get().id}" in page


def test_event_of_an_alert_tells_neither_whose_record_nor_who_looked(stranger: UUID) -> None:
    raised(stranger)
    event = Event.objects.get(kind=EventKind.LOOK_ALERTED)
    assert (event.person_id, event.staff_role_id, event.organisation_id) == (None, None, None)
    assert str(stranger) not in str(event.payload)


def test_screen_opens_where_the_alert_cannot_be_raised(
    crew: Browser, stranger: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    with failing("access_alert"):
        assert crew.get(f"/emergency/{stranger}").status_code == 200
    assert AccessLog.objects.get(person_id=stranger).basis == "outside"
    assert "an alert could not be raised" in caplog.text
    assert not Alert.objects.exists()


def test_crew_that_gives_its_incident_has_a_basis(crew: Browser, stranger: UUID) -> None:
    asked = {"by": "number", "nhs_number": number_of(stranger), "incident": "lon 4471-22"}
    crew.open(crew.send("/emergency", asked, page="/emergency").url)
    assert AccessLog.objects.get(person_id=stranger).basis == "incident"
    assert CareRelationship.objects.get(person_id=stranger).reference == "LON 4471-22"
    assert not Alert.objects.exists()


def test_incident_said_again_is_one(stranger: UUID) -> None:
    for _ in range(2):
        incidents.open_incident(person_id=stranger, reference="LON 1", by=who.actor("R9901", Role.AMBULANCE))
    assert CareRelationship.objects.filter(person_id=stranger).count() == 1


@pytest.mark.parametrize("reference", ["12", "x" * 31, "call <b>", "999 000 0018"])
def test_what_is_no_incident_is_refused_at_its_field(crew: Browser, stranger: UUID, reference: str) -> None:
    asked = {"by": "number", "nhs_number": number_of(stranger), "incident": reference}
    response = crew.send("/emergency", asked, page="/emergency")
    assert response.status_code == 422
    assert 'href="#incident"' in response.content.decode()


def test_only_crews_are_asked_for_an_incident(gp: Browser) -> None:
    assert "Incident number" not in gp.open("/emergency")


def test_reason_is_asked_for_on_the_first_page_and_appended(gp: Browser, stranger: UUID) -> None:
    gp.get(f"/people/{stranger}")
    assert "Say why you opened 1 record" in gp.open("/")
    page = f"/your-looks/{Alert.objects.get().id}"
    assert page in gp.open("/your-looks")
    assert gp.send(page, {"reason": "colleague"}, page=page).url == "/"
    assert GivenReason.objects.get().reason == "colleague"
    assert "Say why you opened" not in gp.open("/")
    assert "Say why you looked" not in gp.open(f"/people/{stranger}")


def test_incident_given_afterwards_is_live_for_the_organisation(crew: Browser, stranger: UUID) -> None:
    crew.get(f"/emergency/{stranger}")
    page = f"/your-looks/{Alert.objects.get().id}"
    assert crew.send(page, {"reason": "incident", "words": "??"}, page=page).status_code == 422
    assert crew.send(page, {"reason": "incident", "words": "LON 4471"}, page=page).status_code == 302
    assert CareRelationship.objects.get(person_id=stranger).kind == "incident"


@pytest.mark.parametrize("reason", [LookReason.CARE, LookReason.INCIDENT])
def test_reason_given_days_later_is_kept_and_opens_nothing(stranger: UUID, reason: LookReason) -> None:
    alert = raised(stranger)
    with patch("django.utils.timezone.now", return_value=timezone.now() + REASON_HOLDS):
        alerts.explain(alert_id=alert, reason=reason, words="LON 4471", by=drafts.gp())
    assert GivenReason.objects.get().alert_id == alert
    assert not CareRelationship.objects.filter(person_id=stranger).exists()


def test_reason_opens_the_record_for_the_day_of_the_look(stranger: UUID) -> None:
    alert = raised(stranger)
    alerts.explain(alert_id=alert, reason=LookReason.CARE, words="", by=drafts.gp())
    until = CareRelationship.objects.get(person_id=stranger).until
    assert until == Alert.objects.get().raised_at + REASON_HOLDS


def test_reason_given_in_another_role_opens_nothing_in_it(stranger: UUID) -> None:
    at_the_home, at_the_hospital = who.actor("VL901", Role.CLINICIAN), who.actor("R9901", Role.CLINICIAN)
    alerts.explain(alert_id=raised(stranger, by=at_the_home), reason=LookReason.CARE, words="", by=at_the_hospital)
    assert not CareRelationship.objects.filter(person_id=stranger).exists()


def test_wrong_record_opens_nothing_further(stranger: UUID) -> None:
    alerts.explain(alert_id=raised(stranger), reason=LookReason.WRONG_PERSON, words="", by=drafts.gp())
    assert not CareRelationship.objects.filter(person_id=stranger).exists()


def test_nobody_else_says_why(gp: Browser, stranger: UUID) -> None:
    alert = raised(stranger, by=drafts.nurse())
    assert gp.get(f"/your-looks/{alert}").status_code == 404
    with pytest.raises(NotPermitted):
        alerts.explain(alert_id=alert, reason=LookReason.CARE, words="", by=drafts.gp())


def test_reason_that_says_nothing_is_refused(stranger: UUID) -> None:
    with pytest.raises(Refused):
        alerts.explain(alert_id=raised(stranger), reason=LookReason.OTHER, words=" ", by=drafts.gp())


def test_officer_sees_what_waits_first_and_reviews_it(officer: Browser, stranger: UUID) -> None:
    alert = raised(stranger)
    assert "(1 not reviewed)" in officer.open("/who-looked")
    assert "Dr Ada Moss" in officer.open("/who-looked/outside")
    page = f"/who-looked/outside/{alert}"
    assert "Hartley" in officer.open(page)
    officer.send(page, {"outcome": "ask_manager", "words": "Asked Dr Oak."}, page=page)
    assert queries.counts(watch().organisation_id).unreviewed == 0
    assert "Asked Dr Oak." in officer.open(page)


def test_own_look_is_for_somebody_else_to_review(stranger: UUID) -> None:
    alert_id = raised(stranger, by=watch())
    look = AccessLog.objects.filter(person_id=stranger).get().pk
    for own in (Reviewed(alert_id=alert_id), Reviewed(log_id=look), Reviewed(log_id=look, staff_id=watch().staff_id)):
        with pytest.raises(Refused, match="a look of your own"):
            reviewed(own)
    assert not LookReview.objects.exists()


def test_unreviewed_alerts_stand_first(stranger: UUID) -> None:
    old, new = raised(stranger), raised(who.recorded(practice=None))
    reviewed(Reviewed(alert_id=new))
    listed = queries.of_organisation(watch().organisation_id, offset=0, most=10)
    assert [each.id for each in listed] == [old, new]


def test_reason_given_first_is_reviewed_too(officer: Browser, stranger: UUID) -> None:
    alerts.open_with_reason(person_id=stranger, reason=LookReason.OTHER, words="Audit visit.", by=drafts.gp())
    assert "Another reason. Audit visit." in officer.open("/who-looked/outside")


def test_alert_of_another_organisation_is_not_shown_nor_reviewed(officer: Browser, stranger: UUID) -> None:
    alert = raised(stranger, by=drafts.nurse())
    assert officer.get(f"/who-looked/outside/{alert}").status_code == 404
    with pytest.raises(NotPermitted):
        reviewed(Reviewed(alert_id=alert))


@pytest.mark.parametrize("kind", ["looks", "people", "staff"])
def test_looks_are_reviewed_one_by_one_or_together(officer: Browser, gp: Browser, stranger: UUID, kind: str) -> None:
    gp.get(f"/people/{stranger}")
    look = AccessLog.objects.get(person_id=stranger)
    key = {"looks": look.id, "people": stranger, "staff": look.staff_id}[kind]
    page = f"/who-looked/{kind}/{key}/review"
    back = officer.send(page, {"outcome": "concern", "words": "Ask about this."}, page=page).url
    says = "Reviewed: A concern" if kind == "looks" else "Ask about this."
    assert says in html.unescape(officer.open(back))


def test_concern_needs_words(officer: Browser, stranger: UUID) -> None:
    page = f"/who-looked/outside/{raised(stranger)}"
    response = officer.send(page, {"outcome": "concern"}, page=page)
    assert response.status_code == 422
    assert not LookReview.objects.exists()


@pytest.mark.parametrize("path", ["people/{0}", "staff/{0}", "looks/7"])
def test_review_of_no_look_is_not_found(officer: Browser, path: str) -> None:
    assert officer.get(f"/who-looked/{path.format(uuid4())}/review").status_code == 404


ACTIONS: tuple[tuple[Callable[[UUID], object], type[Model]], ...] = (
    (lambda person: alerts.open_with_reason(person_id=person, reason=LookReason.CARE, words="", by=drafts.gp()), Alert),
    (
        lambda _: alerts.review(of=Reviewed(log_id=1), outcome=ReviewOutcome.APPROPRIATE, words="", by=watch()),
        LookReview,
    ),
    (lambda person: incidents.open_incident(person_id=person, reference="LON 1234", by=drafts.gp()), CareRelationship),
)


@pytest.mark.parametrize(("act", "kept"), ACTIONS)
def test_nothing_is_saved_where_the_event_fails(
    stranger: UUID, failing_events: None, act: Callable[[UUID], object], kept: type[Model]
) -> None:
    with pytest.raises(RuntimeError):
        act(stranger)
    assert not kept._default_manager.exists()


def test_alert_and_its_event_are_kept_together(stranger: UUID) -> None:
    with failing("events_event"):
        assert reads.note_outside(by=drafts.gp(), person_id=stranger, purpose=Purpose.CARE, what="person") is None
    assert not Alert.objects.exists()


def test_alert_is_committed_with_the_look(committed: None) -> None:
    person, by = uuid4(), drafts.gp()
    first = reads.note_outside(by=by, person_id=person, purpose=Purpose.CARE, what="person")
    assert first == reads.note_outside(by=by, person_id=person, purpose=Purpose.CARE, what="plan")
    assert AccessLog.objects.filter(person_id=person, basis="outside").count() == 2


def test_reason_and_its_event_are_kept_together(stranger: UUID, request: pytest.FixtureRequest) -> None:
    alert = raised(stranger)
    request.getfixturevalue("failing_events")
    with pytest.raises(RuntimeError):
        alerts.explain(alert_id=alert, reason=LookReason.CARE, words="", by=drafts.gp())
    assert not GivenReason.objects.exists()
