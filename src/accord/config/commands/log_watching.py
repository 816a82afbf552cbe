"""`accord watch-log`: watch the access log of an installation from outside, with nothing but its address."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from accord.access.queries.log_heads import Head, head_from, read_heads
from accord.access.queries.log_watching import Fork, NoAnswer, Sight, look
from accord.config.commands.files import IS_THERE
from accord.config.commands.log_keys import Key, public_keys
from accord.config.commands.options import AsJson
from accord.config.commands.reports import say
from accord.config.fetches import Host, NotFetched
from accord.domain.errors import Refused
from accord.web.words import say_count

app = typer.Typer()

PATH = "/transparency/v1/"
FORKED = 1
Address = Annotated[str, typer.Argument(metavar="URL", help="Where the installation is, as https://…")]
State = Annotated[
    Path,
    typer.Option("--state", metavar="FILE", dir_okay=False, help="Where heads are kept, one a line; made at first."),
]
Others = Annotated[
    list[Path] | None,
    typer.Option("--heads", metavar="FILE", help="Heads that others kept, to be held against it too.", **IS_THERE),
]


@app.command("watch-log")
def watch_log(address: Address, state: State, heads: Others = None, key: Key = None, as_json: AsJson = False) -> None:
    """Hold an installation's access log against the heads that you keep, and name any fork; then end with 1."""
    host, named = Host.of(address, "URL"), public_keys(key or [])
    trusted = named | _keys_in(state)
    own = _read(state, trusted, "--state") if state.exists() else []
    others = [head for file in heads or [] for head in _read(file, trusted, "--heads")]

    def ask(what: str, asked: Mapping[str, str]) -> tuple[int, Mapping[str, Any]]:
        answer = host.get(PATH + what, asked)
        return answer.status, answer.told

    try:
        sight = look(ask, kept=[*own[-1:], *others], trusted=trusted)
    except (NoAnswer, NotFetched) as failed:
        raise Refused.one("URL", f"{failed}.", "Nothing was learnt; try again later.") from failed
    is_new = not sight.forks and own[-1:] != [sight.shown]
    if is_new:
        _append(state, [sight.shown.as_json()])
    _append(_forks_beside(state), sight.evidence())
    say(_words(sight, state, is_first=not trusted), _told(sight), as_json=as_json)
    if sight.forks:
        raise typer.Exit(FORKED)


def _keys_in(state: Path) -> frozenset[str]:
    """Return the keys of a file of ours: what was believed at first is believed again."""
    lines = state.read_text(encoding="utf-8").splitlines() if state.exists() else []
    return frozenset(head.key_id for head in map(head_from, lines) if head is not None)


def _read(file: Path, keys: Iterable[str], field: str) -> list[Head]:
    with file.open(encoding="utf-8") as lines:
        return read_heads(lines, frozenset(keys), field)


def _append(file: Path, told: Iterable[Mapping[str, Any]]) -> None:
    """Write lines of JSON at the end of a file, and let go only when they are on the disk."""
    lines = [json.dumps(each) + "\n" for each in told]
    if lines:
        with file.open("a", encoding="utf-8") as open_file:
            open_file.writelines(lines)
            open_file.flush()
            os.fsync(open_file.fileno())


def _forks_beside(state: Path) -> Path:
    return state.with_name(f"{state.name}.forks")


def _told(sight: Sight) -> dict[str, object]:
    return {"head": sight.shown.as_json(), "held_against": sight.held, "forks": list(sight.evidence())}


def _words(sight: Sight, state: Path, *, is_first: bool) -> Iterator[str]:
    if sight.forks:
        yield from (f"Fork: {each['says']}." for each in sight.evidence())
        yield f"The heads that show it are in {_forks_beside(state)}. Keep it, and {state}: nobody can take them back."
        if any(fork is Fork.NOT_SIGNED for fork, _ in sight.forks):
            yield "If the organisation says that it has a new key, give it with --key."
        return
    held = f"begins with each head held against it: {sight.held:,}" if sight.held else "no head was held against it yet"
    yield f"The log counts {say_count(sight.shown.size, 'row')}, and {held}."
    if is_first:
        yield f"Its key was believed: {sight.shown.key_id}. Ask the organisation, by another way, whether it is theirs."
