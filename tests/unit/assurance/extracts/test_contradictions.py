"""What files say of one site in two ways is told, with the lines; a file of which nothing is read opens nothing."""

from __future__ import annotations

from pathlib import Path

from tests.builders import extracts


def test_site_that_is_told_of_in_two_ways_is_told(tmp_path: Path) -> None:
    made = extracts.decisions({}, {"site_type": "hospice"}, {"site_code": "V2"}, {"area_code": "Q7"})
    read = extracts.extract(tmp_path, decisions=made, sites=[extracts.row("sites")])
    assert [(each.column, each.sites, each.first) for each in read.contradictions] == [
        ("site_type", 1, "decisions, line 3: 'hospice' for site VL901, which is 'nursing_home' on line 2 of sites"),
        ("area_code", 1, "decisions, line 5: 'Q7' for site VL901, which is 'QX1' on line 2 of sites"),
    ]
    assert read.counts["decisions"].kept == 4


def test_sites_that_agree_are_not_told(tmp_path: Path) -> None:
    made = extracts.decisions({}, {"area_code": None}, {"site_code": "V2", "site_type": "hospice"})
    assert extracts.extract(tmp_path, decisions=made).contradictions == ()


def test_file_of_which_no_row_is_read_opens_nothing(tmp_path: Path) -> None:
    stays = extracts.rows("population", {"age": "x"})
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}), population=stays, moves=[])
    assert (read.given["population"], read.given["moves"]) == ((), ())
    assert (read.counts["population"].read, read.counts["population"].rejected) == (1, 1)
    assert {name for (name,) in extracts.ask(read, "SELECT DISTINCT table_name FROM given")} == {"decisions"}
