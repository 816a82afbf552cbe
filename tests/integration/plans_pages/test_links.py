"""No role meets a refusal, a missing page or a failure by a link that it was shown."""

from __future__ import annotations

from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import pytest
from tests.builders import drafts
from tests.builders.browsers import Browser
from tests.integration.plans_pages.conftest import SignIn

from accord.domain.authority import GRANTS, NOT_STAFF, Permission, Role
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import Scope
from accord.domain.statements import Says, Speaker
from accord.organisations.actions import load_csv
from accord.plans.actions import reports, statements

MOST = 60
STAFF = "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"
DETAILS = {
    "by": "details",
    "family": "Hartley",
    "postcode": "ZZ99 3AB",
    "birth_date-day": "17",
    "birth_date-month": "5",
    "birth_date-year": "1941",
}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def links_of(page: str, path: str) -> list[str]:
    reader = _Links()
    reader.feed(page)
    whole = [urlsplit(urljoin(f"http://here{path}", href)) for href in reader.found]
    return [f"{each.path}?{each.query}".rstrip("?") for each in whole if each.netloc == "here"]


def refused_links(browser: Browser, starts: list[str]) -> list[str]:
    """Follow every link, the nearest first, and return those that were not answered with a page."""
    waiting, met, refused = deque((start, "the start") for start in starts), set(starts), []
    for _ in range(MOST):
        if not waiting:
            break
        path, shown_on = waiting.popleft()
        response = browser.get(path)
        if response.status_code not in (200, 302):
            refused.append(f"{path} ({response.status_code}), shown on {shown_on}")
        new = [response.url] if response.status_code == 302 else links_of(response.content.decode(), path)
        waiting += [(each, path) for each in dict.fromkeys(new) if each not in met]
        met |= set(new)
    return refused


def starts_of(browser: Browser, role: Role) -> list[str]:
    if Permission.FIND_PERSON not in GRANTS[role]:
        return ["/"]
    return ["/", browser.send("/people/find", DETAILS, page="/people/find").url]


@pytest.fixture
def busy(person: UUID) -> UUID:
    """Give a person for whom something of every kind stands."""
    drafts.signed(person)
    drafts.admit(person)
    drafts.draft_of(person, drafts.nurse(), {}, Scope.EPISODE)
    paper = reports.PaperSeen(cpr=CprRecommendation.NOT_FOR_CPR, words="Not for CPR")
    reports.report_paper(person_id=person, paper=paper, by=drafts.carer())
    by = drafts.carer()
    statements.post(person_id=person, says=Says.WANTS_CPR, words="Try it.", heard_from=Speaker.PERSON, by=by)
    return person


@pytest.mark.parametrize("role", [each for each in Role if each not in NOT_STAFF], ids=str)
def test_role_is_shown_no_link_that_refuses_it(busy: UUID, sign_in: SignIn, tmp_path: Path, role: Role) -> None:
    rows = f"{STAFF}s-{role},Robin Role,gmc,7000009,Y90001,{role},other,2020-01-01,\n"
    (tmp_path / "more.csv").write_text(rows, encoding="utf-8")
    rejects = tmp_path / "rejects.csv"
    load_csv(organisations=None, relationships=None, staff=tmp_path / "more.csv", rejects=rejects, by=None)
    browser = sign_in(f"s-{role}")
    assert refused_links(browser, starts_of(browser, role)) == []
