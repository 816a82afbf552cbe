"""`accord verify-copy`: whether a printed copy is what was printed, with no network and no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from accord.config.commands.files import IS_THERE
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.domain.errors import Refused
from accord.projections.words import say_day, say_time
from accord.sharing.copies import codes, keys
from accord.sharing.copies.keys import PublishedKey
from accord.sharing.copies.proofs import CANNOT_TELL, Finding, Proof, check
from accord.sharing.queries import copies

app = typer.Typer()

NOT_AUTHENTIC = 1
LONGEST_TEXT = 4096
Given = Annotated[str, typer.Argument(metavar="TEXT|FILE", help="What the square code says, or a file that holds it.")]
Keys = Annotated[
    Path | None,
    typer.Option(
        "--keys", metavar="FILE", help="The keys of whoever printed it, as they lie at /copy-keys.json.", **IS_THERE
    ),
]
PaperCode = Annotated[
    str, typer.Option("--code", metavar="CODE", help="The code printed in letters on the sheet, to be held against it.")
]


@app.command("verify-copy")
def verify_copy(
    given: Given, keys_file: Keys = None, code: PaperCode = "", data: Data = None, as_json: AsJson = False
) -> None:
    """Say whether a printed copy is authentic; then end with 0, and with 1 where it is not."""
    finding, proof = check(_text(given), _keys(keys_file), paper_code=code)
    say(_words(finding, proof), _told(finding, proof), as_json=as_json)
    if finding is not Finding.AUTHENTIC:
        raise typer.Exit(NOT_AUTHENTIC)


def _text(given: str) -> str:
    path = Path(given) if len(given) < LONGEST_TEXT and "~" not in given else None
    if path is None or not path.is_file():
        return given
    try:
        return path.read_text(encoding="utf-8")[:LONGEST_TEXT]
    except UnicodeDecodeError as wrong:
        raise Refused.one("copy", "the file is no text.", "Give what the square code says.") from wrong


def _keys(file: Path | None) -> tuple[PublishedKey, ...]:
    if file is None:
        return copies.keys().published
    try:
        return keys.from_json(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as wrong:
        raise Refused.one("--keys", "this is no list of keys.", "Give what lies at /copy-keys.json.") from wrong


def _words(finding: Finding, proof: Proof) -> list[str]:
    if finding is not Finding.AUTHENTIC:
        return [f"{finding.words}."]
    review = f"Review by {say_day(proof.review_on)}." if proof.review_on else "No review date stands in it."
    return [
        f"{finding.words} at {say_time(proof.printed_at)}.",
        CANNOT_TELL,
        f"Copy {codes.shown(proof.code)}: {proof.kind.words}. It says: {proof.cpr.words}. {review}",
        "Check that all this, and the name of the person, is what stands on the sheet.",
    ]


def _told(finding: Finding, proof: Proof) -> dict[str, Any]:
    told = {"finding": finding.value}
    if finding is not Finding.AUTHENTIC:
        return told
    said = {"code": proof.code, "kind": proof.kind.value, "version": proof.version, "cpr": proof.cpr.value}
    return told | said | {"printed_at": proof.printed_at.isoformat(), "review_on": proof.review_on}
