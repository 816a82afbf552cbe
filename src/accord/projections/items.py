"""One line, and one name, for each thing that a plan lists: a person, a treatment, a medicine, a conversation."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.lpa import Attorney, LastingPower, Problem, TrustCorporation, UnappliedUpdate
from accord.domain.legal.treatments import RefusedTreatment
from accord.domain.plan.clinical import Advice, AnticipatoryMedicine, Intervention, OtherDocument, Treatment
from accord.domain.plan.keeping import CarriedPart, Copy
from accord.domain.plan.people_involved import Consulted, ContactAttempt, Conversation, ConversationWith
from accord.domain.plan.restrictions import ReadingOrganisation
from accord.domain.plan.wishes import NamedPerson
from accord.domain.sentences import within_sentence
from accord.projections.words import is_unanswered, join_sentences, say, say_list, say_moment


def _with_commas(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _with_words(line: str, words: str) -> str:
    return join_sentences(line, words) if words else line


def _said(value: object) -> str:
    return "" if is_unanswered(value) else say(value)


def _dated(name: str, value: Any) -> str:
    return f"{name} of {say(value)}" if value else name


def treatment_name(treatment: Treatment) -> str:
    """Return what a treatment is called; another treatment goes by its own name."""
    if treatment.intervention is Intervention.OTHER and treatment.other_name:
        return treatment.other_name
    return treatment.intervention.words


def _treatment_line(treatment: Treatment) -> str:
    # People write a condition with "if" and without: said once, either way.
    written = within_sentence(re.sub(r"^\s*if\s+", "", treatment.condition, flags=re.IGNORECASE))
    conditional = treatment.advice is Advice.CONDITIONAL
    condition = f"if {written or '(the condition is not recorded)'}" if conditional else treatment.condition
    return _with_words(" ".join(part for part in (treatment_name(treatment), condition) if part), treatment.words)


def _medicine_line(medicine: AnticipatoryMedicine) -> str:
    what = " ".join(part for part in (medicine.name, medicine.dose) if part)
    return _with_commas(
        what,
        f"for {within_sentence(medicine.indication)}" if medicine.indication else "",
        f"kept: {medicine.location}" if medicine.location else "",
    )


def conversation_partner(conversation: Conversation) -> str:
    """Return with whom a conversation was held, by kind, name and relationship."""
    if conversation.with_whom is ConversationWith.PERSON:
        return "the person"
    words = conversation.with_whom.words
    kind = words if words.startswith("IMCA") else words[:1].lower() + words[1:]
    return _with_commas(conversation.with_name, conversation.with_relationship, kind)


def _conversation_name(conversation: Conversation) -> str:
    said = "Offer to talk, declined by" if conversation.offer_declined else "Conversation with"
    return f"{said} {conversation_partner(conversation)}, {say_moment(conversation.at)}"


def _consulted_line(one: Consulted) -> str:
    when = say_moment(one.at) if one.at else ""
    return _with_words(_with_commas(one.name, one.role.words.lower(), when, _said(one.mode).lower()), one.view)


def _attempt_line(attempt: ContactAttempt) -> str:
    return _with_words(_with_commas(say_moment(attempt.at), attempt.who, _said(attempt.how).lower()), attempt.outcome)


def _attorney_line(attorney: Attorney) -> str:
    return _with_commas(
        attorney.name or "Name not recorded",
        attorney.appointment.words.lower(),
        attorney.status.words.lower(),
        attorney.telephone,
    )


def _deputy_line(deputy: Deputy) -> str:
    return _with_commas(deputy.name or "Name not recorded", deputy.scope, deputy.telephone)


LINES: dict[type, Callable[[Any], str]] = {
    NamedPerson: lambda p: _with_words(_with_commas(p.name, p.relationship, p.telephone), p.words),
    OtherDocument: lambda d: ": ".join(part for part in (d.description, d.location) if part),
    Treatment: _treatment_line,
    AnticipatoryMedicine: _medicine_line,
    ReadingOrganisation: lambda o: o.name or o.code,
    CarriedPart: lambda c: _with_commas(c.part.words, f"as signed by {c.name}", c.organisation_name, say(c.at)),
    Copy: lambda c: _with_commas(c.held_by, c.location, f"given on {say(c.given_on)}" if c.given_on else ""),
    ContactAttempt: _attempt_line,
    Consulted: _consulted_line,
    Conversation: lambda c: _with_words(_conversation_name(c), c.said),
    RefusedTreatment: lambda r: r.name if r.words in ("", r.name) else f"{r.name} (“{r.words}”)",
    AdvanceDecision: lambda a: (
        f"{_dated('ADRT', a.made_on)}: {say_list(r.name for r in a.refusals) or 'no treatment named'}"
    ),
    LastingPower: lambda p: f"{p.kind.words} LPA {p.uid}".rstrip() + f": {p.status.words.lower()}",
    Attorney: _attorney_line,
    TrustCorporation: lambda t: _with_commas(t.name, t.company_number),
    Problem: lambda p: f"{p.field}: {p.words}",
    UnappliedUpdate: lambda u: _with_words(u.kind, u.changes),
    Deputy: _deputy_line,
}
"""How each listed thing reads on one line."""

NAMES: dict[type, Callable[[Any], str]] = {
    NamedPerson: lambda p: p.name,
    OtherDocument: lambda d: d.description,
    Treatment: treatment_name,
    AnticipatoryMedicine: lambda m: m.name,
    ReadingOrganisation: lambda o: o.name or o.code,
    CarriedPart: lambda c: c.part.words,
    Copy: lambda c: c.held_by,
    ContactAttempt: lambda a: f"{a.who}, {say_moment(a.at)}",
    Consulted: lambda c: c.name,
    Conversation: _conversation_name,
    RefusedTreatment: lambda r: r.name,
    AdvanceDecision: lambda a: _dated("ADRT", a.made_on),
    LastingPower: lambda p: f"{p.kind.words} LPA {p.uid}".rstrip(),
    Attorney: lambda a: a.name,
    TrustCorporation: lambda t: t.name,
    Problem: lambda p: p.field,
    UnappliedUpdate: lambda u: u.kind,
    Deputy: lambda d: d.name,
}
"""What each listed thing is called, by which it is recognised from one version to the next."""


def line_of(item: object) -> str:
    """Return a listed thing on one line."""
    line = LINES.get(type(item))
    return line(item) if line else say(item)


def name_of(item: object) -> str:
    """Return what a listed thing is called."""
    name = NAMES.get(type(item))
    return name(item) if name else say(item)
