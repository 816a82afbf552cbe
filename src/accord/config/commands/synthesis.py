"""`accord synth`: a believable region of people and plans, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.config.regions import Wanted, load_region

app = typer.Typer()

People = Annotated[int, typer.Option(min=1, help="How many people.")]
Plans = Annotated[int | None, typer.Option(min=0, help="How many of them have a plan.", show_default="three in ten")]
Areas = Annotated[int, typer.Option(min=1, max=42, help="Over how many areas.")]
Seed = Annotated[int, typer.Option(min=0, help="What it is drawn from: the same seed gives the same region.")]


@app.command()
def synth(
    people: People = 6_000,
    plans: Plans = None,
    areas: Areas = 3,
    seed: Seed = 1,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Load a synthetic region into an empty database: nobody in it is real, and every number is in the 999 range."""
    with up_to_date():
        note = load_region(Wanted(people=people, plans=plans, areas=areas, seed=seed), quiet=as_json)
    say(loaded_in_words(note), note, as_json=as_json)


def loaded_in_words(note: dict[str, Any]) -> Iterator[str]:
    """Yield what a reader is told of a region: how large it is, and how to begin."""
    loaded = note["loaded"]
    yield (
        f"{loaded['people']:,} people, {loaded['with_plans']:,} with a plan, {loaded['conversations']:,} conversations,"
        f" {loaded['organisations']:,} organisations. Nobody is real."
    )
    yield ""
    yield "Sign in as:"
    for one in note["sign_ins"]:
        at = f", {one['at']}" if "at" in one else ""  # a folder that was filled by an earlier release says none
        yield f"  {one['username']:<16}{one['role']}{at}"
    yield f"The password of each is: {note['password']}"
    yield from _organisations_in_words(note.get("organisations", ()))
    if first := loaded["first_person"]:
        yield f"\nTo write a first plan, sign in as clinician and find {_found_by(first)}."
    if stranger := loaded.get("stranger"):  # a folder that was filled by an earlier release names none
        yield f"To open the record of somebody who is not theirs, find {_found_by(stranger)}."
    if planned := loaded.get("planned"):
        yield f"To follow the guides, take {_found_by(planned)}: of the GP practice above, with a plan that stands."


def _organisations_in_words(told: Sequence[dict[str, str]]) -> Iterator[str]:
    """Yield what the guides need a code of; nothing of a folder that an earlier release filled."""
    if told:
        yield "\nODS codes, for the guides:"
    for one in told:
        yield f"  {one['ods_code']:<16}{one['what']}: {one['name']}"


def _found_by(person: dict[str, Any]) -> str:
    number, born = person["nhs_number"], date.fromisoformat(person["birth_date"])
    told = f"NHS number {number[:3]} {number[3:6]} {number[6:]}, born {born:%-d %B %Y}, {person['postcode']}"
    return f"{person['name']}, {told}"
