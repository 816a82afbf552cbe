"""Every page that each role is shown passes axe, and every page that there is has been shown to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser
from tests.builders import pointers
from tests.builders.fhir_clients import ADDRESSES
from tests.journeys.crawls import crawl
from tests.journeys.journeys import Journey
from tests.journeys.sites import Site
from tests.journeys.steps_following import raise_signal
from tests.journeys.steps_publishing import Publishing

NO_PAGES = {
    "health": "answers a machine",
    "access:sign_out": "leads on to the page that says so",
    "access:held_form": "is met in the journey of the lost session",
    "access:code": "is met in the journey of the second factor",
    "access:recovery_code": "is met in the journey of the second factor",
    "access:passkey": "is a button's",
    "access:passkeys": "is met in the journey of the second factor",
    "access:put_notices_away": "is a button's",
    "access:openid": "leads to the identity provider",
    "access:openid_again": "needs an identity provider: tests/integration/openid",
    "access:openid_back": "comes from the identity provider",
    "access:openid_ended": "answers the identity provider",
    "systems:token": "answers another system",
    "systems:smart_configuration": "answers another system",
    "access:recovery_codes": "is met in the journey of the second factor",
    "access:remove_factor": "is met in the journey of the second factor",
    "people:contact_end": "is a button's",
    "relationships:end": "is a button's",
    "plans:contacts": "leads on to the contacts",
    "plans:draft_open": "is a button's",
    "plans:draft_rebase": "is a button's",
    "plans:part_keep": "answers a script",
    "plans:part_watch": "answers a script",
    "plans:report_draft": "is a button's",
    "assurance:publication_decide": "is a button's",
    "assurance:publication_file": "is a file",
    "assurance:signal_action": "is met in the journey of a signal's life",
    "training:counts": "is a file",
    "assurance:look_back": "is met in the journey of a look-back",
    "assurance:look_back_close": "is met in the journey of a look-back",
    "training:cover_counts": "is a file",
    **dict.fromkeys(ADDRESSES | pointers.ADDRESSES, "answers another system"),
    **{f"transparency:get_{name}": "answers a machine" for name in ("log", "sth", "sth_consistency", "proof_by_hash")},
    **{
        f"plans:{name}": "is met in the journey of re-identification"
        for name in ("reidentification", "reidentification_decide")
    },
    "demographics:receive": "answers another system",
    "partners:hear": "answers another system",
    "streams:stands": "answers a script",
    "cancellations:answer": "is met in the journey of a plan's life",
    "deliveries:replay": "is a button's",
    "deliveries:announce_again": "is a button's",
    "copies:print": "is a button's",
    "copies:taken_back": "is a button's",
    "copies:standing": "is met in the journey of a printed copy",
    "copies:keys": "answers a machine",
    "kept:session": "answers a script",
    "kept:checks": "answers a script",
    "kept:openings": "answers a script",
    "kept:words": "answers a script",
    "kept:worker": "is a script",
    "downtime:schedule": "is a button's",
    "downtime:envelope": "is a button's",
    "downtime:make": "is a button's",
    "downtime:file": "is a file",
    "downtime:unopened": "is a button's",
    "downtime:pack": "needs a pack: tests/integration/sharing/test_downtime_pages.py",
    "plans:compare": "needs two versions: it is met in the journey through history",
}
EVERYWHERE = [
    "/",
    "/choose-role",
    "/signed-out",
    "/people/find",
    "/emergency",
    "/people/new",
    "/people/held",
    "/gone",
    "/your-looks",
    "/who-looked/outside",
    "/check-a-copy",
    "/downtime/openings",
    "/moves",
]
OF_THE_FIRST = ("/details", "/needs", "/monitoring", "/relationships", "/open")
OF_THE_LAST = "/died/withdraw"
PREPARED = (
    Journey.given_everything_recorded,
    Journey.given_a_suspended_plan_after_a_stay,
    Journey.given_a_death,
)
ROLES = (
    "clinician",
    "doctor",
    "carer",
    "paramedic",
    "manager",
    "administrator",
    "assurance",
    "reviewer",
    "privacy",
)


@pytest.fixture(scope="module")
def records(site: Site, browser: Browser) -> list[str]:
    """Make records on which every step can be taken, and give their addresses."""
    made = []
    for prepare in PREPARED:
        journey = Journey(site, browser)
        prepare(journey)
        made.append(journey.record)
        journey.end()
    return made


@pytest.fixture(scope="module")
def signal(site: Site) -> str:
    """Raise a signal that nobody waits for any more, and give its address."""
    return raise_signal(site, days=30)


@pytest.fixture(scope="module", autouse=True)
def _publication(site: Site, browser: Browser) -> None:
    """Make a publication ready, which waits to be released."""
    journey = Publishing(site, browser)
    journey.when_turning_to("assurance")
    journey.when_choosing("Sex")
    journey.end()


@pytest.fixture(scope="module")
def met() -> set[str]:
    """What all roles together were shown."""
    return set()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_a_role_is_shown_passes(
    journey: Journey, records: list[str], signal: str, met: set[str], role: str
) -> None:
    journey.when_turning_to(role)
    details = ["/your-training", *(records[0] + page for page in OF_THE_FIRST), f"/who-looked{records[0]}"]
    met |= crawl(journey.screen, [*EVERYWHERE, *records, *details, signal, records[-1] + OF_THE_LAST])


def test_every_page_that_there_is_was_shown_to_somebody(met: set[str]) -> None:
    shown = {kind.split(" ")[0] for kind in met}
    assert named_routes() - shown - NO_PAGES.keys() == set()


@cache
def named_routes() -> frozenset[str]:
    """Return the name of every address."""
    return frozenset(_names(get_resolver(), ""))


def _names(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{namespace}{each.name}"
        else:
            yield from _names(each, f"{each.namespace}:" if each.namespace else namespace)
