"""Applying an update of the LPA Store to a lasting power of attorney.

Two kinds are applied: a change of status by the Office of the Public Guardian, and withdrawal by the donor. Any other
is kept by its name on the LPA and shown, never dropped: it may have removed an attorney.
"""

from __future__ import annotations

from dataclasses import replace

from accord.domain.errors import Refused
from accord.domain.json_documents import Fields, as_text, parse_json
from accord.domain.legal.lpa import LastingPower, LpaStatus, UnappliedUpdate

STATUS_CHANGE = "OPG_STATUS_CHANGE"
DONOR_WITHDRAWAL = "DONOR_WITHDRAW_LPA"
_STATUSES = "Use one of: " + ", ".join(status for status in LpaStatus if status is not LpaStatus.UNKNOWN) + "."


def apply_update(power: LastingPower, update: object) -> LastingPower:
    """Return `power` as it stands after a parsed update.

    Raises Refused naming the path when the update cannot be read, or when it starts from a status that this LPA does
    not have: updates came in another order, or one is missing. An LPA whose status is not known takes any.
    """
    fields = Fields.root(update, "update")
    kind = fields.text("type", required=True)
    changes = fields.children("changes")
    fields.refuse_if_wrong()
    if kind == STATUS_CHANGE:
        return _change_status(power, fields, changes)
    if kind == DONOR_WITHDRAWAL and not changes:
        return _with_status(power, LpaStatus.WITHDRAWN)
    return _keep(power, kind, [dict(change.values) for change in changes])


def apply_update_text(power: LastingPower, text: str | bytes) -> LastingPower:
    """Return `power` as it stands after an update in JSON text."""
    return apply_update(power, parse_json(text, "update"))


def _change_status(power: LastingPower, fields: Fields, changes: tuple[Fields, ...]) -> LastingPower:
    if not changes:
        raise Refused.one("changes", "is empty.", "A change of status says the old and the new status.")
    for change in changes:
        if change.text("key", required=True) != "/status":
            power = _keep(power, STATUS_CHANGE, [dict(change.values)])
            continue
        old, new = _status(change, "old"), _status(change, "new")
        if power.status not in (old, LpaStatus.UNKNOWN):
            wrong = f"is {old.value!r}, but this LPA is {power.status.value!r}."
            change.complain("old", wrong, "Apply the updates in the order in which they were made.")
        power = _with_status(power, new)
    fields.refuse_if_wrong()
    return power


def _with_status(power: LastingPower, status: LpaStatus) -> LastingPower:
    # that no status was given is no longer so
    kept = tuple(problem for problem in power.problems if problem.field != "status")
    return replace(power, status=status, problems=kept)


def _status(change: Fields, name: str) -> LpaStatus:
    value = change.text(name, required=True)
    found = next((status for status in LpaStatus if status == value and status is not LpaStatus.UNKNOWN), None)
    if found is None and value:
        change.complain(name, f"{value[:40]!r} is not the status of an LPA.", _STATUSES)
    return found or LpaStatus.UNKNOWN


def _keep(power: LastingPower, kind: str, changes: list[dict[str, object]]) -> LastingPower:
    kept = UnappliedUpdate(kind=kind, changes=as_text(changes) if changes else "")
    return replace(power, unapplied=(*power.unapplied, kept))
