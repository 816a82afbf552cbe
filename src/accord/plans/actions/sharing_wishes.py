"""A person's latest wishes about sharing: they outlive the plan that held them.

Somebody who is not to be told is still not to be told once that plan is cancelled, has ended, or was replaced by one
that says nothing of sharing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.wishes import Scope, SharingWishes
from accord.plans.queries.records import DatedWishes, Records


def latest(held: Records, *signing: SignedDocument) -> SharingWishes | None:
    """Return a person's latest wishes about sharing, with those of a document that is being signed now."""
    return _joined([*held.sharing, *_dated(signing)])


def latest_in(documents: Iterable[SignedDocument]) -> SharingWishes | None:
    """Return the latest wishes about sharing that these documents of one person hold."""
    return _joined(list(_dated(documents)))


def _dated(documents: Iterable[SignedDocument]) -> Iterable[DatedWishes]:
    for each in documents:
        scope = each.plan.setting.scope if each.plan.setting else Scope.ENDURING
        if each.plan.sharing:
            yield DatedWishes(scope=scope, signed_at=each.signature.signed_at, wishes=each.plan.sharing)


def _joined(held: list[DatedWishes]) -> SharingWishes | None:
    """Return the enduring plan's wishes, and what a plan for an admission has added since."""
    last = {each.scope: each for each in sorted(held, key=lambda each: each.signed_at)}
    enduring, episode = last.get(Scope.ENDURING), last.get(Scope.EPISODE)
    if enduring is None or episode is None or episode.signed_at < enduring.signed_at:
        only = enduring or episode
        return only.wishes if only else None
    named = dict.fromkeys((*enduring.wishes.not_to_be_told, *episode.wishes.not_to_be_told))
    return replace(episode.wishes, not_to_be_told=tuple(named))
