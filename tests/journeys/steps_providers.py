"""Steps of signing in with an identity provider, and of proving it once more."""

from __future__ import annotations

from playwright.sync_api import Browser, Request, expect
from tests.builders.providers import ProviderServer
from tests.journeys.screens import Screen
from tests.journeys.sites import Site
from tests.journeys.steps_training import Training

CIS2 = "NHS CIS2"
EVERYWHERE = tuple({"person_roleid": str(n), "org_code": f"Z{n}", "role_code": "R0260"} for n in range(9000, 9100))


class OutsideScreen(Screen):
    """A screen that may lead to the identity provider, and to nobody else."""

    provider = ""

    def _watch_request(self, request: Request) -> None:
        if not (self.provider and request.url.startswith(self.provider)):
            super()._watch_request(request)


class Provided(Training):
    """What somebody does who has a smartcard."""

    def __init__(self, site: Site, browser: Browser, provider: ProviderServer) -> None:
        super().__init__(site, browser)
        self.provider = provider

    def when_signing_in_with_cis2(self, who: str, acr: str) -> None:
        """Go to the provider, which knows who sits there, and come back."""
        self.provider.desk.acr, self.provider.desk.roles = acr, EVERYWHERE
        self.given_a_screen(who, OutsideScreen)
        assert isinstance(self.screen, OutsideScreen)
        self.screen.provider = self.provider.address
        self.screen.go("/sign-in")
        self.screen.press(f"Sign in with {CIS2}")

    def then_it_is_asked_once_more(self) -> None:
        """See that what is signed needs more than what was given, before the page is shown."""
        self.screen.sees("Show that it is you", "AAL3")

    def when_proving_it_with(self, acr: str) -> None:
        """Go to the provider once more."""
        self.provider.desk.acr = acr
        name = "Try again" if self.screen.path.endswith("/back") else "Continue"
        self.screen.press(f"{name} with {CIS2}")

    def when_signing_out_there_too(self) -> None:
        """Sign out here, and by the button there; the page's policy must let its form go."""
        self.screen.press("Sign out")
        self.screen.sees("You are signed out here")
        self.screen.find(f"Sign out of {CIS2}").click()
        expect(self.screen.page.get_by_text("Signed out of the provider")).to_be_visible()
