"""The sites of a run: listed by name, and one by one beside their area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from accord.assurance.pages import lines, site_charts
from accord.assurance.pages.lines import Line
from accord.assurance.pages.screens import Screen, WithLines
from accord.assurance.queries import besides, measured, readings, shown_rules, signals
from accord.assurance.queries.places import Site
from accord.assurance.queries.readings import Happened
from accord.assurance.queries.scopes import Scope
from accord.assurance.runs.shown_charts import Shown
from accord.domain.organisations import SiteType
from accord.soundness.measures.catalogue import BY_ID
from accord.web.pages import Pages
from accord.web.words import say_date

_TYPES = {each.value: each.words for each in SiteType}
FUNNELS = ("M01", "M02", "M07")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site of the list."""

    name: str
    href: str
    kind: str
    decisions: str


@dataclass(frozen=True, kw_only=True)
class SitesScreen(Screen):
    """The sites within a scope, by name."""

    sites: Sequence[Site]
    pages: Pages

    @property
    def rows(self) -> list[SiteRow]:
        """One page of them."""
        shown = self.sites[self.pages.offset : self.pages.offset + self.pages.size]
        return [
            SiteRow(
                each.name,
                reverse("assurance:site", args=[each.code]),
                _TYPES.get(each.site_type, "Not recorded"),
                f"{each.decisions:,}",
            )
            for each in shown
        ]

    @property
    def funnels(self) -> list[tuple[str, str]]:
        """The measures that are best compared over sites."""
        return [(BY_ID[name].name, reverse("assurance:measure", args=[name]) + "#sites") for name in FUNNELS]


@dataclass(frozen=True)
class SiteScreen(WithLines):
    """One site: its measures beside its area's, its series, what happened, and what its records show of each rule."""

    site: Site
    area: str

    @property
    def name(self) -> str:
        """The site's name."""
        return self.site.name

    @property
    def caption(self) -> str:
        """What it is, and where."""
        return ", ".join(each for each in (_TYPES.get(self.site.site_type, ""), self.area) if each)

    @property
    def is_exact(self) -> bool:
        """Whether the area's figures stand with their counts."""
        return not self.look.scope.is_own

    @cached_property
    def by_measure(self) -> dict[str, Line]:
        """The lines of its measures, by id, in the order of the dictionary."""
        rows = measured.of_site(self.look.run, self.site.code, breakdown="all")
        beside = besides.area_of(self.look.run, self.site, self.look.scope)
        return lines.lines(rows, beside=beside, site_type=self.site.site_type)

    @cached_property
    def charts(self) -> list[Shown]:
        """Decisions by week with what happened, and series by month."""
        return list(site_charts.charts(self.look, self.site, self.happened, self.asked))

    @cached_property
    def asked(self) -> list[tuple[date, date]]:
        """The times that questions about this site are about: of those alone that may be seen."""
        found = signals.visible(self.look.by, self.look.now).signals
        seen = [each.newest for each in found if each.site_code == self.site.code]
        return [(each.begins, each.ends) for each in seen if each.begins and each.ends]

    @cached_property
    def happened(self) -> Sequence[Happened]:
        """What happened outside the record that may explain a change."""
        return readings.events(self.look.run, site=self.site.code, area=self.site.area_code)

    @property
    def happened_rows(self) -> list[list[str]]:
        """The same, numbered as in the chart."""
        return [
            [str(number), say_date(each.day), each.kind.replace("_", " ").capitalize(), each.text, _where(each)]
            for number, each in enumerate(self.happened, start=1)
        ]

    @property
    def rules(self) -> list[list[str]]:
        """How many decisions show what of each expectation."""
        found = shown_rules.of(self.look.run, Scope(site_codes=frozenset({self.site.code})))
        return [
            [
                f"{each.rule.says} ({each.rule.id}, {each.rule.severity.words})",
                f"{each.met:,}",
                f"{each.not_met:,}",
                f"{each.not_evidenced:,}",
            ]
            for each in found
        ]


def _where(happened: Happened) -> str:
    return "here" if happened.is_here else "in the area"
