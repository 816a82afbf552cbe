"""The report of a run, for people: one page by itself, which asks nothing of any other host and runs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from accord.assurance.runs import sayings
from accord.assurance.runs.made import Made
from accord.assurance.runs.report_charts import show_charts
from accord.assurance.runs.report_measures import MAIN, tell_breakdowns, tell_main, tell_measures
from accord.assurance.runs.report_signals import MOST_IN_FULL, by_kind, tell_first, tell_signals
from accord.soundness.catalogue import RULES
from accord.soundness.expectations import Outcome

_RULES = {rule.id: rule for rule in RULES}
MOST_WANTED = 6
_FILE = "a file of "
_PACKAGE = "accord.assurance.runs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One rule, and how many decisions show what of it."""

    id: str
    expects: str
    severity: str
    met: int
    not_met: int
    not_evidenced: int


def write_report(made: Made, file: Path) -> None:
    """Write `report.html`."""
    file.write_text(render(made), encoding="utf-8")


def render(made: Made) -> str:
    """Return the report as HTML."""
    names = made.background.site_names
    questions, asked_in_all = tell_signals(made, names)
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            made=made,
            extract=made.extract,
            background=made.background,
            say=sayings,
            first=MAIN,
            most_in_full=MOST_IN_FULL,
            style=Markup(resources.files(_PACKAGE).joinpath("templates/report.css").read_text(encoding="utf-8")),  # noqa: S704 (a file of our own)
            questions=questions,
            asked_in_all=asked_in_all,
            kinds=by_kind(made),
            foremost=tell_first(made, names),
            prevalence=list(tell_measures(made, prevalence=True)),
            measures=list(tell_measures(made, prevalence=False)),
            main=tell_main(made),
            wanted=_wanted(made),
            tables=list(tell_breakdowns(made, names)),
            charts=list(show_charts(made, made.background)),
            expectations=list(_expectations(made)),
        )
    )


def _wanted(made: Made) -> tuple[str, ...]:
    """Return what by itself would open most of what these files cannot tell: whole files first, then columns."""
    closed = [each for each in (*made.measures, *made.signals) if not each.is_open]
    alone = [each.lacks for each in closed if len(each.lacks) == 1 or each.is_either]
    count = Counter(name for each in alone for name in each)
    most = sorted(count, key=lambda each: (not each.startswith(_FILE), -count[each]))[:MOST_WANTED]
    columns: dict[str, list[str]] = {}
    for table, _, column in (each.partition(".") for each in most if not each.startswith(_FILE)):
        columns.setdefault(table, []).append(column)
    named = (f"{_say_columns(found)} in the file of {table.replace('_', ' ')}" for table, found in columns.items())
    return (*(each for each in most if each.startswith(_FILE)), *named)


def _say_columns(names: Sequence[str]) -> str:
    """Return columns in a sentence: the column a, the columns a and b."""
    if len(names) == 1:
        return f"the column {names[0]}"
    return f"the columns {', '.join(names[:-1])} and {names[-1]}"


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(_PACKAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _expectations(made: Made) -> Iterator[Expectation]:
    counts: dict[str, dict[str, int]] = {}
    for row in made.rules.to_pylist():
        counts.setdefault(row["rule_id"], {})[row["outcome"]] = row["decisions"]
    for opening in made.expectations:
        if found := counts.get(opening.id):
            rule = _RULES[opening.id]
            yield Expectation(
                id=rule.id,
                expects=rule.says,
                severity=rule.severity.words,
                met=found.get(Outcome.MET, 0),
                not_met=found.get(Outcome.NOT_MET, 0),
                not_evidenced=found.get(Outcome.NOT_EVIDENCED, 0),
            )
