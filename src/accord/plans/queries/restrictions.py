"""Which restricted parts are kept from whoever reads: of a signed version, of a report, and of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from accord.access.queries import relationships
from accord.domain.authority import Actor
from accord.domain.people import Identity
from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import RESTRICTABLE, Reader, Restriction, kept_from
from accord.domain.plan.wishes import Scope, SharingWishes
from accord.organisations.queries import staff
from accord.plans.queries.drafts import DraftView, PartView
from accord.plans.queries.records import Records, Report
from accord.projections.restricted_parts import Kept, kept_of, part_as_read, say_who

WHOEVER_SIGNED = "whoever signed it"


def reader_of(person: Identity, by: Actor) -> Reader:
    """Return the reader that somebody is of a person's plan; it may take a query, so ask where a part is restricted."""
    return Reader.of(by, relationships.basis_of(person, by))


def asked_in(held: Records, scope: Scope, *, beside: bool = True) -> list[Restriction]:
    """Return what the person asked last in a scope, and what they asked in what is current `beside` it.

    It counts for every version of that scope: what is kept now is kept in what was signed before it too.
    """
    wishes: list[SharingWishes | None] = [each.wishes for each in held.sharing if each.scope is scope]
    if beside:
        wishes += [each.document.plan.sharing for each in held.layers if each.scope is not scope]
    return _restrictions(wishes)


def of_version(document: SignedDocument, scope: Scope, held: Records, person: Identity, by: Actor) -> Kept:
    """Return what is kept from somebody who reads a signed version."""
    restrictions = [*_restrictions([document.plan.sharing]), *asked_in(held, scope)]
    if not restrictions:
        return Kept(hides_places=person.restricted)
    signature = document.signature
    parts = kept_from(
        reader_of(person, by),
        restrictions,
        written_for=signature.author.organisation_code,
        carried={each.part for each in signature.carried},
    )
    return kept_of(parts, signature, hides_places=person.restricted)


def on_paper(document: SignedDocument, scope: Scope, held: Records, person: Identity) -> Kept:
    """Return what is kept of a signed version on a sheet of paper, which anybody may read: all that is restricted."""
    restrictions = [*_restrictions([document.plan.sharing]), *asked_in(held, scope)]
    parts = {part for each in restrictions for part in each.parts if part in RESTRICTABLE}
    return kept_of(parts, document.signature, hides_places=person.restricted)


def of_report(report: Report, held: Records, person: Identity, by: Actor) -> Kept:
    """Return what is kept from somebody who reads a report: one that came with a merged record keeps its own."""
    restrictions = [*_restrictions([report.plan.sharing]), *asked_in(held, Scope.ENDURING)]
    if not restrictions:
        return Kept(hides_places=person.restricted)
    signed_for = str(report.content.get("organisation_code") or "")
    parts = kept_from(reader_of(person, by), restrictions, written_for=signed_for)
    return Kept(ask=dict.fromkeys(parts, WHOEVER_SIGNED), hides_places=person.restricted)


def in_draft(draft: DraftView, held: Records, person: Identity, by: Actor) -> DraftView:
    """Return a draft as somebody may read it: without the words that are kept from them, of either side.

    What they or somebody of their own organisation wrote in this draft they read, whatever it takes the place of.
    """
    restrictions = [*_of_draft(draft), *asked_in(held, draft.scope), *_of_reports(held)]
    if not restrictions:
        return draft
    kept = kept_from(reader_of(person, by), restrictions)
    read = partial(_as_read, draft=draft, held=held, by=by, hides_places=person.restricted)
    found = {part: read(view) if part in kept else view for part, view in draft.parts.items()}
    return replace(draft, parts=found)


def may_change(draft: DraftView, held: Records, person: Identity, by: Actor) -> bool:
    """Whether somebody may change what is restricted in a draft: whoever reads all that is. No one else lifts it."""
    restrictions = [*_of_draft(draft), *asked_in(held, draft.scope, beside=False)]
    return not restrictions or not kept_from(reader_of(person, by), restrictions)


def in_its_words(draft: DraftView, held: Records, person: Identity, by: Actor) -> Kept:
    """Return what is kept from somebody of a draft as they read it: the words of parts, and why they are kept."""
    hidden = {view.part: view.ask for view in draft.kept}
    if not may_change(draft, held, person, by):
        hidden.setdefault(PartName.SHARING, "")
    return Kept(ask=hidden, hides_places=person.restricted)


def _restrictions(wishes: Iterable[SharingWishes | None]) -> list[Restriction]:
    return [each.restriction for each in wishes if each is not None and each.restriction is not None]


def _of_draft(draft: DraftView) -> list[Restriction]:
    view = draft.parts.get(PartName.SHARING)
    return _restrictions([view.value, view.other.value if view.other else None]) if view else []


def _of_reports(held: Records) -> list[Restriction]:
    return _restrictions(each.plan.sharing for each in held.reports)


def _as_read(view: PartView, draft: DraftView, held: Records, by: Actor, *, hides_places: bool) -> PartView:
    other = view.other and replace(view.other, value=part_as_read(view.part, view.other.value), is_kept=True)
    if view.value is None or _is_own(view, draft, held, by):
        return replace(view, other=other)
    carried = _is_signed(view, draft, held)
    ask = _ask(view, draft, held, hides_places=hides_places)
    shown = part_as_read(view.part, view.value)
    return replace(view, value=shown, other=other, is_kept=True, is_carried=carried, ask=ask)


def _is_own(view: PartView, draft: DraftView, held: Records, by: Actor) -> bool:
    if view.saved_at < draft.opened_at or _is_signed(view, draft, held):
        return False
    return view.saved_by == by.staff_id or staff.work_only_at(view.saved_by, by.organisation_id)


def _is_signed(view: PartView, draft: DraftView, held: Records) -> bool:
    """Whether a part says what the current version says, or a report from elsewhere."""
    layer = held.layer(draft.scope)
    plans = [*([layer.document.plan] if layer else []), *(each.plan for each in held.reports)]
    return any(getattr(plan, view.part.value) == view.value for plan in plans)


def _ask(view: PartView, draft: DraftView, held: Records, *, hides_places: bool) -> str:
    layer = held.layer(draft.scope)
    if layer is None or not _is_signed(view, draft, held):
        return say_who(view.saved_name, "", "")
    return kept_of([view.part], layer.document.signature, hides_places=hides_places).ask[view.part]
