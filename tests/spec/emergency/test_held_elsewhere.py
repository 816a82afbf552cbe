"""What others hold, on the emergency screen: named as a pointer, beside whatever stands here, and never a decision."""

from datetime import date
from typing import Any

from tests.builders.plans import NOW, identity, layer

from accord.domain.codec import to_json
from accord.projections.emergency import EmergencyView, sheet, view
from accord.projections.emergency.sheets import Elsewhere
from accord.projections.fhir.emergencies import emergency_summary

HELD = Elsewhere(
    kind="End of life care plan",
    holder="Ash House (VL901)",
    since=date(2026, 3, 1),
    contact="https://ash.example/contact",
)
WORDS = (
    "End of life care plan: held by Ash House (VL901) since 1 March 2026. To reach them: https://ash.example/contact"
)


def shown(*layers: Any, **person: Any) -> EmergencyView:
    told = sheet(layers=layers, now=NOW) | {"elsewhere": [to_json(HELD)]}
    return view(told, identity(**person), NOW, viewer_organisation="RX999")


def test_screen_with_no_plan_says_who_holds_one_and_decides_nothing() -> None:
    screen = shown()
    assert screen.elsewhere == (WORDS,)
    assert screen.cpr.heading == "No plan signed here: one is held elsewhere"
    assert "Another organisation says that it holds a plan" in screen.cpr.words
    assert screen.cpr.words.endswith("attempt CPR, unless clinical judgement says otherwise.")


def test_screen_with_a_plan_says_it_beside() -> None:
    screen = shown(layer())
    assert (screen.cpr.heading, screen.elsewhere) == ("Not for CPR", (WORDS,))


def test_restricted_record_names_no_holder() -> None:
    (line,) = shown(restricted=True).elsewhere
    assert "Ash House" not in line
    assert "ash.example" not in line
    assert "not named, since this record is restricted" in line


def test_emergency_summary_says_it() -> None:
    made = emergency_summary(shown(), identity(), NOW)
    assert {"name": "held-elsewhere", "valueString": WORDS} in made["parameter"]


def test_sheet_that_is_written_anew_tells_nothing_of_it() -> None:
    assert "elsewhere" not in sheet(layers=[layer()], now=NOW)
