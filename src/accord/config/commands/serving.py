"""`accord serve`: the web server."""

from __future__ import annotations

from typing import Annotated

import typer

from accord.config.commands.options import Data
from accord.config.commands.stores import up_to_date
from accord.config.configurations import LOOPBACK
from accord.config.settings import CONFIGURATION
from accord.config.web_servers import bind, serve_on

app = typer.Typer()

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")]
Workers = Annotated[int, typer.Option(min=1, max=4, help="How many processes answer.")]


@app.command()
def serve(data: Data = None, host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 1) -> None:
    """Serve the pages until stopped."""
    with bind(host, port) as listening, up_to_date(shared=False):
        if host not in LOOPBACK and CONFIGURATION.hosts == LOOPBACK:
            typer.echo("Only browsers on this machine are answered: ACCORD_HOSTS names others.", err=True)
        typer.echo(f"Accord is at {listening.address}")
        serve_on(listening, workers=workers)
