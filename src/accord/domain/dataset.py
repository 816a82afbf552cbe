"""The consistent dataset, version 1: its tables and columns, declared once (design/dataset.md).

`decisions` is the published subset of the facts; every other table is declared here. From these values come the
Frictionless `datapackage.json`, the reference page, the exporter and every reader.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from accord.domain.facts import BY_NAME, FACTS, Fact, Kind
from accord.domain.facts.decisions import SITE_TYPES
from accord.domain.facts.people import PERSON

VERSION = "1"


class Type(StrEnum):
    """How a column is written in a file."""

    STRING = "string"
    INTEGER = "integer"
    DATETIME = "datetime"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `values` closes the list of what it takes; an empty cell always means not recorded."""

    name: str
    type: Type
    says: str
    values: tuple[str, ...] = ()
    required: bool = False
    unique: bool = False
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the dataset."""

    name: str
    says: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


_TYPES = {Kind.INTEGER: Type.INTEGER, Kind.MOMENT: Type.DATETIME, Kind.DATE: Type.DATE}
_LEAST = {"imd_decile": 1, "frailty": 1}
_REQUIRED = frozenset({"decision_id", "person_id", "site_code", "decided_at", "cpr", "status"})

CORE = (
    "decision_id",
    "person_id",
    "site_code",
    "site_type",
    "area_code",
    "decided_at",
    "cpr",
    "status",
    "kind",
    "age",
)
"""The columns that a file of decisions must have; each further group opens more measures."""


def _of_fact(fact: Fact) -> Column:
    return Column(
        name=fact.name,
        type=_TYPES.get(fact.kind, Type.STRING),
        says=fact.says,
        values=() if fact.kind is Kind.CODE_LIST else fact.values,
        required=fact.name in _REQUIRED,
        unique=fact.name == "decision_id",
        least=_LEAST.get(fact.name, 0) if fact.kind is Kind.INTEGER else None,
        most=fact.at_most,
    )


def _column(name: str, says: str, kind: Type = Type.STRING, *, required: bool = False) -> Column:
    return Column(name=name, type=kind, says=says, required=required, least=0 if kind is Type.INTEGER else None)


def _choice(name: str, says: str, *values: str, required: bool = False) -> Column:
    return Column(name=name, type=Type.STRING, says=says, values=values, required=required)


DECISIONS = Table(
    name="decisions",
    says="One row a decision about CPR or the ceiling of treatment.",
    columns=tuple(_of_fact(fact) for fact in FACTS if fact.in_dataset),
)

_STAY = tuple(_of_fact(BY_NAME[name]) for name in ("person_id", "site_code", "site_type", "area_code"))

POPULATION = Table(
    name="population",
    says="One row a person a stay: the denominators.",
    columns=(
        *_STAY,
        _column("start_date", "The first day of the stay.", Type.DATE, required=True),
        _column("end_date", "The last day of the stay; empty: still there.", Type.DATE),
        *(
            replace(_of_fact(fact), says="The person's age in whole years at start_date.")
            if fact.name == "age"
            else _of_fact(fact)
            for fact in PERSON
        ),
    ),
)

POPULATION_COUNTS = Table(
    name="population_counts",
    says="Counts for prevalence, where person-level stays cannot be given.",
    columns=(
        _column("site_code", "ODS code of the site.", required=True),
        _column("month", "The month, as 2026-11.", required=True),
        _choice("age_band", "The age band.", "under 65", "65-79", "80 and over", required=True),
        _column("people", "How many people.", Type.INTEGER, required=True),
    ),
)

SITES = Table(
    name="sites",
    says="One row a site. Names leave the system only in reports for that site or area.",
    columns=(
        Column(name="site_code", type=Type.STRING, says="ODS code of the site.", required=True, unique=True),
        _column("name", "The site's name."),
        _choice("site_type", "What kind of site.", *SITE_TYPES),
        _column("area_code", "The local area that answers for the site."),
        _column("places", "Registered places.", Type.INTEGER),
    ),
)

MOVES = Table(
    name="moves",
    says="One row a transfer between sites; the measure of reviews on transfer needs it.",
    columns=(
        _column("person_id", "Pseudonym, the same as in decisions.", required=True),
        _column("from_site_code", "ODS code of the site left."),
        _column("to_site_code", "ODS code of the site come to.", required=True),
        _column("moved_at", "When.", Type.DATETIME, required=True),
        _column("reviewed_at", "When the decision was looked at again.", Type.DATETIME),
    ),
)

CONTACTS = Table(
    name="contacts",
    says="What happened: whether plans were seen, and whether care was withheld.",
    columns=(
        _column("person_id", "Pseudonym, the same as in decisions.", required=True),
        _column("at", "When.", Type.DATETIME, required=True),
        _choice(
            "kind",
            "What kind of contact.",
            "999_call",
            "ambulance_attended",
            "conveyed",
            "ed",
            "admission",
            "gp_visit",
            "death",
            required=True,
        ),
        _column("plan_viewed_at", "When the plan was looked at.", Type.DATETIME),
        _choice("cpr_attempted", "Whether CPR was attempted.", "yes", "no", "unknown"),
        _choice(
            "withheld",
            "Care held back because of the decision.",
            "none",
            "ambulance",
            "doctor",
            "hospital",
            "medicine",
            "other",
        ),
        _column("preferred_place", "The preferred place of care or death, as it stood."),
        _column("actual_place", "Where it was."),
    ),
)

EXTERNAL_EVENTS = Table(
    name="external_events",
    says="Dated things that could explain a change: a letter, a policy, an outbreak.",
    columns=(
        _column("date", "The day.", Type.DATE, required=True),
        _column("area_code", "The area it touched."),
        _column("site_code", "The site it touched."),
        _column("kind", "What kind of thing.", required=True),
        _column("text", "What it said."),
    ),
)

TABLES: tuple[Table, ...] = (
    DECISIONS,
    POPULATION,
    POPULATION_COUNTS,
    SITES,
    MOVES,
    CONTACTS,
    EXTERNAL_EVENTS,
)


def datapackage(paths: dict[str, str]) -> dict[str, Any]:
    """Return the Frictionless Data Package (Table Schema) of the tables in `paths`: table name to file name."""
    return {
        "profile": "tabular-data-package",
        "name": "accord-consistent-dataset",
        "title": "Decisions about CPR and treatment escalation: the consistent dataset",
        "version": VERSION,
        "resources": [_resource(table, paths[table.name]) for table in TABLES if table.name in paths],
    }


def _resource(table: Table, path: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "profile": "tabular-data-resource",
        "path": path,
        "format": path.rsplit(".", maxsplit=1)[-1],
        "encoding": "utf-8",
        "description": table.says,
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {
        "required": column.required or None,
        "unique": column.unique or None,
        "enum": list(column.values) or None,
        "minimum": column.least,
        "maximum": column.most,
    }
    constraints = {name: value for name, value in limits.items() if value is not None}
    field: dict[str, Any] = {"name": column.name, "type": column.type.value, "description": column.says}
    if column.type is Type.DATETIME:
        # A date alone is accepted where a datetime is meant, so no one format is asked for.
        field["format"] = "any"
    return {**field, "constraints": constraints} if constraints else field
