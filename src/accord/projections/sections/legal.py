"""The section about legal documents: each with what this record shows of it, requirement by requirement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.findings import Finding, Outcome, Requirement
from accord.domain.legal.lpa import LastingPower, LpaKind
from accord.domain.legal.powers import authority
from accord.domain.legal.treatments import CPR_TREATMENT
from accord.domain.legal.validity import validities
from accord.domain.plan.documents import Legal
from accord.projections.items import line_of
from accord.projections.sections.rows import Row, RowKind, item_lines


def legal_rows(legal: Legal, *, on: date | None) -> Iterator[Row]:
    """Give each legal document, advance decisions before anything that binds less."""
    for decision in legal.advance_decisions:
        yield from _decision_rows(decision, legal)
    for power in legal.lasting_powers:
        yield from _power_rows(power)
    for deputy in legal.deputies:
        yield _deputy_row(deputy, on)


def _decision_rows(decision: AdvanceDecision, legal: Legal) -> Iterator[Row]:
    yield Row(
        label=line_of(decision), text="", kind=RowKind.ENTRY, items=item_lines(decision), field="advance_decisions"
    )
    for validity in validities(decision, legal.lasting_powers):
        yield _finding_row(f"Whether it is valid, for {validity.treatment.name or 'the treatment'}", validity)
        yield Row(label="To judge at the time", text="", kind=RowKind.LIST, items=validity.to_judge)


def _power_rows(power: LastingPower) -> Iterator[Row]:
    yield Row(label=line_of(power), text="", kind=RowKind.ENTRY, items=item_lines(power), field="lasting_powers")
    if power.kind is LpaKind.PERSONAL_WELFARE:
        yield _finding_row("Authority over CPR", authority(power, CPR_TREATMENT))


def _deputy_row(deputy: Deputy, on: date | None) -> Row:
    words = deputy.role_words(on) if on else "A deputy's refusal of life-sustaining treatment never binds."
    return Row(
        label=f"Deputy: {line_of(deputy)}", text=words, kind=RowKind.ENTRY, items=item_lines(deputy), field="deputies"
    )


def _finding_row(label: str, finding: Finding) -> Row:
    lines = [f"{each.says}: {each.outcome.words.lower()}. {each.words}" for each in _worst_first(finding)]
    conflicts = [f"Conflict: {conflict.words}" for conflict in finding.conflicts]
    return Row(label=label, text=finding.words, kind=RowKind.ENTRY, items=(*conflicts, *lines))


def _worst_first(finding: Finding) -> list[Requirement]:
    order = [Outcome.NOT_MET, Outcome.NOT_KNOWN, Outcome.MET]
    return sorted(finding.requirements, key=lambda each: order.index(each.outcome))
