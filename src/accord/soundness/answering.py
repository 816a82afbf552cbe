"""What can be told from some of the facts alone: a dataset holds a part of what rules and measures may ask.

A fact that a file does not hold is not the same as one that its record leaves empty. Where such a fact could have made
an expectation met, nobody may say that it is not met: the outcome is then "not evidenced". So each rule is narrowed to
the facts that there are, and what of its outcomes is left is told beforehand, with the columns that would open it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from accord.domain.dataset import DECISIONS
from accord.domain.expressions import (
    All,
    Any,
    Constant,
    Expression,
    Leaf,
    Not,
    every,
    leaves,
    names_in,
    some,
)
from accord.domain.facts import BY_NAME, Kind
from accord.soundness.catalogue import RULES
from accord.soundness.expectations import Check, Outcome, Rule

STANDS_IN: dict[str, tuple[str, ...]] = {
    "as_at": (),
    "signed_at": ("recorded_at",),
    "endorsement_due_at": (),
    "urgent": ("not_involved_reason",),
    "nobody_to_consult": ("imca_instructed",),
    "not_consulted_explained": ("consultee_attempts",),
    "rationale_recorded": ("rationale_codes",),
    "rationale_other_words": ("rationale_codes",),
    "same_rationale_people": ("rationale_hash",),
    "cpr_text_limits": ("rationale",),
    "review_trigger_at": ("moved_at",),
}
"""Facts that no column of `decisions` holds, and the columns from which a run makes them (see `CONVENTIONS`)."""

CONVENTIONS = {
    "as_at": "the day of the census",
    "signed_at": "left out: `recorded_at` is when a plan made here was signed",
    "endorsement_due_at": "left out: no local limit is known, so that three days are allowed",
    "urgent": "yes where `not_involved_reason` is `emergency`, for the dataset has no other place for it",
    "nobody_to_consult": "yes where `imca_instructed` is yes, for the dataset has no other place for it",
    "not_consulted_explained": "yes where `consultee_attempts` is 1 or more: somebody was tried and not reached",
    "rationale_recorded": "yes where `rationale_codes`, `rationale` or `rationale_hash` holds anything",
    "rationale_other_words": "counted in `rationale`, where its controller gives the text; else left out, and"
    " phrase codes alone decide, as they do for signals",
    "same_rationale_people": "how many other people of the file have a decision for the same reason: the same"
    " `rationale_hash`, or the same words of `rationale`",
    "cpr_text_limits": "read in `rationale`, where its controller gives the text",
    "review_trigger_at": "the latest `moved_at` in the table `moves`, where that is after the decision",
}
"""What stands in for each of them."""

ELSEWHERE = {
    "GRP-01 to GRP-10": "are asked of many decisions together: they are signals, and measures M01, M13 and M22",
    "GRP-11": "binds what is built: no measure, list or export shows people who have no decision",
    "REV-06": "is a look-back campaign: every decision since a date, reviewed",
    "REG-12": "speaks of sharing: measure M16, and SHR-01 and SHR-03, which lack columns",
    "REG-17": "speaks of audit itself: a report of every run, with what it could not tell",
    "REG-149": "is asked of groups: every measure by each equality column, and M23",
    "REG-GP": "speaks of a practice's register: the measures by `signer_org`",
    "REG-UP": "lacks a column for the sixth principle: that anyone involved could speak up",
}
"""Rules of audit and statistics that are not of one decision, and where they are answered (reference/rules.md)."""

IN_DATASET = frozenset({*DECISIONS.names, *STANDS_IN})
"""The facts that a full dataset gives."""


def facts_given(columns: Collection[str]) -> frozenset[str]:
    """Return the facts that these columns give, of `decisions` and `moved_at` of `moves`: a text is read for codes."""
    had = {*columns, *(["rationale_codes", "rationale_hash"] if "rationale" in columns else [])}
    return frozenset({*had, *(name for name, sources in STANDS_IN.items() if had.issuperset(sources))})


BY_AUDIT = tuple(rule for rule in RULES if {Check.AUDIT, Check.STATISTICS} & set(rule.checked_at))
"""The rules that are asked by audit of records or by group statistics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A rule as far as it can be answered: narrowed, with the outcomes that are left and the facts that it lacks."""

    rule: Rule
    can_be_met: bool
    can_be_not_met: bool
    lacks: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether anything can be told."""
        return self.can_be_met or self.can_be_not_met

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What it can say beside "not evidenced" and "not applicable"."""
        pairs = ((Outcome.MET, self.can_be_met), (Outcome.NOT_MET, self.can_be_not_met))
        return tuple(outcome for outcome, can_be in pairs if can_be)


def answers(given: Collection[str] = IN_DATASET, rules: Collection[Rule] = BY_AUDIT) -> tuple[Answer, ...]:
    """Return how far each rule can be answered from these facts."""
    return tuple(answer(rule, given) for rule in rules)


def answer(rule: Rule, given: Collection[str]) -> Answer:
    """Return a rule narrowed to these facts."""
    applies, evidenced = as_recorded(rule.applies, given), as_recorded(rule.evidenced, given)
    met = as_looked_for(rule.met, given)
    surely_not = every([least(rule.applies, given), least(rule.evidenced, given), ~most(rule.met, given)])
    shown = simplified(evidenced & (met | surely_not))
    return Answer(
        rule=replace(rule, applies=applies, evidenced=shown, met=met),
        can_be_met=is_possible(applies & evidenced & met),
        can_be_not_met=is_possible(applies & surely_not),
        lacks=tuple(name for name in rule.reads if name not in given),
    )


def as_recorded(expression: Expression, given: Collection[str]) -> Expression:
    """Return the expression where what is not given counts as not recorded."""
    return _replaced(expression, lambda leaf, _: _or(leaf, given, absent=False))


def as_looked_for(expression: Expression, given: Collection[str]) -> Expression:
    """Return the same, but that nobody has looked for phrases where their codes are not given: none is no answer."""
    return _replaced(expression, lambda leaf, negated: _or(leaf, given, absent=negated and _is_of_phrases(leaf)))


def least(expression: Expression, given: Collection[str]) -> Expression:
    """Return when the expression is true whatever the facts hold that are not given."""
    return _replaced(expression, lambda leaf, negated: _or(leaf, given, absent=negated))


def most(expression: Expression, given: Collection[str]) -> Expression:
    """Return when the expression may be true, by what the facts may hold that are not given."""
    return _replaced(expression, lambda leaf, negated: _or(leaf, given, absent=not negated))


def simplified(expression: Expression) -> Expression:
    """Return the same without constants inside it."""
    return _replaced(expression, lambda leaf, _: leaf)


def is_possible(expression: Expression) -> bool:
    """Whether some answers to its leaves make it true, each leaf taken by itself."""
    whole = simplified(expression)
    if isinstance(whole, Constant):
        return whole.value
    asked = next(leaves(whole))
    return any(is_possible(_settled(whole, asked, value)) for value in (True, False))


def _settled(expression: Expression, asked: Leaf, value: bool) -> Expression:
    return _replaced(expression, lambda leaf, _: Constant(value) if leaf == asked else leaf)


def _is_of_phrases(leaf: Leaf) -> bool:
    return any(BY_NAME[name].kind is Kind.CODE_LIST for name in names_in(leaf) if name in BY_NAME)


def _or(leaf: Leaf, given: Collection[str], *, absent: bool) -> Expression:
    return leaf if set(names_in(leaf)) <= set(given) else Constant(absent)


def _replaced(expression: Expression, put: Callable[[Leaf, bool], Expression], *, negated: bool = False) -> Expression:
    """Return the expression with something else for each leaf, by whether an odd number of negations stand over it."""
    match expression:
        case All(terms):
            return _joined([_replaced(each, put, negated=negated) for each in terms], neutral=True)
        case Any(terms):
            return _joined([_replaced(each, put, negated=negated) for each in terms], neutral=False)
        case Not(term):
            inner = _replaced(term, put, negated=not negated)
            return Constant(not inner.value) if isinstance(inner, Constant) else ~inner
        case _ if isinstance(expression, Leaf):
            return put(expression, negated)
    return expression


def _joined(terms: list[Expression], *, neutral: bool) -> Expression:
    """Return all of the terms (neutral: true) or any of them, with constants taken in."""
    if Constant(not neutral) in terms:
        return Constant(not neutral)
    left = [term for term in terms if not isinstance(term, Constant)]
    if not left:
        return Constant(neutral)
    return every(left) if neutral else some(left)
