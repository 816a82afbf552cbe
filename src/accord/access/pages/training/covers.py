"""Training cover of an area in words and bars: every count controlled for small numbers, every bar beside its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from accord.domain.competence import MISSING, Competence, Cover, Currency
from accord.domain.small_numbers import controlled, say_controlled
from accord.organisations.queries.training_cover import AreaCover
from accord.web.words import say_count

FILLS = {
    Currency.CURRENT: "#007f3b",
    Currency.LAPSING: "#ffb81c",
    Currency.LAPSED: "#d5281b",
    Currency.NOT_RECORDED: "#768692",
    Currency.NOT_KEPT: "#d8dde0",
}
WIDTH = 100
_COUNTS = tuple((words, "numeric") for words in ("Staff", *(each.words for each in Currency)))


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bar."""

    x: float
    width: float
    fill: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of one competence, over all providers."""

    kind: Competence
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverScreen:
    """The cover of an area, and of its providers for one competence."""

    cover: AreaCover
    kind: Competence
    area: str

    @property
    def links(self) -> list[tuple[str, str, bool]]:
        """Each competence, with its address and whether it is shown."""
        page = reverse("training:cover")
        return [(kind.words, f"{page}?competence={kind.value}", kind is self.kind) for kind in Competence]

    @property
    def said(self) -> list[str]:
        """How many providers keep this in a register, in how many it holds for everybody, in how many it is missing."""
        covers = [cover for _, cover in self.cover.of(self.kind)]
        kept = [cover for cover in covers if cover.is_kept]
        whole = sum(cover.is_whole for cover in kept)
        missing = sum(any(cover.counts[each] for each in MISSING) for cover in kept)
        everybody = f"In {whole:,} it is current for everybody of whom it is expected"
        somebody = f"in {missing:,} it has run out or is not recorded for somebody"
        return [
            f"{len(kept):,} of {say_count(len(covers), 'provider')} record it here.",
            f"{everybody}; {somebody}.",
        ]

    @property
    def area_head(self) -> tuple[object, ...]:
        """The columns of the area's table."""
        return ("Competence", *_COUNTS)

    @property
    def area_rows(self) -> list[list[str]]:
        """The counts of all providers together, by competence."""
        return [[kind.words, *_cells(self.cover.together(kind))] for kind in Competence]

    @property
    def bars(self) -> list[Bar]:
        """The same as bars."""
        return [Bar(kind, tuple(_pieces(self.cover.together(kind)))) for kind in Competence]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """What each colour stands for."""
        return [(each.words, FILLS[each]) for each in Currency]

    @property
    def head(self) -> tuple[object, ...]:
        """The columns of the providers' table."""
        return ("Provider", *_COUNTS)

    @property
    def rows(self) -> list[list[str]]:
        """The counts of each provider for this competence."""
        return [[one.name, *_cells(cover)] for one, cover in self.cover.of(self.kind)]


def _cells(cover: Cover) -> list[str]:
    return [say_controlled(cover.staff), *(say_controlled(cover.counts[each]) for each in Currency)]


def _pieces(cover: Cover) -> Iterator[Piece]:
    """Yield the pieces of a bar from the counts as they are shown: what is too small to be shown is not drawn."""
    shown = {each: controlled(cover.counts[each]) or 0 for each in Currency}
    scale, x = WIDTH / max(sum(shown.values()), controlled(cover.staff) or 0, 1), 0.0
    for each, count in shown.items():
        yield Piece(round(x, 2), round(count * scale, 2), FILLS[each])
        x += count * scale
