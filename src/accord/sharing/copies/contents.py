"""What stands on a printed copy, top down, in the order in which somebody at a bedside needs it. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from accord.domain.nhs_numbers import shown as say_number
from accord.domain.people import Identity
from accord.domain.plan.parts import PartName
from accord.projections.emergency import EmergencyView
from accord.projections.sections.rows import NOTHING_RECORDED, Row, RowKind, Section
from accord.projections.words import say_day, say_time
from accord.sharing.copies import codes
from accord.sharing.copies.printing import square_code
from accord.sharing.copies.proofs import Kind, Proof

FIRST = (
    PartName.CPR,
    PartName.TREATMENTS,
    PartName.LEGAL,
    PartName.MEDICINES_DEVICES,
    PartName.CONTACTS,
    PartName.WHAT_MATTERS,
)
"""What is acted on stands first on paper; the parts after these keep their order."""
OF_NOTICE = (PartName.CPR, PartName.CONVERSATIONS, PartName.REVIEW)
"""What a notice says beside the status and what binds: why, with whom it was talked about, until when."""
NOT_ON_PAPER = frozenset({"not_to_be_told", "withheld", "withheld_why", "withheld_until", "restricted_words"})
"""Who is not to be told, and what is withheld from the person: anybody may read a sheet of paper."""
TITLES = {
    Kind.PLAN: "Advance care plan",
    Kind.LARGE: "Advance care plan",
    Kind.NOTICE: "Notice of a recommendation about CPR",
}
CHECK = "Paper does not know what happened since. Before you rely on it, check it"
NAME_SIZE = 1.4
NO_BREAK = "\N{NON-BREAKING HYPHEN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What is printed of one version, for whom and by whom, as it stands at that moment."""

    kind: Kind
    proof: Proof
    layer: str
    since: tuple[str, ...]
    """What became of its endorsement and its review since it was signed."""
    person: Identity
    view: EmergencyView
    sections: tuple[Section, ...]
    signature: tuple[Row, ...]
    printed_by: str
    beside: str
    """What stands beside this version, where another is current too."""
    accepted: str
    """Where such a copy is accepted, in this installation's own words."""
    address: str
    """Where copies are checked: the address of this installation, with no code in it."""


def content_of(what: Printed) -> dict[str, Any]:
    """Return what the layout is given."""
    at, is_large = say_time(what.proof.printed_at), what.kind is Kind.LARGE
    shown = [each for each in in_paper_order(what.sections, what.kind) if each.rows]
    unfilled = [each.title for each in what.sections if not each.rows] if what.kind is not Kind.NOTICE else []
    return {
        "title": TITLES[what.kind],
        "large": is_large,
        "two": what.kind is Kind.PLAN,
        "person": _person(what.person),
        "square": square_code(_address(what)),
        "address": _address(what),
        "square_alt": f"Square code of copy {codes.shown(what.proof.code)}, with which this sheet is checked",
        "code": _on_paper(what.proof.code),
        "status": what.view.cpr.heading or what.view.cpr.words,
        "said": _said(what.view),
        "printout": f"Printout of the signed electronic plan, as at {at}",
        "about": _about(what),
        "notes": _notes(what),
        "sections": [_section(each, is_large=is_large) for each in shown],
        "signature": [_row(each, is_large=is_large) for each in what.signature],
        "unfilled": f"{NOTHING_RECORDED[: -len('in this part.')]}in: {'; '.join(unfilled)}." if unfilled else "",
        "footer": f"{_whose(what.person)}. Copy {_on_paper(what.proof.code)}, printed {at}.",
    }


def in_paper_order(sections: Iterable[Section], kind: Kind) -> list[Section]:
    """Return the parts in the order of paper; of a notice those alone that belong on it."""
    held = {each.part: each for each in sections}
    if kind is Kind.NOTICE:
        return [_in_short(held[part]) for part in OF_NOTICE if part in held]
    return [held.pop(part) for part in FIRST if part in held] + list(held.values())


def _in_short(section: Section) -> Section:
    """Return a part as a notice says it: of conversations with whom they were, and when, so that it stays one sheet."""
    talks = tuple(each.label for each in section.rows if each.kind is RowKind.ENTRY)
    if section.part is not PartName.CONVERSATIONS or not talks:
        return section
    notes = (each for each in section.rows if each.kind is not RowKind.ENTRY)
    return replace(section, rows=(Row(label="", text="", kind=RowKind.LIST, items=talks), *notes))


def _person(person: Identity) -> list[dict[str, Any]]:
    rows = [
        ("Name", person.display_name, NAME_SIZE),
        ("Date of birth", say_day(person.birth_date) if person.birth_date else "Not recorded", 1.15),
        ("NHS number", say_number(person.nhs_number) if person.nhs_number else "Not recorded", 1.15),
        ("Address", person.address_line, 1),
    ]
    return [{"label": label, "text": text, "size": size} for label, text, size in rows if text]


def _whose(person: Identity) -> str:
    number = f", NHS number {say_number(person.nhs_number)}" if person.nhs_number else ""
    born = f", born {say_day(person.birth_date)}" if person.birth_date else ""
    return f"{person.display_name}{born}{number}"


def _said(view: EmergencyView) -> list[str]:
    cpr = view.cpr
    known = (cpr.words, *cpr.lines, cpr.layer, cpr.underneath)
    said = [each for each in known if each.rstrip(".") not in ("", cpr.heading)]
    bearing = [" ".join((each.words, *each.details)) for each in view.binding]
    lines = (*said, *bearing, *view.conflicts, *view.reminders)
    return [each if each.rstrip("”’)").endswith((".", "!", "?")) else f"{each}." for each in lines]


def _address(what: Printed) -> str:
    """Return where the copy is checked, with its proof in the fragment; the square code is a link to it as well."""
    return f"{what.address}/copy/{what.proof.code}#{what.proof.text}"


def _about(what: Printed) -> list[str]:
    where = what.address.partition("://")[2] or what.address
    return [
        f"{what.layer}. Printed by {what.printed_by}.",
        *(f"{each.rstrip('.')}." for each in what.since),
        f"{CHECK}: scan the square code, or enter copy {_on_paper(what.proof.code)} at {where}/check-a-copy.",
        *([what.accepted] if what.accepted else []),
    ]


def _notes(what: Printed) -> list[str]:
    now = (f"The person now says: {each.says}. {each.words} ({each.heard})" for each in what.view.statements)
    return [each for each in (what.view.deceased, what.beside, *now, *what.view.warnings) if each]


def _section(section: Section, *, is_large: bool) -> dict[str, Any]:
    rows = [_row(each, is_large=is_large) for each in section.rows if each.field not in NOT_ON_PAPER]
    return {"title": section.title, "rows": rows}


def _row(row: Row, *, is_large: bool) -> dict[str, Any]:
    """Return a row; what is recorded of one thing stands on lines of its own in large print, and together elsewhere."""
    if row.kind is RowKind.ENTRY and not is_large:
        said = [each for each in (row.text, "; ".join(row.items)) if each]
        return {"label": row.label, "text": " ".join(each.rstrip(".") + "." for each in said), "items": []}
    text = "" if row.items and row.kind is RowKind.LIST else row.text
    return {"label": row.label, "text": text, "items": list(row.items)}


def _on_paper(code: str) -> str:
    """Return a code that no line breaks in."""
    return codes.shown(code).replace("-", NO_BREAK)


def when_printed(now: datetime) -> datetime:
    """Return the minute in which a copy is printed: what is signed of it holds no more than that."""
    return now.replace(second=0, microsecond=0)
