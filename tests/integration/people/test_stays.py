"""Where somebody is changes by arriving and leaving; an admission stands beside the home they come from."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import who

from accord.domain.errors import Refused
from accord.domain.people import NewStay, StayKind
from accord.events.queries import history
from accord.people.actions import stays
from accord.people.queries import identities


@pytest.fixture
def person(tmp_path: Path) -> UUID:
    who.load_directory(tmp_path)
    return who.recorded()


def start(person: UUID, site: str, kind: StayKind, days_ago: int) -> UUID:
    stay = NewStay(site_id=who.site(site), kind=kind, start=ago(days_ago))
    return stays.start_stay(person_id=person, stay=stay, by=None)


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def test_admission_keeps_the_place_at_home(person: UUID) -> None:
    start(person, "VL901", StayKind.RESIDENT, 90)
    stay = start(person, "R9901", StayKind.ADMISSION, 3)
    identity = identities.many([person])[person]
    assert (identity.admission.id if identity.admission else None) == stay
    assert [stay.site_name for stay in identity.stays] == ["Oak Hospital", "Ash House"]


def test_discharge_leads_back_home_and_is_told(person: UUID) -> None:
    start(person, "VL901", StayKind.RESIDENT, 90)
    stay = start(person, "R9901", StayKind.ADMISSION, 3)
    stays.end_stay(person_id=person, stay_id=stay, end=ago(1), by=None)
    current = identities.many([person])[person].current_stay
    assert current
    assert current.site_name == "Ash House"
    kinds = [event.kind.value for event in history.of_person(person)][1:]
    assert kinds == ["person_moved", "person_admitted", "person_discharged"]


def test_move_ends_the_stay_before_it(person: UUID) -> None:
    start(person, "VL901", StayKind.RESIDENT, 90)
    start(person, "R9901", StayKind.RESIDENT, 10)
    stays_now = [stay.end is None for stay in identities.many([person])[person].stays]
    assert stays_now == [True, False]


def test_transfer_within_an_admission_is_no_new_admission(person: UUID) -> None:
    start(person, "R9901", StayKind.ADMISSION, 3)
    start(person, "VL901", StayKind.ADMISSION, 1)
    assert history.of_person(person)[-1].kind.value == "person_moved"


@pytest.mark.parametrize(("days_ago", "wrong"), [(-1, "in the future"), (365 * 100, "before the date of birth")])
def test_stay_that_cannot_be_is_refused(person: UUID, days_ago: int, wrong: str) -> None:
    with pytest.raises(Refused, match=wrong):
        start(person, "VL901", StayKind.RESIDENT, days_ago)


def test_stay_ends_once(person: UUID) -> None:
    stay = start(person, "R9901", StayKind.ADMISSION, 3)
    stays.end_stay(person_id=person, stay_id=stay, end=ago(1), by=None)
    with pytest.raises(Refused, match="no such stay"):
        stays.end_stay(person_id=person, stay_id=stay, end=ago(0), by=None)


def test_arrival_whose_event_fails_saves_nothing(person: UUID, failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        start(person, "VL901", StayKind.RESIDENT, 1)
    assert identities.many([person])[person].stays == ()
