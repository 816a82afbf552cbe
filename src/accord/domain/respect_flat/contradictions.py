"""Where a form contradicts itself. Each check is one function; each finding names the fields, and refuses nothing.

What counts (design/clinical-decisions.md, data-items 1.1): lacks capacity with involvement A; has capacity with
involvement B; and what a form called complete says of its signatures, dates and empty items that cannot all be so.
A person who lacks capacity still takes part: that is no contradiction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from accord.domain.moments import Moment
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.people_involved import HasCapacity, InvolvementOption
from accord.domain.respect_flat.codes import SENIOR
from accord.domain.respect_flat.reported_plans import CONFIRMATIONS, LEGAL, SIGNATURES, SOURCE, Contradiction, Parts

ADULT = 18
_CHILD_OPTIONS = {InvolvementOption.C1, InvolvementOption.C2, InvolvementOption.C3}
_EXPECTED = {
    "understanding.summary": "the summary of health",
    "cpr.recommendation": "the CPR recommendation",
    "cpr.decided_at": "the date of the CPR decision",
    "capacity.outcome": "whether the person has capacity",
    "involvement.options": "how the person was involved",
    "involvement.people_involved": "the names and roles of those involved",
}


def find_contradictions(parts: Parts, birth_date: date | None) -> tuple[Contradiction, ...]:
    """Return every contradiction in the parts of a form, in the order of the form."""
    found = [each for check in _CHECKS for each in check(parts)]
    return (*found, *_for_children_alone(parts, birth_date))


def _get(parts: Parts, part: str, name: str) -> Any:
    return parts.get(part, {}).get(name) or None


def _options(parts: Parts) -> set[str]:
    return set(_get(parts, "involvement", "options") or ())


def _capacity_and_involvement(parts: Parts) -> Iterator[Contradiction]:
    outcome, options = _get(parts, "capacity", "outcome"), _options(parts)
    fields = ("capacity.outcome", "involvement.options")
    if outcome == HasCapacity.LACKS and InvolvementOption.A in options:
        words = "It says that the person lacks capacity, and that the person has capacity and was fully involved (A)."
        yield Contradiction(code="lacks_capacity_with_involvement_a", words=words, fields=fields)
    if outcome == HasCapacity.HAS and InvolvementOption.B in options:
        words = "It says that the person has capacity, and that the plan was made for somebody who lacks it (B)."
        yield Contradiction(code="has_capacity_with_involvement_b", words=words, fields=fields)
    if {InvolvementOption.A, InvolvementOption.B} <= options:
        words = "It says both that the person has capacity (A) and that the person lacks it (B)."
        yield Contradiction(code="involvement_a_and_b", words=words, fields=fields[1:])


def _reason(parts: Parts) -> Iterator[Contradiction]:
    options, reason = _options(parts), _get(parts, "involvement", "reason_words")
    needs_reason = InvolvementOption.D in options or (
        bool(options & {InvolvementOption.C1, InvolvementOption.C2}) and InvolvementOption.C3 not in options
    )
    if needs_reason and not reason:
        words = "It names an option for involvement that needs a reason, and gives none."
        yield Contradiction(
            code="involvement_without_reason", words=words, fields=("involvement.options", "involvement.reason_words")
        )


def _proxy(parts: Parts) -> Iterator[Contradiction]:
    is_there = _get(parts, LEGAL, "proxy") == "yes" and InvolvementOption.B in _options(parts)
    if is_there and not _get(parts, "involvement", "people_involved"):
        words = (
            "It says that there is a legal proxy and that the plan was made with the proxy or with family (B), "
            "and names nobody who was involved."
        )
        yield Contradiction(
            code="proxy_not_named", words=words, fields=(f"{LEGAL}.proxy", "involvement.people_involved")
        )


def _is_complete(parts: Parts) -> bool:
    return "complete and signed" in str(_get(parts, SOURCE, "status") or "").casefold()


def _complete_but_empty(parts: Parts) -> Iterator[Contradiction]:
    if not _is_complete(parts):
        return
    empty = [path for path in _EXPECTED if not _get(parts, *path.split(".", 1))]
    if empty:
        names = ", ".join(_EXPECTED[path] for path in empty)
        words = f"It says that it is complete and signed, and these are empty: {names}."
        yield Contradiction(code="complete_but_empty", words=words, fields=(f"{SOURCE}.status", *empty))


def _signatures(parts: Parts) -> Iterator[Contradiction]:
    signed = _get(parts, SIGNATURES, "items") or []
    if _is_complete(parts) and not signed:
        words = "It says that it is complete and signed, and holds no signature."
        yield Contradiction(code="complete_but_unsigned", words=words, fields=(f"{SOURCE}.status", SIGNATURES))
    if _is_complete(parts) and signed and not any(item.get("kind") == SENIOR for item in signed):
        whose = f"all {len(signed)} signatures are" if len(signed) > 1 else "its one signature is"
        lack = "none is the senior responsible clinician's"
        words = f"It says that it is complete and signed, and {whose} a clinician's: {lack}."
        yield Contradiction(code="no_senior_signature", words=words, fields=(f"{SIGNATURES}.kind",))


def _signed_before_decision(parts: Parts) -> Iterator[Contradiction]:
    decided = _moment(_get(parts, "cpr", "decided_at"))
    signed = [_moment(item.get("signed_at")) for item in _get(parts, SIGNATURES, "items") or ()]
    early = [when for when in signed if decided and when and decided.is_after(when)]
    if decided and early:
        days = " and ".join(dict.fromkeys(f"{when.day:%-d %B %Y}" for when in sorted(early, key=lambda m: m.day)))
        words = f"It was signed on {days}, before the CPR decision of {decided.day:%-d %B %Y} that it records."
        yield Contradiction(
            code="signed_before_decision", words=words, fields=(f"{SIGNATURES}.signed_at", "cpr.decided_at")
        )


def _recorded_before(parts: Parts) -> Iterator[Contradiction]:
    recorded = _moment(_get(parts, SOURCE, "recorded_at"))
    decided = _moment(_get(parts, "cpr", "decided_at"))
    if recorded and decided and decided.is_after(recorded):
        words = (
            f"It was recorded on {recorded.day:%-d %B %Y}, before the CPR decision of {decided.day:%-d %B %Y} in it."
        )
        yield Contradiction(
            code="recorded_before_decision", words=words, fields=(f"{SOURCE}.recorded_at", "cpr.decided_at")
        )


def _review(parts: Parts) -> Iterator[Contradiction]:
    for item in _get(parts, CONFIRMATIONS, "items") or ():
        due, confirmed = _moment(item.get("review_due")), _moment(item.get("confirmed_at"))
        if due and confirmed and due.day <= confirmed.day:
            words = (
                f"Its next review is due on {due.day:%-d %B %Y}, not after the day on which it was confirmed "
                f"({confirmed.day:%-d %B %Y})."
            )
            fields = (f"{CONFIRMATIONS}.review_due", f"{CONFIRMATIONS}.confirmed_at")
            yield Contradiction(code="review_not_after_confirmation", words=words, fields=fields)


def _confirmed_before_decision(parts: Parts) -> Iterator[Contradiction]:
    decided = _moment(_get(parts, "cpr", "decided_at"))
    for item in _get(parts, CONFIRMATIONS, "items") or ():
        confirmed = _moment(item.get("confirmed_at"))
        if decided and confirmed and decided.is_after(confirmed):
            words = (
                f"It was confirmed on {confirmed.day:%-d %B %Y}, before the CPR decision of {decided.day:%-d %B %Y}."
            )
            fields = (f"{CONFIRMATIONS}.confirmed_at", "cpr.decided_at")
            yield Contradiction(code="confirmed_before_decision", words=words, fields=fields)


def _for_children_alone(parts: Parts, birth_date: date | None) -> Iterator[Contradiction]:
    when = _moment(_get(parts, "cpr", "decided_at")) or _moment(_get(parts, SOURCE, "recorded_at"))
    if birth_date is None or when is None:
        return
    age = when.day.year - birth_date.year - ((when.day.month, when.day.day) < (birth_date.month, birth_date.day))
    if age < ADULT:
        return
    if _get(parts, "cpr", "recommendation") == CprRecommendation.MODIFIED_CPR:
        words = f"It recommends modified CPR, which the form has for children alone; the person was {age}."
        yield Contradiction(code="modified_cpr_for_adult", words=words, fields=("cpr.recommendation",))
    if _options(parts) & _CHILD_OPTIONS:
        words = f"It was made as for somebody under 18 (C); the person was {age}."
        yield Contradiction(code="involvement_c_for_adult", words=words, fields=("involvement.options",))


def _moment(text: str | None) -> Moment | None:
    return Moment.read(text) if text else None


_CHECKS: tuple[Callable[[Parts], Iterator[Contradiction]], ...] = (
    _capacity_and_involvement,
    _reason,
    _proxy,
    _complete_but_empty,
    _signatures,
    _signed_before_decision,
    _recorded_before,
    _review,
    _confirmed_before_decision,
)
