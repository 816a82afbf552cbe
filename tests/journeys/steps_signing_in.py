"""Steps of signing in with a second factor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
from tests.journeys.parties import Party

STEP = timedelta(seconds=30)
SECURITY_KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""As Chromium's own protocol describes one that is always touched at once."""


class SigningIn(Party):
    """Setting an authenticator app up, and using it."""

    secret: str
    codes: list[str]

    def when_setting_up_an_app(self) -> None:
        """Type the key of the page into an app, and the app's code into the page; write the recovery codes down."""
        self.screen.go("/your-sign-in")
        self.screen.press("Set up")
        self.secret = self.screen.main.locator(".nhsuk-inset-text .app-typed").inner_text().replace(" ", "")
        assert self.screen.page.get_by_role("img", name="QR code").count() == 1
        self.screen.fill("Code from your authenticator app", "12")
        self.screen.press("Continue")
        self.screen.sees_error("Code from your authenticator app", "Enter the 6 digits")
        self.screen.fill("Code from your authenticator app", self.shown(timedelta()))
        self.screen.press("Continue")
        self.screen.sees("They are shown only now")
        self.codes = self.screen.main.locator("li code").all_inner_texts()
        self.screen.press("I have kept them")

    def when_giving_the_next_code(self) -> None:
        """Give the code that comes after the one with which the app was set up."""
        self.screen.fill("Code from your authenticator app", self.shown(STEP))
        self.screen.press("Continue")

    def when_giving_a_recovery_code(self, code: str) -> None:
        """Choose the other way, and give a code that was written down."""
        self.screen.press("I do not have my app")
        self.screen.fill("Recovery code", code)
        self.screen.press("Continue")

    def when_signing_out_everywhere(self) -> None:
        """End every session."""
        self.screen.go("/your-sign-in/sessions")
        self.screen.sees("(this one)")
        self.screen.press("Sign out everywhere")
        self.screen.press("Sign in again")

    def when_adding_a_passkey(self) -> None:
        """Plug a security key in, and add it."""
        devices = self.screen.page.context.new_cdp_session(self.screen.page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": SECURITY_KEY})
        self.screen.go("/your-sign-in/passkeys")
        self.screen.sees("You have none.")
        self.screen.press("Add a passkey")
        self.screen.sees("The passkey is added.", "Last used")

    def when_giving_the_passkey(self) -> None:
        """Touch the security key in place of typing a code."""
        self.screen.press("Use a passkey")

    def when_removing_the_app(self) -> None:
        """Do without the app again."""
        self.screen.go("/your-sign-in")
        self.screen.press("Remove your authenticator app")
        self.screen.press("Remove it")
        self.screen.sees("Your password alone signs you in.")

    def shown(self, later: timedelta) -> str:
        """Return the code that the app shows then."""
        return pyotp.TOTP(self.secret).at(datetime.now(UTC) + later)
