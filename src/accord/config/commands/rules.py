"""`accord rules`: every rule with its source."""

from __future__ import annotations

import json

import typer

from accord.config.commands.options import AsJson, Data
from accord.soundness.catalogue import RULES
from accord.soundness.expectations import Rule

app = typer.Typer()


@app.command()
def rules(data: Data = None, as_json: AsJson = False) -> None:
    """List every rule of soundness with what it says, who expects it and its source."""
    if as_json:
        typer.echo(json.dumps([describe(rule) for rule in RULES], indent=2, ensure_ascii=False))
        return
    typer.echo("\n\n".join(put_in_words(rule) for rule in RULES))


def put_in_words(rule: Rule) -> str:
    """Return what a reader is told of a rule."""
    asked = ", ".join(check.words for check in rule.checked_at)
    heading = f"{rule.id}  {rule.severity.words}; asked {asked}"
    waits = "\n        Awaits confirmation by a lawyer or clinician." if rule.confirm else ""
    return f"{heading}\n        {rule.says}\n        Source: {rule.source}{waits}"


def describe(rule: Rule) -> dict[str, object]:
    """Return what a program is told of a rule."""
    return {
        "id": rule.id,
        "says": rule.says,
        "severity": rule.severity.value,
        "severity_in_words": rule.severity.words,
        "source": rule.source,
        "checked_at": [check.value for check in rule.checked_at],
        "reads": list(rule.reads),
        "awaits_confirmation": rule.confirm,
    }
