"""A chart is SVG that any reader of XML takes, with a title, a description and its figures where they belong."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from accord.projections.charts.drawings import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Area, rounds
from accord.projections.charts.funnels import Limits, Place, draw_funnel
from accord.projections.charts.series import Lines, Point, draw_series
from accord.projections.charts.timelines import ROWS, Mark, Span, Week, draw_timeline, in_rows

SVG = "{http://www.w3.org/2000/svg}"
ODD = "<script>alert('x')</script> & Sons"
PLACES = [Place(ODD, 10.0, 0.2, False), Place("Elm", 50.0, 0.9, True)]
LIMITS = [Limits("95%", (1.0, 50.0), (0.1, 0.4), (1.0, 0.7))]
WEEKS = [Week(f"{ODD} {number}", number) for number in range(5)]
FUNNEL = draw_funnel("f", ODD, places=PLACES, centre=0.5, limits=LIMITS, size_words="Decisions")
SERIES = draw_series(
    "s",
    ODD,
    points=[Point("Jan", 1.0, False), Point("Feb", 7.0, True)],
    lines=Lines(4.0, -1.0, 9.0),
    label="Month",
    say=str,
)
TIMELINE = draw_timeline("t", ODD, weeks=WEEKS, spans=[Span(1, 2)], label="Week", marks=[Mark(3, "1, 2")])


@pytest.mark.parametrize("drawn", [FUNNEL, SERIES, TIMELINE], ids=["funnel", "series", "timeline"])
def test_chart_is_svg_with_a_title_and_a_description_of_its_own(drawn: str) -> None:
    root = ET.fromstring(drawn)  # noqa: S314 (drawn here)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", f"{title.get('id')} {desc.get('id')}")
    assert title.text == ODD
    assert desc.text
    assert not [each for each in root.iter() if each.tag in (f"{SVG}script", f"{SVG}style")]


def test_chart_without_anything_is_drawn() -> None:
    empty = [
        draw_funnel("f", "x", places=[], centre=0.5, limits=[], size_words="Decisions"),
        draw_timeline("t", "x", weeks=[], spans=[], label="Week"),
    ]
    assert [ET.fromstring(each).tag for each in empty] == [f"{SVG}svg"] * 2  # noqa: S314 (drawn here)


def test_funnel_draws_each_place_once_and_those_outside_in_another_shape() -> None:
    root = ET.fromstring(FUNNEL)  # noqa: S314 (drawn here)
    rings, squares = root.findall(f"{SVG}circle"), root.findall(f"{SVG}rect")
    assert [each.findtext(f"{SVG}title") for each in (*rings, *squares)] == [ODD, "Elm"]
    area = Area(x=(0.0, 52.5), y=(0.0, 1.0))
    assert [float(rings[0].get(name, "")) for name in ("cx", "cy")] == pytest.approx(area.at(10.0, 0.2), abs=0.06)


def test_series_marks_what_stands_out_in_another_shape() -> None:
    assert (SERIES.count("<circle"), SERIES.count("<rect")) == (1, 1)
    assert "2 months. The mean is 4.0, the limits 0.0 and" in SERIES


def test_timeline_tells_its_figures_and_numbers_its_events() -> None:
    assert "10 decisions in 5 weeks, at most 4 in one; 1 questions are marked" in TIMELINE
    assert ">1, 2</text>" in TIMELINE
    assert TIMELINE.count("<rect") == 4


def test_questions_that_crowd_find_as_many_rows_as_there_are() -> None:
    crowd = [Span(0, 3)] * (ROWS + 2)
    assert [row for _, row in in_rows(crowd)] == list(range(ROWS))
    assert [row for _, row in in_rows([Span(0, 1), Span(2, 3), Span(1, 2)])] == [0, 0, 1]


@pytest.mark.parametrize(("ends", "expected"), [((0.0, 1.0), 6), ((0.0, 7.0), 4), ((0.0, 0.0), 1), ((0.0, 1e6), 6)])
def test_scale_has_a_few_round_figures_within_its_ends(ends: tuple[float, float], expected: int) -> None:
    found = rounds(ends)
    assert len(found) == expected
    assert ends[0] <= found[0] <= found[-1] <= ends[1] + 1e-9


def test_what_lies_outside_the_scale_stands_at_its_edge() -> None:
    area = Area(x=(0.0, 1.0), y=(0.0, 1.0))
    assert area.at(1.0, 3.0) == (WIDTH - RIGHT, TOP)
    assert area.across(0.0) == LEFT
    assert 0 < area.up(-1.0) < HEIGHT
