"""The pages of downtime packs: the passphrase once, the file, the openings back, and nobody else's."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import transaction
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.builders.downtime import FEW
from tests.integration.sharing.test_downtime import openings

from accord.access.models import AccessLog
from accord.domain.authority import Role
from accord.domain.errors import Refused
from accord.plans.actions.signing import Signed
from accord.sharing.actions import downtime as actions
from accord.sharing.downtime import files, packs, passphrases
from accord.sharing.jobs import make_downtime_pack
from accord.sharing.models import DowntimePack
from accord.sharing.queries import downtime

PASSPHRASE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
HOURS = {"every_hours": "4", "valid_hours": "24", "replaces": ""}


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.sharing.downtime.envelopes.ITERATIONS", FEW)


@pytest.fixture
def manager() -> Browser:
    browser = Browser()
    browser.sign_in(who.open_account("s-manager"))
    return browser


def switch_on(manager: Browser, **changes: str) -> str:
    answer = manager.send("/downtime/envelope", HOURS | changes, page="/downtime")
    return str(answer.content.decode())


def test_manager_switches_packs_on_takes_one_and_gives_openings_back(
    manager: Browser, person: UUID, signed: Signed
) -> None:
    drafts.move_in(person)
    shown = PASSPHRASE.search(switch_on(manager))
    pack_id = DowntimePack.objects.get().id
    answer = manager.send(f"/downtime/packs/{pack_id}/file", {}, page="/downtime")
    content = packs.unsealed(files.read(answer.content.decode()), passphrases.read(shown.group() if shown else ""))
    assert [each["id"] for each in content["people"]] == [str(person)]
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="downtime-pack-2')
    with transaction.atomic():
        given = manager.send("/downtime/openings", {"openings": openings(pack_id, person)}, page="/downtime/openings")
        assert given.status_code == 302
        assert "Nia Reed, Nurse" in manager.open(f"/downtime/packs/{pack_id}")
        assert AccessLog.objects.filter(person_id=person, basis="downtime").exists()
        transaction.set_rollback(True)


def test_pack_of_another_organisation_is_neither_shown_nor_taken(manager: Browser) -> None:
    switch_on(manager)
    pack_id, other = DowntimePack.objects.get().id, replace(drafts.carer(), role=Role.PROVIDER_MANAGER)
    elsewhere = drafts.gp().organisation_id
    with pytest.raises(Refused):
        downtime.one(pack_id, elsewhere)
    with pytest.raises(Refused):
        actions.take(pack_id=pack_id, organisation_id=elsewhere, by=other)


def test_passphrase_is_shown_once_however_often_the_form_is_sent(manager: Browser) -> None:
    assert PASSPHRASE.search(switch_on(manager))
    assert not PASSPHRASE.search(switch_on(manager))
    assert "The envelope was changed meanwhile" in html.unescape(manager.open("/downtime"))


def test_what_is_wrong_is_said_at_its_field(manager: Browser) -> None:
    assert "must be at least those between two packs" in switch_on(manager, valid_hours="2")
    answer = manager.send("/downtime/openings", {"openings": "{}"}, page="/downtime/openings")
    assert answer.status_code == 422
    assert "no file of openings" in answer.content.decode()


def test_packs_that_nobody_opened_are_asked_for_until_that_is_said(manager: Browser) -> None:
    switch_on(manager)
    pack_id = DowntimePack.objects.get().id
    manager.send(f"/downtime/packs/{pack_id}/file", {}, page="/downtime")
    manager.send("/downtime/make", {}, page="/downtime")
    assert "Openings that have not come back" in manager.open("/downtime")
    manager.send("/downtime/unopened", {"pack": str(pack_id)}, page="/downtime")
    assert "Openings that have not come back" not in manager.open("/downtime")


def test_packs_are_switched_off_and_then_none_is_made(manager: Browser) -> None:
    switch_on(manager)
    manager.send("/downtime/schedule", HOURS | {"do": "off"}, page="/downtime")
    manager.send("/downtime/make", {}, page="/downtime")
    make_downtime_pack(str(who.site("VL901")))
    assert DowntimePack.objects.count() == 1
    assert "No packs are made now" in manager.open("/downtime")


def test_pages_of_packs_are_for_managers_alone(gp: Browser) -> None:
    assert [gp.get(page).status_code for page in ("/downtime", "/downtime/openings")] == [403, 403]
