"""One run: files in; findings, measures, signals, rejects and a report out (design/dataset.md)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from accord.assurance.extracts import readings
from accord.assurance.extracts.extracts import Extract
from accord.assurance.extracts.sources import Sources
from accord.assurance.extracts.watches import Progress, in_silence
from accord.assurance.runs import folders, measuring, stored
from accord.assurance.runs.backgrounds import look_behind
from accord.assurance.runs.engines import Engine, open_duckdb, open_spark, write_parquet
from accord.assurance.runs.findings import answers_of, counts_by_site, write_findings
from accord.assurance.runs.made import Asked, EngineName, Made
from accord.assurance.runs.openings import of_measures, of_rules, of_signals
from accord.assurance.runs.reports import write_report
from accord.assurance.runs.signalling import Told, look, write_signals
from accord.assurance.runs.texts_read import PROCESSES
from accord.assurance.runs.workings import Working
from accord.assurance.signals.kinds import Settings
from accord.soundness.answering import Answer


def run(sources: Sources, asked: Asked, out: Path, progress: Progress = in_silence) -> Made:
    """Read the files, work everything out, and write the folder of the run, whole or not at all.

    Raises Refused where a file, or the folder, cannot be used.
    """
    with folders.written_whole(out) as folder, _kept_apart(folder) as apart:
        extract = readings.read(sources, apart, as_of=asked.as_of, progress=progress)
        shutil.copyfile(extract.rejects, folder / folders.REJECTS)
        extract = replace(extract, rejects=out / folders.REJECTS)
        settings = Settings(
            as_of=asked.as_of, since=asked.since, seed=asked.seed, processes=PROCESSES, looks=asked.looks
        )
        with _opened(asked, extract, apart) as engine:
            counted = _count(engine, asked, folder, progress)
        if asked.stored:
            stored.write_days(extract.database, folder / stored.FOLDER)
        told = look(extract.database, settings, progress)
        write_signals(told, folder / folders.SIGNALS)
        made = _made(asked, extract, counted, told)
        progress("Writing the report", 0, 0)
        write_report(made, folder / folders.REPORT)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    measured: pa.Table
    rules: pa.Table
    answers: tuple[Answer, ...]


@contextmanager
def _kept_apart(folder: Path) -> Iterator[Path]:
    """Yield a folder for tables on the way: beside what is written, since they may be large; gone afterwards."""
    apart = Path(tempfile.mkdtemp(prefix=f"{folder.name}-tables-", dir=folder.parent))
    try:
        yield apart
    finally:
        shutil.rmtree(apart, ignore_errors=True)


@contextmanager
def _opened(asked: Asked, extract: Extract, apart: Path) -> Iterator[Engine]:
    if asked.engine is EngineName.SPARK:
        write_parquet(extract.database, apart / "spark")
        with open_spark(apart / "spark", as_of=asked.as_of, since=asked.since) as engine:
            yield engine
    else:
        with open_duckdb(extract.database, as_of=asked.as_of, since=asked.since) as engine:
            yield engine


def _count(engine: Engine, asked: Asked, folder: Path, progress: Progress) -> _Counted:
    answers = answers_of(engine)
    is_open = tuple(each for each in answers if each.is_open)
    progress("Asking the rules and the measures", 0, 0)
    workings = measuring.workings(engine, is_open, by_signer=asked.by_signer)
    decisions = workings[0]
    progress("Counting", 0, 0)
    told = [each.id for each in of_measures(engine.given) if each.is_open]
    measured = measuring.write_measures(engine, workings, folder / folders.MEASURES, only=told)
    if asked.stored:
        stored.write_counts(workings, is_open, measured, folder / stored.FOLDER)
    progress("Writing the findings", 0, 0)
    _write_findings(decisions, is_open, asked, folder)
    return _Counted(measured=measured, rules=counts_by_site(decisions, is_open, ("all",)), answers=answers)


def _write_findings(decisions: Working, answers: tuple[Answer, ...], asked: Asked, folder: Path) -> None:
    write_findings(decisions, answers, folder / folders.FINDINGS, all_outcomes=asked.all_outcomes)
    if asked.findings_csv:
        csv = folder / folders.FINDINGS_CSV
        write_findings(decisions, answers, csv, all_outcomes=asked.all_outcomes, as_csv=True)


def _made(asked: Asked, extract: Extract, counted: _Counted, told: Told) -> Made:
    given = {name: frozenset(columns) for name, columns in extract.given.items()}
    return Made(
        asked=asked,
        extract=extract,
        background=look_behind(extract, asked.since),
        measured=counted.measured,
        rules=counted.rules,
        told=told,
        measures=of_measures(given),
        signals=of_signals(given, told.looked_for),
        expectations=of_rules(counted.answers),
    )
