"""What every screen of a run has: whose it is and when it was read; and measures under their headings, where it has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from accord.assurance.pages import lines
from accord.assurance.pages.lines import Line, Reading
from accord.assurance.pages.looks import Look


@dataclass(frozen=True)
class Screen:
    """A screen within the scope of whoever looks."""

    look: Look

    @property
    def place(self) -> str:
        """Within what it is shown."""
        return self.look.place

    @property
    def reading(self) -> Reading:
        """When it was read."""
        return lines.reading(self.look.run, self.look.now)


class WithLines(Screen, ABC):
    """A screen with every measure of something."""

    @cached_property
    @abstractmethod
    def by_measure(self) -> Mapping[str, Line]:
        """The lines of its measures, by id, in the order of the dictionary."""

    @property
    def prevalences(self) -> list[Line]:
        """The two measures of how many people have a decision: shown one by one, and never in one table."""
        return [each for each in lines.prevalences(self.by_measure) if each]

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """The other measures under their headings."""
        return lines.in_groups(self.by_measure)

    @property
    def columns(self) -> list[Line]:
        """How much of who people are is recorded."""
        return lines.of_columns(self.by_measure)
