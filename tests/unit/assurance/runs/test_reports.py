"""The report as a page: its parts in order, each chart with its table, and nobody's identifier anywhere."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from tests.builders.extracts import AS_OF, decisions, row, rows, write_csv
from tests.builders.parsed import parse, text_of

from accord.assurance.extracts.sources import Sources
from accord.assurance.runs import making
from accord.assurance.runs.made import Asked, Made
from accord.assurance.runs.report_charts import show_charts
from accord.assurance.signals.kinds import Signal, SignalKind
from accord.soundness.measures.catalogue import MEASURES

PARTS = [
    *("summary", "questions", "measures", "prevalence", "charts", "groups", "expectations"),
    *("read", "open", "limits"),
]
SITES = [f"VL90{number}" for number in range(6)]
MADE = [
    *decisions(
        *({"decided_at": f"2026-0{1 + at % 9}-0{1 + at % 7}", "site_code": SITES[at % 6]} for at in range(40)),
        {"rationale": "Not for CPR because she has a learning disability."},
        {"cpr": "perhaps"},
        person_involved="involved",
        sex="female",
    )
]
STAYS = rows("population", *({"site_code": SITES[at % 6]} for at in range(60)))
EVENT = row("external_events", date="2026-03-10", text="A letter <to> all homes.")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Path]:
    folder = tmp_path_factory.mktemp("report")
    people = {each["person_id"]: f"PERSON-{at}" for at, each in enumerate([*MADE, *STAYS])}
    tables = {"decisions": MADE, "population": STAYS}
    named = {name: [{**each, "person_id": people[each["person_id"]]} for each in held] for name, held in tables.items()}
    files = {name: write_csv(folder, name, held) for name, held in named.items()}
    files |= {"external_events": write_csv(folder, "external_events", [EVENT])}
    return making.run(Sources(**files), Asked(as_of=AS_OF, by_signer=True), folder / "out"), folder / "out"


@pytest.fixture(scope="module")
def page(made: tuple[Made, Path]) -> Element:
    return parse((made[1] / "report.html").read_text(encoding="utf-8"))


def test_parts_stand_in_their_order_and_the_contents_lead_to_each(page: Element) -> None:
    parts = [each.get("id") for each in page.iter("h2")]
    assert parts == PARTS
    assert [each.get("href") for each in page.findall(".//nav//a")] == [f"#{part}" for part in parts]
    targets = {each.get("href", "").removeprefix("#") for each in page.iter("a")}
    assert targets <= {each.get("id") for each in page.iter()}


def test_headings_never_skip_a_level(page: Element) -> None:
    levels = [int(each.tag[1]) for each in page.iter() if each.tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_chart_has_its_table_with_the_figures_that_are_drawn(made: tuple[Made, Path], page: Element) -> None:
    charts = list(show_charts(made[0], made[0].background))
    figures = list(page.iter("figure"))
    assert len(figures) == len(charts) >= 3
    for figure, chart in zip(figures, charts, strict=True):
        cells = [[text_of(cell) for cell in each] for each in figure.findall(".//tbody/tr")]
        assert cells == [[" ".join(cell.split()) for cell in each] for each in chart.rows]
        assert figure.find(".//svg/desc") is not None


def test_weeks_of_the_timeline_add_up_to_its_description(made: tuple[Made, Path]) -> None:
    timeline = next(show_charts(made[0], made[0].background))
    assert f">{sum(int(each[1]) for each in timeline.rows)} decisions in {len(timeline.rows)} weeks" in timeline.svg
    (told,) = [each[3] for each in timeline.rows if each[3]]
    assert told == "1. 10 March 2026, QX1: letter: A letter <to> all homes."


def test_questions_about_times_before_the_weeks_drawn_are_counted(made: tuple[Made, Path]) -> None:
    early = Signal(
        signal=SignalKind.BURST, question="Why?", decision_ids=("d1",), observed=1, begins=date(2019, 1, 1),
        ends=date(2019, 1, 2),
    )  # fmt: skip
    told = replace(made[0].told, discoveries=replace(made[0].told.discoveries, signals=(early,)))
    timeline = next(show_charts(replace(made[0], told=told), made[0].background))
    assert timeline.note.startswith("1 more is about times before these weeks. Where")


def test_what_would_open_more_is_said_in_words_files_first(page: Element) -> None:
    (said,) = [text_of(each) for each in page.iter("li") if "More would come of" in text_of(each)]
    assert re.search(r"a file of moves; .*the columns (\w+, )+\w+ and \w+ in the file of decisions", said)
    assert "decisions." not in said


def test_every_table_has_a_caption_and_heads_of_columns_and_rows(page: Element) -> None:
    for table in page.iter("table"):
        assert table.findtext("caption")
        assert {each.get("scope") for each in table.findall("thead//th")} == {"col"}
        assert len(table.findall("tbody/tr")) == len(table.findall("tbody/tr/th[@scope='row']"))


def test_every_open_measure_can_be_reached_broken_down(made: tuple[Made, Path], page: Element) -> None:
    text = " ".join(text_of(each) for each in page.findall(".//section[@class='groups']"))
    counted = set(made[0].measured["measure_id"].to_pylist())
    names = {each.id: each.name for each in MEASURES}
    assert [names[each] for each in counted if names[each] not in text] == []


def test_no_person_stands_in_anything_that_a_run_writes(made: tuple[Made, Path]) -> None:
    for each in made[1].iterdir():
        assert b"PERSON-" not in each.read_bytes(), each.name


def test_people_without_a_decision_are_in_no_list(made: tuple[Made, Path]) -> None:
    signals = json.loads((made[1] / "signals.json").read_text(encoding="utf-8"))
    listed = {each for signal in signals for each in signal["decision_ids"]}
    assert listed <= {each["decision_id"] for each in MADE}
