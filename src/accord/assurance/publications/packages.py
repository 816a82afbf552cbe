"""The files of a publication: figures as CSV, what they mean as JSON, and one plain page for people.

The same figures always give the same bytes. The JSON holds the SHA-256 of the two others, so that its own stands for
all three: that is what is shown before, and compared at, a release.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from accord.assurance.publications.figures import HELD, Place
from accord.assurance.publications.lines import COLUMNS, Line
from accord.assurance.publications.publications import Because, Prepared
from accord.assurance.runs import sayings
from accord.domain.small_numbers import HIDDEN
from accord.soundness.measures.breakdowns import ALL, BREAKDOWNS
from accord.soundness.measures.catalogue import BY_ID
from accord.soundness.measures.definitions import Benchmark, Measure

FIGURES, MEANING, PAGE = "figures.csv", "publication.json", "publication.html"
NOT_A_TARGET = (
    "No figure here is a target, and none is ranked. A low number or share of DNACPR decisions is not a fault, and"
    " neither is a high one by itself. What was published elsewhere stands beside for its definition, not as an aim."
)
RULES = (
    "0 is shown as 0. 1 to 7 is shown as *.",
    "8 or more is rounded to the nearest 5; a total is rounded on its own, so that groups need not add up to it.",
    (
        "Shares and their 95% limits (Wilson) are worked out from the rounded counts. A tenth of a per cent is shown"
        " from a rounded 4,000."
    ),
    (
        f"A figure is “{HELD}” where, with the others here or with what was published before, it would tell a count too"
        " closely, or where it is of one or two sites."
    ),
    "Figures are of an area. No site, practice, clinician or person is named, and no words of any record are given.",
)
_BREAKDOWNS = {each.name: each.words for each in reversed(BREAKDOWNS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who publishes, out of which record, and who made it ready and when."""

    publisher: str
    code: str
    record: str
    """The identity of the snapshot that was counted."""
    prepared_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The three files, as they would leave."""

    figures: str
    meaning: str
    page: str

    @property
    def sha256(self) -> str:
        """The SHA-256 that stands for all of it."""
        return sha256_of(self.meaning)

    @property
    def is_whole(self) -> bool:
        """Whether the two files are the ones that the third names."""
        named = json.loads(self.meaning)["files"]
        return bool(named == {FIGURES: sha256_of(self.figures), PAGE: sha256_of(self.page)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure in words."""

    group: str
    share: str
    counts: str
    not_recorded: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One measure by one breakdown."""

    measure: Measure
    words: str
    rows: tuple[Row, ...]
    by_days: bool


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a file's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def pack(prepared: Prepared, about: About) -> Package:
    """Return the files of a publication."""
    figures, page = write_figures(prepared.lines), write_page(prepared, about)
    files = {FIGURES: sha256_of(figures), PAGE: sha256_of(page)}
    return Package(figures=figures, meaning=write_meaning(prepared, about, files), page=page)


def write_figures(lines: Sequence[Line]) -> str:
    """Return the figures as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(line) for line in lines)
    return text.getvalue()


def read_figures(text: str) -> tuple[Line, ...]:
    """Return the figures of a CSV that was published."""
    return tuple(Line(**row) for row in csv.DictReader(io.StringIO(text)))


def write_meaning(prepared: Prepared, about: About, files: dict[str, str]) -> str:
    """Return what the figures mean, as JSON."""
    period = prepared.chosen.period
    meaning = {
        "publisher": {"code": about.code, "name": about.publisher},
        "period": {"from": period.since.isoformat(), "to": period.until.isoformat()},
        "prepared_on": about.prepared_on.isoformat(),
        "record": about.record,
        "notice": NOT_A_TARGET,
        "disclosure_control": list(RULES),
        "hidden": HIDDEN,
        "held_back": [_held(place, why) for place, why in prepared.held.items()],
        "left_out": [asdict(each) for each in prepared.left_out],
        "measures": [_measure(BY_ID[each]) for each in prepared.chosen.measures],
        "breakdowns": {each: _BREAKDOWNS[each] for each in (ALL, *prepared.chosen.breakdowns)},
        "files": files,
    }
    return json.dumps(meaning, ensure_ascii=False, indent=2) + "\n"


def write_page(prepared: Prepared, about: About) -> str:
    """Return the page for people: one file, which asks nothing of any other host and runs no script."""
    template = _environment().get_template("publication.html.jinja")
    return template.render(
        about=about,
        period=prepared.chosen.period,
        measures=[BY_ID[each] for each in prepared.chosen.measures],
        tables=tables(prepared.lines),
        held=say_held(prepared),
        left_out=say_left_out(prepared),
        rules=RULES,
        notice=NOT_A_TARGET,
        say=sayings,
    )


def tables(lines: Sequence[Line]) -> list[Table]:
    """Return each measure by each breakdown, the groups in the order of their names."""
    found = []
    for (measure_id, breakdown), group in groupby(lines, key=lambda line: (line.measure_id, line.breakdown)):
        held, measure = tuple(group), BY_ID[measure_id]
        rows = tuple(_row(line) for line in held)
        by_days = held[0].place.is_quantile
        found.append(Table(measure=measure, words=_BREAKDOWNS[breakdown], rows=rows, by_days=by_days))
    return found


def say_held(prepared: Prepared) -> list[tuple[str, str, str, str]]:
    """Return what is held back: the measure, the breakdown, the group, and why."""
    return [
        (place.measure.name, _BREAKDOWNS[place.breakdown], sayings.group(place.breakdown, place.value, {}), why.words)
        for place, why in prepared.held.items()
    ]


def say_left_out(prepared: Prepared) -> list[tuple[str, str, str]]:
    """Return what was chosen and has no figures: the measure, the breakdown, and why."""
    return [(BY_ID[each.measure_id].name, _BREAKDOWNS[each.breakdown], each.why) for each in prepared.left_out]


def _row(line: Line) -> Row:
    group = sayings.group(line.breakdown, line.value, {})
    is_held = line.denominator == HELD
    if line.days:
        share = line.days if line.days in (HIDDEN, HELD) else f"{line.days} days"
    elif line.percent.replace(".", "").isdigit():
        share = f"{line.percent}% ({line.lower}% to {line.upper}%)"
    else:
        share = line.percent or "–"
    counts = line.denominator if is_held or not line.numerator else f"{line.numerator} of {line.denominator}"
    return Row(group=group, share=share, counts=counts, not_recorded=line.not_recorded, held=is_held)


def _held(place: Place, why: Because) -> dict[str, str]:
    return {
        "measure_id": place.measure_id,
        "breakdown": place.breakdown,
        "value": place.value,
        "because": why.value,
        "says": why.words,
    }


def _measure(measure: Measure) -> dict[str, object]:
    return {
        "id": measure.id,
        "name": measure.name,
        "says": measure.says,
        "not_recorded": measure.missing.words,
        "note": measure.note,
        "source": measure.source,
        "published_elsewhere": [_benchmark(each) for each in measure.benchmarks],
    }


def _benchmark(benchmark: Benchmark) -> dict[str, object]:
    return {"value": round(benchmark.value, 4), "of": benchmark.of, "source": benchmark.source}


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("accord.assurance.publications"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
