"""The rules as plain rows, for `accord rules` and for any program that asks for JSON."""

from __future__ import annotations

from accord.soundness.catalogue import RULES
from accord.soundness.expectations import Rule


def rule_rows() -> list[dict[str, str | bool | list[str]]]:
    """Return every rule as a row: id, says, severity, source, checked_at, part, awaits_confirmation."""
    return [_row(rule) for rule in RULES]


def _row(rule: Rule) -> dict[str, str | bool | list[str]]:
    return {
        "id": rule.id,
        "says": rule.says,
        "severity": rule.severity.words,
        "source": rule.source,
        "checked_at": [check.words for check in rule.checked_at],
        "part": rule.part.value,
        "awaits_confirmation": rule.confirm,
    }
