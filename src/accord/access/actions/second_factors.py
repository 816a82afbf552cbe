"""Set up and remove an account's second factor, and take what it gives: each code once."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access import factor_seals, one_time_codes, recovery_codes
from accord.access.actions import sessions
from accord.access.models import Authenticator, Passkey, RecoveryCode
from accord.domain.authority import Actor
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.events import actions as events


@transaction.atomic
def set_up(*, user_id: UUID, secret: str, code: str, by: Actor | None, here: str | None = None) -> tuple[str, ...]:
    """Take an app that shows a right code, in place of any before; return new recovery codes.

    The account's other sessions end (`here` is the key of the one that stays).
    """
    step = one_time_codes.step_of(secret, code, timezone.now())
    if step is None:
        raise Refused.one("one_time_code", "is not the one that the app should show now.", "Wait for the next one.")
    kept = {"sealed": factor_seals.seal(user_id, secret), "last_step": step, "added_at": timezone.now()}
    Authenticator.objects.update_or_create(account_id=user_id, defaults=kept)
    sessions.end_all(user_id=user_id, by=by, but=here)
    events.record(kind=EventKind.SECOND_FACTOR_SET, person_id=None, by=by, payload={"user_id": str(user_id)})
    return draw_recovery_codes(user_id=user_id, by=by)


@transaction.atomic
def draw_recovery_codes(*, user_id: UUID, by: Actor | None) -> tuple[str, ...]:
    """Make new recovery codes and return them, this once; those before work no more."""
    codes = recovery_codes.draw()
    RecoveryCode.objects.filter(account_id=user_id).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=user_id, hashed=recovery_codes.hashed(user_id, code)) for code in codes
    )
    events.record(kind=EventKind.RECOVERY_CODES_MADE, person_id=None, by=by, payload={"user_id": str(user_id)})
    return codes


def take_code(*, user_id: UUID, code: str) -> bool:
    """Return whether the code is the app's now, and let neither it nor one before it be taken again (RFC 6238, 5.2)."""
    app = Authenticator.objects.filter(pk=user_id).first()
    secret = factor_seals.unseal(user_id, bytes(app.sealed)) if app else None
    step = one_time_codes.step_of(secret, code, timezone.now()) if secret else None
    if step is None:
        return False
    return Authenticator.objects.filter(pk=user_id, last_step__lt=step).update(last_step=step) == 1


@transaction.atomic
def take_recovery_code(*, user_id: UUID, code: str) -> bool:
    """Return whether the code is one of the account's that was not used, and use it."""
    unused = RecoveryCode.objects.filter(account_id=user_id, used_at=None)
    if unused.filter(hashed=recovery_codes.hashed(user_id, code)).update(used_at=timezone.now()) == 0:
        return False
    events.record(kind=EventKind.RECOVERY_CODE_USED, person_id=None, by=None, payload={"user_id": str(user_id)})
    return True


class WhyRemoved(StrEnum):
    """Why somebody else takes a second factor away; the event says it."""

    LOST = "lost"
    STOLEN = "stolen"
    BROKEN = "broken"
    REPLACED = "replaced"


@transaction.atomic
def remove(*, user_id: UUID, by: Actor | None, here: str | None = None, why: WhyRemoved | None = None) -> None:
    """Remove an account's second factor, with its recovery codes and passkeys; its other sessions end."""
    RecoveryCode.objects.filter(account_id=user_id).delete()
    Passkey.objects.filter(account_id=user_id).delete()
    Authenticator.objects.filter(pk=user_id).delete()
    sessions.end_all(user_id=user_id, by=by, but=here)
    payload: dict[str, PayloadValue] = {"user_id": str(user_id)}
    if why is not None:
        payload["why"] = why.value
    events.record(kind=EventKind.SECOND_FACTOR_REMOVED, person_id=None, by=by, payload=payload)
