"""What files say of one site in two ways is told, with the lines; a file of which nothing is read opens nothing."""

from __future__ import annotations

from pathlib import Path

from tests.builders import extracts

TWO_WAYS = "1 site is told of in two ways"


def test_site_that_is_told_of_in_two_ways_is_told(tmp_path: Path) -> None:
    made = extracts.decisions({}, {"site_type": "hospice"}, {"site_code": "V2"}, {"area_code": "Q7"})
    read = extracts.extract(tmp_path, decisions=made, sites=[extracts.row("sites")])
    assert [(each.columns, each.of, each.first) for each in read.contradictions] == [
        (
            "site_type",
            TWO_WAYS,
            "decisions, line 3: 'hospice' for site VL901, which is 'nursing_home' on line 2 of sites",
        ),
        ("area_code", TWO_WAYS, "decisions, line 5: 'Q7' for site VL901, which is 'QX1' on line 2 of sites"),
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


def test_person_at_two_sites_on_one_day_is_told(tmp_path: Path) -> None:
    here = {"person_id": "p1", "site_code": "V1", "start_date": "2026-01-01", "end_date": "2026-03-01"}
    there = {"person_id": "p1", "site_code": "V2", "start_date": "2026-02-01"}
    stays = extracts.rows("population", here, there)
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}), population=stays)
    (told,) = read.contradictions
    assert told.of == "1 person is at two sites on one day"
    assert told.first == "population, line 3: at site V2, and on line 2 still at site V1"
    assert read.counts["population"].kept == 2


def test_whoever_moves_on_the_day_is_at_one_site(tmp_path: Path) -> None:
    here = {"person_id": "p1", "site_code": "V1", "end_date": "2026-02-01"}
    there = {"person_id": "p1", "site_code": "V2", "start_date": "2026-02-01"}
    stays = extracts.rows("population", here, there)
    assert extracts.extract(tmp_path, decisions=extracts.decisions({}), population=stays).contradictions == ()
