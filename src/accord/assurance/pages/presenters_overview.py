"""What the overview of assurance says: what was read, what it shows, and what it cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from accord.assurance.pages import lines
from accord.assurance.pages.lines import Line
from accord.assurance.pages.screens import WithLines
from accord.assurance.queries import measured, places, readings, signals
from accord.assurance.queries.signals import Visible
from accord.assurance.runs.openings import Opening
from accord.domain.plan.clinical import CprRecommendation as Cpr
from accord.soundness.measures.catalogue import WANTED
from accord.web.words import say_count

_CPR = {each.value: each.words for each in Cpr}


@dataclass(frozen=True)
class OverviewScreen(WithLines):
    """The overview within the scope of whoever looks."""

    @cached_property
    def by_kind(self) -> dict[str, int]:
        """How many decisions were read, by what they say of CPR."""
        return dict(readings.by_kind(self.look.run, self.look.scope))

    @property
    def figures(self) -> list[tuple[str, str]]:
        """What was read, in a few numbers."""
        sites = len(places.sites(self.look.run, self.look.scope))
        return [
            ("DNACPR decisions read", f"{self.by_kind.get(Cpr.NOT_FOR_CPR.value, 0):,}"),
            ("Decisions about CPR of every kind", f"{sum(self.by_kind.values()):,}"),
            ("Sites", f"{sites:,}"),
            ("Questions", f"{len(self.questions.signals):,}"),
        ]

    @cached_property
    def questions(self) -> Visible:
        """The questions that may be seen, and how many more wait for whoever is asked to answer first."""
        return signals.visible(self.look.by, self.look.now)

    @property
    def kinds(self) -> list[list[str]]:
        """Every kind of decision, with how many there are."""
        return [[_CPR.get(name, "Not recorded"), f"{number:,}"] for name, number in sorted(self.by_kind.items())]

    @cached_property
    def by_measure(self) -> dict[str, Line]:
        """The lines of its measures, by id, in the order of the dictionary."""
        run, scope = self.look.run, self.look.scope
        found = {row.measure_id: row for row in measured.rows(run, breakdown="all", scope=scope)}
        areas = measured.rows(run, breakdown="area", scope=scope)
        if len({row.value for row in areas}) == 1:
            # A median cannot be added up over sites; that of a whole area was worked out by itself.
            found = {row.measure_id: row for row in areas} | found
        return lines.lines(found.values())

    @cached_property
    def signed(self) -> list[tuple[str, list[Line]]]:
        """Measures of decisions that one's own clinicians signed, wherever that was."""
        if not self.look.scope.is_own:
            return []
        rows = measured.rows(self.look.run, breakdown="signer_org", scope=self.look.scope)
        return lines.in_groups(lines.lines(row for row in rows if row.value == self.look.scope.own_code))

    @property
    def closed(self) -> list[list[str]]:
        """What cannot be told, or in part alone, with what would open it."""
        measures, signals = readings.openings(self.look.run)
        wanted = [[each.name, "Measure", "no", each.lacks] for each in WANTED]
        return [*_closed(measures, "Measure"), *wanted, *_closed(signals, "Question")]

    @property
    def closed_said(self) -> str:
        """How much of it there is."""
        return f"What this cannot tell, and what would open it ({say_count(len(self.closed), 'thing')})"


def _closed(openings: tuple[Opening, ...], kind: str) -> list[list[str]]:
    return [
        [each.name, kind, "in part" if each.is_partly else "no", ", ".join(each.lacks)]
        for each in openings
        if each.lacks or not each.is_open
    ]
