"""One measure: what it says, its figures by group, its funnel over sites, and its series over months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from accord.assurance.pages import lines
from accord.assurance.pages.screens import Screen
from accord.assurance.pages.site_charts import by_month
from accord.assurance.queries import besides, measured, places
from accord.assurance.queries.besides import ANOTHER, Dotted
from accord.assurance.queries.measured import Measured
from accord.assurance.runs import sayings
from accord.assurance.runs.figures import Figure
from accord.assurance.runs.shown_charts import FEWEST_PLACES, Dot, Shown, show_funnel
from accord.soundness.measures.breakdowns import BREAKDOWNS
from accord.soundness.measures.definitions import Kind, Measure, Over

MOST_SITES = 500
NOT_IN_TABLES = frozenset({"all", "site", "signer", "signer_org", "month"})
SIZES = {Over.DECISIONS: "Decisions", Over.MOVES: "Moves", Over.CONTACTS: "Contacts"}


@dataclass(frozen=True, slots=True)
class Broken:
    """One breakdown of a measure, in the order of its groups' codes."""

    words: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class MeasureScreen(Screen):
    """One measure within the scope of whoever looks. `area`: whose sites a funnel of everywhere is narrowed to."""

    measure: Measure
    area: str = ""

    @property
    def is_prevalence(self) -> bool:
        """Whether it counts people with a decision, among all who were there."""
        return self.measure.is_prevalence

    @property
    def definition(self) -> list[dict[str, object]]:
        """What it counts, in words."""
        rows = [
            ("What it counts", self.measure.says),
            ("How it is said", self.measure.kind.words.capitalize()),
            ("What is not recorded", self.measure.missing.words.capitalize()),
            ("What it reads", ", ".join(name.replace("_", " ") for name in self.measure.reads)),
            ("Where it comes from", self.measure.source),
        ]
        return [{"key": key, "value": value} for key, value in rows if value]

    @cached_property
    def _rows(self) -> tuple[Measured, ...]:
        return measured.rows(self.look.run, measure=self.measure.id, scope=self.look.scope)

    @property
    def figure(self) -> Figure | None:
        """Its figure over everything in scope; None where there is nothing that it counts."""
        return next((lines.told(row) for row in self._rows if row.breakdown == "all"), None)

    @property
    def published(self) -> list[tuple[str, str, str]]:
        """What was published elsewhere."""
        return list(lines.published(self.measure))

    @property
    def broken(self) -> list[Broken]:
        """Its figures by each breakdown of places and people."""
        return list(self._broken())

    def _broken(self) -> Iterator[Broken]:
        for breakdown in {each.name: each for each in BREAKDOWNS}.values():
            rows = [row for row in self._rows if row.breakdown == breakdown.name]
            if rows and breakdown.name not in NOT_IN_TABLES:
                rows.sort(key=lambda row: row.value)
                said = [lines.told(row, sayings.group(breakdown.name, row.value, {})) for row in rows]
                yield Broken(breakdown.words, said)

    @cached_property
    def dots(self) -> Sequence[Dotted]:
        """The sites of the funnel."""
        if self.is_prevalence or self.measure.kind is Kind.QUANTILE:
            return ()
        area = self._own_area if self.look.scope.is_own else self.area or None
        return besides.points(self.look.run, self.measure.id, self.look.scope, area)

    @cached_property
    def _own_area(self) -> str:
        found = places.sites(self.look.run, self.look.scope)
        return found[0].area_code if found else ""

    @property
    def funnel(self) -> Shown | None:
        """The funnel over sites, where there are enough of them and not too many to be drawn."""
        if not FEWEST_PLACES <= len(self.dots) <= MOST_SITES:
            return None
        own = self.look.scope.own_code
        named = [Dot(each.name, lines.row_of(each.row), is_own=bool(own) and each.code == own) for each in self.dots]
        return show_funnel(self.measure.id, named, size_words=SIZES[self.measure.over])

    @property
    def no_funnel(self) -> str:
        """Why there is no funnel."""
        if self.is_prevalence:
            return "None is drawn: people differ from site to site, and neither a high nor a low share is a fault."
        if self.measure.kind is Kind.QUANTILE:
            return "None is drawn of a median or percentile."
        if len(self.dots) > MOST_SITES:
            return f"There are more than {MOST_SITES} sites: choose an area."
        return "There are too few sites for one, or too few that may be shown beside yours."

    @property
    def has_hidden(self) -> bool:
        """Whether other sites stand without their names."""
        return any(each.name == ANOTHER for each in self.dots)

    @property
    def areas(self) -> list[tuple[str, str, bool]]:
        """The areas to which the funnel can be narrowed, for whoever sees several."""
        codes = sorted({each.area_code for each in places.sites(self.look.run, self.look.scope) if each.area_code})
        if self.is_prevalence or len(codes) < 2:
            return []
        everything = [("All areas", "?", not self.area)]
        return [*everything, *((code, f"?area={code}#sites", code == self.area) for code in codes)]

    @property
    def months(self) -> list[Shown]:
        """Its series over months."""
        return list(by_month(self.look, self.measure.id, self.look.scope))
