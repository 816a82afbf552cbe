"""`accord demo`: a synthetic region, served, with somebody to sign in as for each role."""

from __future__ import annotations

from typing import Annotated

import typer

from accord.assurance.jobs import ask_for_first_snapshot
from accord.config.commands.options import Data
from accord.config.commands.serving import Host, Port
from accord.config.commands.stores import up_to_date
from accord.config.commands.synthesis import Areas, People, Plans, Seed, loaded_in_words
from accord.config.companions import working_beside
from accord.config.configurations import SYNTHETIC_NOTE
from accord.config.logs import log_to_file
from accord.config.regions import Wanted, load_region, read_note
from accord.config.settings import CONFIGURATION, LOGGING
from accord.config.web_servers import bind, serve_on
from accord.people.queries.counts import is_empty
from accord.privileges.claims import acting_as_software

app = typer.Typer()
Run = Annotated[
    bool, typer.Option("--run/--no-run", help="Make a first run of assurance in the background, where there is none.")
]
RUNS_BESIDE = "\nThe pages of assurance fill within a minute: a first run over these people is made in the background."
LOG = "demo.log"
"""The file in the data folder that holds the log: on the terminal it would push the sign-ins off the screen."""


@app.command()
def demo(
    data: Data = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    people: People = 6_000,
    plans: Plans = None,
    areas: Areas = 3,
    seed: Seed = 1,
    run: Run = True,
) -> None:
    """Load a synthetic region unless it is there already, and serve it, with a worker beside, until stopped."""
    with bind(host, port) as listening, up_to_date(shared=False):
        with acting_as_software():
            if is_empty():
                note = load_region(Wanted(people=people, plans=plans, areas=areas, seed=seed))
            else:
                note = read_note(CONFIGURATION.data / SYNTHETIC_NOTE)
            is_asked = run and ask_for_first_snapshot()
        for line in loaded_in_words(note):
            typer.echo(line)
        if is_asked:
            typer.echo(RUNS_BESIDE)
        log = CONFIGURATION.data / LOG
        log.touch(mode=0o600)
        log_to_file(LOGGING, log)
        typer.echo(f"\nAccord is at {listening.address}\nWhat it answers is logged in {log}")
        with log.open("ab") as lines, working_beside(errors=lines):
            serve_on(listening)
