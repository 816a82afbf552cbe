"""Add and remove passkeys, and take what one of them signs: each challenge once."""

from __future__ import annotations

import json
from uuid import UUID

import webauthn
from django.db import IntegrityError, transaction
from django.utils import timezone
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException

from accord.access.actions import sessions
from accord.access.models import Passkey
from accord.access.passkey_rounds import Site
from accord.domain.authority import Actor
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.events import actions as events

MOST = 10
LONGEST = 20_000


@transaction.atomic
def add(
    *, user_id: UUID, made: str, challenge: bytes | None, site: Site, name: str, by: Actor | None, here: str | None
) -> None:
    """Keep a passkey that the browser made for this challenge; the account's other sessions end."""
    try:
        if challenge is None or len(made) > LONGEST:
            raise Refused.one("passkey", "it took too long.", "Try again.")
        verified = webauthn.verify_registration_response(
            credential=made, expected_challenge=challenge, expected_rp_id=site.id, expected_origin=site.origin
        )
        if Passkey.objects.filter(account_id=user_id).count() >= MOST:
            raise Refused.one("passkey", f"you have {MOST} already.", "Remove one that you do not use.")
        Passkey.objects.create(
            account_id=user_id,
            credential_id=verified.credential_id,
            public_key=verified.credential_public_key,
            sign_count=verified.sign_count,
            name=name[:60],
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, RecursionError, IntegrityError) as wrong:
        raise Refused.one("passkey", "your browser did not make one for this site.", "Try again.") from wrong
    sessions.end_all(user_id=user_id, by=by, but=here)
    events.record(kind=EventKind.PASSKEY_ADDED, person_id=None, by=by, payload={"user_id": str(user_id)})


def take(*, user_id: UUID, code: str, challenge: bytes | None, site: Site) -> bool:
    """Return whether one of the account's passkeys signed this challenge, on this site."""
    if challenge is None or len(code) > LONGEST:
        return False
    try:
        told = json.loads(code)
        key = Passkey.objects.get(account_id=user_id, credential_id=base64url_to_bytes(str(told["rawId"])))
        verified = webauthn.verify_authentication_response(
            credential=told,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
        )
    except (WebAuthnException, Passkey.DoesNotExist, ValueError, KeyError, TypeError, RecursionError):
        return False
    # Two answers at once cannot both have been counted by one device: the second one changes nothing.
    same = Passkey.objects.filter(pk=key.pk, sign_count=key.sign_count)
    return same.update(sign_count=verified.new_sign_count, used_at=timezone.now()) == 1


@transaction.atomic
def remove(*, user_id: UUID, passkey_id: int, by: Actor | None, here: str | None) -> bool:
    """Remove one passkey of the account, and return whether there was one; its other sessions end."""
    removed, _ = Passkey.objects.filter(account_id=user_id, pk=passkey_id).delete()
    if removed:
        sessions.end_all(user_id=user_id, by=by, but=here)
        events.record(kind=EventKind.PASSKEY_REMOVED, person_id=None, by=by, payload={"user_id": str(user_id)})
    return bool(removed)
