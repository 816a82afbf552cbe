"""One round with a passkey (W3C Web Authentication): the challenge that is kept, and what the browser is told.

A passkey works on this site alone: the browser puts the site's own origin under what the passkey signs, so that a page
that only looks like ours gets nothing of use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import webauthn
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accord.access.models import User
from accord.web.addresses import absolute

ADDING, PROVING = "accord_passkey_adding", "accord_passkey_proving"
LASTS = timedelta(minutes=10)
NAME = "Accord"


@dataclass(frozen=True, slots=True)
class Site:
    """The site for which passkeys are made: its name among browsers, and its whole origin."""

    id: str
    origin: str


def site_of(request: HttpRequest) -> Site:
    """Return our own site, as browsers reach it."""
    read = urlsplit(absolute(request, "/"))
    return Site(read.hostname or "", f"{read.scheme}://{read.netloc}")


def to_add(request: HttpRequest, user: User, known: Sequence[bytes]) -> str:
    """Return, as JSON, what the browser needs to make a passkey for `user`; none that they have already."""
    options = webauthn.generate_registration_options(
        rp_id=site_of(request).id,
        rp_name=NAME,
        user_name=user.username,
        user_id=user.pk.bytes,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=UserVerificationRequirement.PREFERRED
        ),
    )
    _keep(request.session, ADDING, options.challenge)
    return webauthn.options_to_json(options)


def to_prove(request: HttpRequest, known: Sequence[bytes]) -> str:
    """Return, as JSON, what the browser needs to have one of these passkeys sign."""
    options = webauthn.generate_authentication_options(
        rp_id=site_of(request).id,
        allow_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    _keep(request.session, PROVING, options.challenge)
    return webauthn.options_to_json(options)


def take(session: SessionBase, kind: str) -> bytes | None:
    """Return the challenge of a round that is not over, and let nobody take it again."""
    challenge, begun = session.pop(kind, ("", 0.0))
    if not challenge or timezone.now().timestamp() - begun > LASTS.total_seconds():
        return None
    return base64url_to_bytes(challenge)


def _keep(session: SessionBase, kind: str, challenge: bytes) -> None:
    session[kind] = [bytes_to_base64url(challenge), timezone.now().timestamp()]
