"""Those who take part in a journey: each at a screen of their own, all about one person."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser
from tests.journeys.screens import Screen
from tests.journeys.sites import Site

WIDE = {"width": 1280, "height": 900}


class Party:
    """Everybody in a journey. `screen` is that of whoever acts now."""

    screen: Screen

    def __init__(self, site: Site, browser: Browser) -> None:
        self.site = site
        self.browser = browser
        self.person = site.somebody()
        self.record = ""
        self.screens: dict[str, Screen] = {}

    def given_a_screen(self, who: str, kind: type[Screen] = Screen, **options: Any) -> None:
        """Open a browser of their own for somebody, and let them act."""
        context = self.browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
        context.set_default_timeout(60_000)  # milliseconds: a busy machine is slow, not wrong
        self.screen = self.screens[who] = kind(context.new_page(), self.site.address)

    def given_signed_in(self, who: str, kind: type[Screen] = Screen, **options: Any) -> None:
        """Sign somebody in, by the user name of their role."""
        self.given_a_screen(who, kind, **options)
        self.screen.go("/")
        self.when_signing_in(who)

    def when_signing_in(self, who: str) -> None:
        """Fill in the sign-in page."""
        self.screen.fill("User name", who)
        self.screen.fill("Password", self.site.password)
        self.screen.press("Sign in")

    def when_turning_to(self, who: str) -> None:
        """Let somebody act: at their screen, or at a new one of the browser in which they are signed in."""
        if who in self.screens:
            self.screen = self.screens[who]
        elif who in self.site.browsers:
            self.screen = self.screens[who] = Screen(self.site.browsers[who].new_page(), self.site.address)
        else:
            self.given_signed_in(who)
            self.site.browsers[who] = self.screen.page.context

    def end(self) -> None:
        """Close every screen. Nothing may have asked another host, broken the policy or failed in a script."""
        complaints = [each for screen in self.screens.values() for each in screen.complaints]
        for screen in self.screens.values():
            screen.close()
            if screen.page.context not in self.site.browsers.values():
                screen.page.context.close()
        assert not complaints, "\n".join(complaints)
