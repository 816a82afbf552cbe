"""What the pages about somebody's own sign-in print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.access.queries.passkeys import OwnPasskey
from accord.access.queries.second_factors import SecondFactor
from accord.access.queries.sessions import OpenSession
from accord.domain.sign_ins import Level
from accord.web.addresses import reverse
from accord.web.words import say_count, say_date, say_datetime

FEW = 3


class SignInPresenter:
    """How somebody signs in, each line with what can be done about it."""

    def __init__(
        self, username: str, factor: SecondFactor | None, opened: int, *, required: bool, passkeys: int = 0
    ) -> None:
        self.has_factor = factor is not None
        self.may_remove = self.has_factor and not required
        self.is_short_of_codes = factor is not None and factor.codes_left < FEW
        self.rows: list[dict[str, Any]] = [
            {"key": "User name", "value": username},
            {"key": "Password", "value": "Set", "href": reverse("access:change_password")},
            self._factor(factor),
        ]
        if factor is not None:
            left = say_count(factor.codes_left, "code") + " left"
            codes = reverse("access:recovery_codes")
            keys = say_count(passkeys, "passkey") if passkeys else "None"
            href = reverse("access:passkeys")
            self.rows.append({"key": "Passkeys", "value": keys, "href": href, "change": "See" if passkeys else "Add"})
            self.rows.append({"key": "Recovery codes", "value": left, "href": codes, "change": "See"})
        self.rows.append(_opened(opened))

    @staticmethod
    def _factor(factor: SecondFactor | None) -> dict[str, Any]:
        row = {"key": "Authenticator app", "href": reverse("access:set_up"), "hidden": "your authenticator app"}
        if factor is None:
            return {**row, "value": "Not set up", "change": "Set up"}
        return {**row, "value": f"Set up on {say_date(factor.since)}", "change": "Replace"}


class ProvidedPresenter:
    """How somebody signed in who came by way of an identity provider: nothing of it is changed here."""

    may_remove, has_factor, is_short_of_codes = False, True, False

    def __init__(self, name: str, level: Level, opened: int) -> None:
        self.rows: list[dict[str, Any]] = [
            {"key": "Signed in with", "value": name},
            {"key": "How surely", "value": level.name},
            _opened(opened),
        ]


class PasskeysPresenter:
    """Somebody's passkeys: by the browser in which each was added, and when it was used."""

    def __init__(self, kept: Sequence[OwnPasskey]) -> None:
        self.cards = [
            {
                "id": one.id,
                "title": f"Added in {one.name}",
                "rows": [
                    {"key": "Added", "value": say_datetime(one.added_at)},
                    {"key": "Last used", "value": say_datetime(one.used_at) if one.used_at else "Never"},
                ],
            }
            for one in kept
        ]


class SessionsPresenter:
    """Where somebody is signed in: a heading for each, its times, and its handle where it can be ended alone."""

    def __init__(self, opened: Sequence[OpenSession]) -> None:
        self.cards = [
            {
                "title": f"{one.browser} (this one)" if one.is_here else one.browser,
                "rows": [
                    {"key": "Signed in", "value": say_datetime(one.begun_at)},
                    {"key": "Last used", "value": say_datetime(one.seen_at)},
                ],
                "handle": "" if one.is_here else str(one.handle),
            }
            for one in opened
        ]


def _opened(count: int) -> dict[str, Any]:
    href = reverse("access:sessions")
    return {"key": "Signed in", "value": "In " + say_count(count, "browser"), "href": href, "change": "See"}
