"""From the items of a form to the parts of a plan, in the shape that a draft takes."""

from __future__ import annotations

from typing import Any

from accord.domain.people import ContactRole
from accord.domain.plan.keeping import ReviewRule
from accord.domain.respect_flat.reported_plans import CONFIRMATIONS, CONTACTS, Parts

Fields = dict[str, dict[str, Any]]
Groups = dict[tuple[str, str], dict[int, dict[str, Any]]]


def shape(fields: Fields, groups: Groups) -> Parts:
    """Return the parts of the reported plan: single fields, lists in the form's order, and the review they imply."""
    parts: Fields = {name: _without_blank_choices(name, values) for name, values in fields.items()}
    for (part, name), items in groups.items():
        parts.setdefault(part, {})[name] = [items[index] for index in sorted(items)]
    if CONTACTS in parts:
        for contact in parts[CONTACTS].get("items", ()):
            contact.setdefault("name", "")
            contact["roles"] = [ContactRole.EMERGENCY.value]
    _place_documents(parts)
    _place_review(parts)
    return parts


_CHOICES = {
    "cpr": ("recommendation", "decided_at"),
    "treatments": ("focus",),
    "capacity": ("outcome",),
}


def _without_blank_choices(part: str, values: dict[str, Any]) -> dict[str, Any]:
    """Leave out a choice or a date that the form holds as an empty text: nothing was chosen."""
    blank = {name for name in _CHOICES.get(part, ()) if values.get(name) == ""}
    return {name: value for name, value in values.items() if name not in blank}


def _place_documents(parts: Fields) -> None:
    """Put the words about other documents among them: a plan of ours has a list, and no summary beside it."""
    understanding = parts.get("understanding", {})
    summary = understanding.pop("documents_summary", "")
    for document in understanding.get("other_documents", ()):
        document.setdefault("description", "")
    if summary:
        understanding.setdefault("other_documents", []).insert(0, {"description": summary})


def _place_review(parts: Fields) -> None:
    """A date of review in the last confirmation is when the plan says it should be looked at again."""
    confirmed = parts.get(CONFIRMATIONS, {}).get("items", ())
    due = [item["review_due"] for item in confirmed if item.get("review_due")]
    if due:
        parts["review"] = {"rule": ReviewRule.DATED.value, "due": max(due)}
