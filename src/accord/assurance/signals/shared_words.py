"""Which decisions carry the same words, or nearly: each decision beside a number for its words.

The same words are found over all decisions; nearly the same words under one signer or at one site, where one text is
worked into another. Where only a keyed hash left, the hash is the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import duckdb
import numpy as np
import numpy.typing as npt

from accord.assurance.signals.decisions import number_of
from accord.assurance.signals.form_phrases import SHORTEST, folded, learn, own_words
from accord.assurance.signals.kinds import Held, Settings
from accord.assurance.signals.resemblances import Joins, near_pairs

_AT_ONCE = 100_000
_TEXTS_A_SIGNER = 20

# FOLDED and OWN stand for expressions of form_phrases, UNIT for the name of a column of ours.
_WORDED = """
CREATE TEMP TABLE worded AS
SELECT * EXCLUDE hashed, CASE WHEN length(own) >= ? THEN hash(whole) ELSE hashed END AS words
FROM (
    SELECT *, OWN AS own FROM (
        SELECT decision_id, person_id, site_code, area_code, signer_id, signer_org_code, site_type,
            decided_at_day AS day, FOLDED AS whole,
            CASE WHEN rationale IS NULL AND rationale_hash <> '' THEN hash(rationale_hash) END AS hashed
        FROM decisions
        WHERE cpr = 'not_for_cpr' AND decided_at_day <= ?
    )
)
"""
_NUMBERS = "SELECT DISTINCT words FROM worded WHERE whole IS NOT NULL AND words IS NOT NULL ORDER BY words"
_SAMPLE = """
SELECT signer_id, FOLDED FROM decisions
WHERE cpr = 'not_for_cpr' AND decided_at_day <= ? AND signer_id IS NOT NULL AND rationale IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY signer_id ORDER BY hash(decision_id)) <= ?
"""
_UNITS = """
SELECT words, any_value(own), any_value(whole), dense_rank() OVER (ORDER BY UNIT) AS block FROM worded
WHERE UNIT IS NOT NULL AND words IS NOT NULL AND whole IS NOT NULL
GROUP BY words, UNIT
QUALIFY count(*) OVER (PARTITION BY UNIT) > 1
ORDER BY block, words
"""

Row = tuple[int, str, str, int]
Block = tuple[list[int], list[str], list[str], list[int]]
"""Numbers of words, what is somebody's own of them, the whole, and the number of the signer or site."""


def number_words(held: Held, settings: Settings) -> duckdb.DuckDBPyConnection:
    """Return a connection with a table `worded`: each decision until the day of the run, and `words`, a number for its.

    What has no words of its own, or none that left, has NULL. Nearly the same words have the same number.
    """
    tables = held.tables.cursor()
    texts = held.has("decisions", "rationale")
    until = number_of(settings.as_of)
    own = own_words("whole", _learned(tables, until) if texts else ())
    statement = _WORDED.replace("FOLDED", folded("rationale")).replace("OWN", own)
    tables.execute(statement, [SHORTEST, until])
    if texts:
        _join_nearly_same(tables, settings)
    return tables


def _join_nearly_same(tables: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    numbers = np.asarray(tables.execute(_NUMBERS).fetchnumpy()["words"])
    joins = Joins(len(numbers))
    for column in ("signer_id", "site_code"):
        for numbered, own, wholes, blocks in _blocks(tables, column):
            places = np.searchsorted(numbers, np.array(numbered, np.uint64))
            for one, other in near_pairs(own, np.array(blocks, np.int64), seed=settings.seed, wholes=wholes):
                joins.join(int(places[one]), int(places[other]))
    _use(tables, numbers, joins)


def _learned(tables: duckdb.DuckDBPyConnection, until: int) -> list[str]:
    """Return the phrases of forms, learned from some texts of each signer."""
    sample = tables.execute(_SAMPLE.replace("FOLDED", folded("rationale")), [until, _TEXTS_A_SIGNER])
    return learn(chain.from_iterable(iter(lambda: sample.fetchmany(_AT_ONCE), [])))


def _blocks(tables: duckdb.DuckDBPyConnection, column: str) -> Iterator[Block]:
    """Yield the words used under each signer (or at each site) that used several, whole signers at a time."""
    tables.execute(_UNITS.replace("UNIT", column))
    kept: list[Row] = []
    while fetched := tables.fetchmany(_AT_ONCE):
        kept += fetched
        last = kept[-1][3]
        yield _columns([row for row in kept if row[3] != last])
        kept = [row for row in kept if row[3] == last]
    yield _columns(kept)


def _columns(rows: list[Row]) -> Block:
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], [row[3] for row in rows]


def _use(tables: duckdb.DuckDBPyConnection, numbers: npt.NDArray[np.uint64], joins: Joins) -> None:
    """Give words that were joined one number in `worded`."""
    roots = np.array([joins.root(place) for place in range(len(numbers))], np.int64)
    moved = np.flatnonzero(roots != np.arange(len(numbers)))
    changed = {"words": numbers[moved], "instead": numbers[roots[moved]]}
    tables.register("changed", changed)
    tables.execute("UPDATE worded SET words = changed.instead FROM changed WHERE worded.words = changed.words")
    tables.unregister("changed")
