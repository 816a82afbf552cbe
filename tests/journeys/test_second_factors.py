"""Somebody sets an authenticator app up, signs in with it, loses it, and signs out everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.journeys.screens import Screen
from tests.journeys.scriptless import ScriptlessScreen
from tests.journeys.sites import Site
from tests.journeys.steps_signing_in import SigningIn

WHO = "privacy"
"""No other journey after this one needs the sessions of this account."""
NO_SCRIPTS = {"java_script_enabled": False}
ZOOMED = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def journey(site: Site, browser: Browser) -> Iterator[SigningIn]:
    told = SigningIn(site, browser)
    yield told
    told.end()


@pytest.fixture
def at_localhost(site: Site, browser: Browser) -> Iterator[SigningIn]:
    """Passkeys are made for names, never for a number such as 127.0.0.1."""
    told = SigningIn(replace(site, address=site.address.replace("127.0.0.1", "localhost")), browser)
    yield told
    told.end()


def test_a_passkey_is_added_and_given_in_place_of_a_code(at_localhost: SigningIn) -> None:
    journey = at_localhost
    journey.given_signed_in(WHO)
    journey.when_setting_up_an_app()
    journey.when_adding_a_passkey()
    journey.when_signing_out_everywhere()
    journey.when_signing_in(WHO)
    journey.when_giving_the_passkey()
    journey.screen.go("/your-sign-in")
    journey.screen.sees("1 passkey")
    journey.when_removing_the_app()


@pytest.mark.parametrize(
    ("kind", "options"), [(ScriptlessScreen, NO_SCRIPTS), (Screen, ZOOMED)], ids=["no_scripts", "zoomed"]
)
def test_an_app_is_set_up_used_lost_and_removed(
    journey: SigningIn, kind: type[Screen], options: dict[str, Any]
) -> None:
    journey.given_signed_in(WHO, kind, **options)
    journey.when_setting_up_an_app()
    journey.when_signing_out_everywhere()
    journey.when_signing_in(WHO)
    journey.when_giving_the_next_code()
    journey.when_signing_out_everywhere()
    journey.when_signing_in(WHO)
    journey.when_giving_a_recovery_code("not one of them")
    journey.screen.sees_error("Recovery code", "This code is not one that can be used now")
    journey.screen.fill("Recovery code", journey.codes[0])
    journey.screen.press("Continue")
    journey.when_removing_the_app()
