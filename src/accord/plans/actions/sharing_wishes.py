"""A person's latest wishes about sharing: they outlive the plan that held them.

Somebody who is not to be told is still not to be told once that plan is cancelled, has ended, or was replaced by one
that says nothing of sharing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from accord.domain.codec import from_json
from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.wishes import Scope, SharingWishes
from accord.privileges.prepared import prepared_cursor

OF_PERSON = """
    /* plans: the latest wishes about sharing of each scope */
    SELECT DISTINCT ON (scope) scope, signed_at, document #> '{plan,sharing}' FROM plans_version
    WHERE person_id = %s AND jsonb_typeof(document #> '{plan,sharing}') = 'object'
    ORDER BY scope, signed_at DESC
"""
Dated = tuple[Scope, datetime, SharingWishes]


def latest(person_id: UUID, *signing: SignedDocument) -> SharingWishes | None:
    """Return a person's latest wishes about sharing, with those of a document that is being signed now."""
    with prepared_cursor() as cursor:
        cursor.execute(OF_PERSON, [person_id])
        rows = cursor.fetchall()
    held = [(Scope(scope), at, from_json(SharingWishes, json.loads(words), "sharing")) for scope, at, words in rows]
    return _joined([*held, *_dated(signing)])


def latest_in(documents: Iterable[SignedDocument]) -> SharingWishes | None:
    """Return the latest wishes about sharing that these documents of one person hold."""
    return _joined(list(_dated(documents)))


def _dated(documents: Iterable[SignedDocument]) -> Iterable[Dated]:
    for each in documents:
        scope = each.plan.setting.scope if each.plan.setting else Scope.ENDURING
        if each.plan.sharing:
            yield scope, each.signature.signed_at, each.plan.sharing


def _joined(held: list[Dated]) -> SharingWishes | None:
    """Return the enduring plan's wishes, and what a plan for an admission has added since."""
    last = {scope: (at, wishes) for scope, at, wishes in sorted(held, key=lambda each: each[1])}
    enduring, episode = last.get(Scope.ENDURING), last.get(Scope.EPISODE)
    if enduring is None or episode is None or episode[0] < enduring[0]:
        only = enduring or episode
        return only[1] if only else None
    named = dict.fromkeys((*enduring[1].not_to_be_told, *episode[1].not_to_be_told))
    return replace(episode[1], not_to_be_told=tuple(named))
