"""The `accord` command: reads where the data is, sets Django up, and hands over to one module a command."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import django
import typer

from accord.config.commands.failures import say_plainly
from accord.config.configurations import Configuration
from accord.config.secret_keys import keep_secret
from accord.privileges.claims import acting_as_software

COMMANDS = {
    "demo": "accord.config.commands.demos",
    "serve": "accord.config.commands.serving",
    "worker": "accord.config.commands.workers",
    "migrate": "accord.config.commands.migrating",
    "synth": "accord.config.commands.synthesis",
    "import": "accord.config.commands.imports",
    "export": "accord.config.commands.exports",
    "accounts": "accord.config.commands.accounts",
    "clients": "accord.config.commands.clients",
    "deliveries": "accord.config.commands.deliveries",
    "announcements": "accord.config.commands.announcements",
    "notices": "accord.config.commands.notices",
    "partners": "accord.config.commands.partners",
    "pointers": "accord.config.commands.pointers",
    "mesh": "accord.config.commands.mesh",
    "mllp": "accord.config.commands.mllp",
    "verify-log": "accord.config.commands.log_verifying",
    "prove-log": "accord.config.commands.log_proofs",
    "verify-copy": "accord.config.commands.copies",
    "downtime": "accord.config.commands.downtime",
    "watch-log": "accord.config.commands.log_watching",
    "rules": "accord.config.commands.rules",
    "assure": "accord.config.commands.assure",
    "backup": "accord.config.commands.backups",
    "restore": "accord.config.commands.restores",
}
"""Each command's module, which holds `app`. Only the one asked for is loaded: some bring large libraries."""

LEAVE_FOLDER_ALONE = frozenset({"assure", "rules", "watch-log", "verify-copy", "downtime", "backup", "restore"})
"""Commands that make no data folder and no secret: five need none, one reads what is there, one wants it empty."""
OF_THE_RECORD = (["assure", "snapshot"], ["downtime", "make"], ["downtime", "return"])
"""Those among them that read the record, or write into it."""

SERVING = (["demo"], ["serve"])
"""Commands in which nobody acts but whoever signs in; every other command acts as the software itself."""


def run() -> None:
    """Run the command line, and end with 2 and plain words where something given cannot be taken."""
    signal.signal(signal.SIGTERM, _end)
    arguments = sys.argv[1:]
    _remember_folder(arguments)
    with say_plainly():
        _prepare(arguments[:2])
        django.setup()
        with nullcontext() if arguments[:1] in SERVING else acting_as_software():
            program(arguments)()


def program(arguments: list[str]) -> typer.Typer:
    """Return the command line, with the command that `arguments` name, or with all where they name none."""
    named = [word for word in arguments[:1] if word in COMMANDS]
    whole = typer.Typer(
        help="Advance care planning: the record, made with the person, signed, and current everywhere.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    whole.callback()(_no_options)
    for name in named or COMMANDS:
        whole.add_typer(import_module(COMMANDS[name]).app, name=name if _is_group(name) else None)
    return whole


def _prepare(named: list[str]) -> None:
    """Do what must be done before settings are made: the data folder's secret, the numbers that a demo takes."""
    if named[:1] in (["demo"], ["synth"]):
        os.environ.setdefault("ACCORD_TEST_NUMBERS", "own")
        os.environ.setdefault("ACCORD_DEMO", "on")
    leaves_alone = named[:1] and named[0] in LEAVE_FOLDER_ALONE and named not in OF_THE_RECORD
    if named and named[0] in COMMANDS and not leaves_alone:
        keep_secret(Configuration.read().data)


def _is_group(name: str) -> bool:
    return name in {
        "import",
        "export",
        "accounts",
        "clients",
        "deliveries",
        "announcements",
        "notices",
        "partners",
        "pointers",
        "mesh",
        "prove-log",
        "assure",
        "downtime",
    }


def _no_options() -> None:
    """Accord: `accord COMMAND --help` says what each command takes."""


def _remember_folder(arguments: list[str]) -> None:
    """Put `--data` into the environment: settings are made before any command reads its options."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--data", type=Path)
    try:
        known, _others = finder.parse_known_args(arguments)
    except argparse.ArgumentError:
        return
    if known.data is not None:
        os.environ["ACCORD_DATA"] = str(known.data.absolute())


def _end(number: int, _frame: object) -> None:
    """Leave by the ordinary way, so that whatever was started is stopped."""
    raise SystemExit(128 + number)
