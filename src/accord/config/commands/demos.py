"""`accord demo`: a synthetic region, served, with somebody to sign in as for each role."""

from __future__ import annotations

import typer

from accord.config.commands.options import Data
from accord.config.commands.serving import Host, Port
from accord.config.commands.stores import up_to_date
from accord.config.commands.synthesis import Areas, People, Plans, Seed, loaded_in_words
from accord.config.companions import working_beside
from accord.config.configurations import SYNTHETIC_NOTE
from accord.config.regions import Wanted, load_region, read_note
from accord.config.settings import CONFIGURATION
from accord.config.web_servers import bind, serve_on
from accord.people.queries.counts import is_empty

app = typer.Typer()


@app.command()
def demo(
    data: Data = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    people: People = 6_000,
    plans: Plans = None,
    areas: Areas = 3,
    seed: Seed = 1,
) -> None:
    """Load a synthetic region unless it is there already, and serve it, with a worker beside, until stopped."""
    with bind(host, port) as listening, up_to_date(shared=False):
        if is_empty():
            note = load_region(Wanted(people=people, plans=plans, areas=areas, seed=seed))
        else:
            note = read_note(CONFIGURATION.data / SYNTHETIC_NOTE)
        for line in loaded_in_words(note):
            typer.echo(line)
        typer.echo(f"\nAccord is at {listening.address}")
        with working_beside():
            serve_on(listening)
