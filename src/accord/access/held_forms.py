"""Keep what somebody had typed when their session ended, and give it back to them alone.

The form is encrypted with a key that is made for it and put in a signed cookie: we keep the form and not the key, the
browser keeps the key and not the form. It is shown again to be read and sent; nothing is sent on anybody's behalf.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accord.access import addresses, cookies
from accord.access.actions import held_forms as actions
from accord.access.queries import held_forms as queries

COOKIE = "accord_held_form"
LAST_COOKIE = "accord_last"
SALT = "accord.access.held_forms"
KEPT = timedelta(days=1)
LARGEST = 1_000_000
MARK = "held_form"
"""The hidden field that says that a form was held, so that it can be forgotten once it is sent."""
NOT_KEPT = frozenset(
    {"csrfmiddlewaretoken", "password", "new_password", "again", MARK, "one_time_code", "recovery_code", "passkey"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A form as it was typed: where it was going, and each field with its values."""

    id: UUID
    path: str
    fields: tuple[tuple[str, str], ...]


def hold(request: HttpRequest, *, first: str = "") -> HttpResponse:
    """Keep the form that was sent, and lead to sign-in (or to the page named `first`) and back to it.

    Too large or too many: lead to that page alone.
    """
    sealed, key = _seal(request)
    held = actions.keep(sealed=sealed, address_key=addresses.key_of(request)) if len(sealed) <= LARGEST else None
    if held is None:
        return redirect(f"{reverse(first or 'access:sign_in')}?{urlencode({'not_kept': '1'})}")
    response = redirect(f"{reverse(first)}?{urlencode({'next': _page()})}" if first else _way_back(request))
    cookies.write(response, COOKIE, f"{held}:{key}", salt=SALT, kept=KEPT)
    return response


def is_from_here(request: HttpRequest) -> bool:
    """Return whether a form was surely sent from a page of ours (browsers say where each form comes from)."""
    origin = f"{request.scheme}://{request.get_host()}"
    return request.method == "POST" and request.headers.get("Origin") == origin


def remember_who(response: HttpResponse, staff_id: UUID) -> None:
    """Remember in the browser who signed in last, so that what they type is kept for them alone when they are gone."""
    cookies.write(response, LAST_COOKIE, str(staff_id), salt=SALT, kept=KEPT)


def find(request: HttpRequest) -> Held | None:
    """Return the form held for this browser, unless it expired or is known to be another member of staff's."""
    held_id, _, key = cookies.read(request, COOKIE, salt=SALT, kept=KEPT).partition(":")
    if not key:
        return None
    sealed = queries.sealed(UUID(held_id), KEPT)
    try:
        opened: dict[str, Any] = json.loads(Fernet(key).decrypt(sealed)) if sealed else {}
    except InvalidToken:
        return None
    if not opened or opened["staff_id"] not in (None, str(getattr(request, "staff_id", None))):
        return None
    return Held(id=UUID(held_id), path=opened["path"], fields=tuple((name, value) for name, value in opened["fields"]))


def forget_once_sent(request: HttpRequest, response: HttpResponseBase) -> None:
    """Forget a held form when it was sent and taken (the answer leads on to another page)."""
    if request.method == "POST" and response.status_code in (302, 303) and MARK in request.POST:
        held = find(request)
        if held is not None and getattr(request, "actor", None) is not None:
            forget(held, response)


def forget(held: Held, response: HttpResponseBase) -> None:
    """Remove a held form and the key to it."""
    actions.forget(held_id=held.id)
    if isinstance(response, HttpResponse):
        cookies.remove(response, COOKIE)


def _way_back(request: HttpRequest) -> str:
    """Return the page of the held form; by way of sign-in, or of choosing a role, for whom there is need."""
    back = _page()
    if getattr(request, "actor", None) is not None:
        return back
    page = "access:choose_role" if getattr(request, "staff_id", None) else "access:sign_in"
    return f"{reverse(page)}?{urlencode({'next': back})}"


def _page() -> str:
    return reverse("access:held_form")


def _seal(request: HttpRequest) -> tuple[bytes, str]:
    who = cookies.read(request, LAST_COOKIE, salt=SALT, kept=KEPT) or None
    fields = [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]
    typed = {"path": request.get_full_path(), "staff_id": who, "fields": fields}
    key = Fernet.generate_key()
    return Fernet(key).encrypt(json.dumps(typed).encode()), key.decode()
