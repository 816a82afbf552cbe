"""What a run that is kept writes beside the files of the contract, for the pages that look at it afterwards.

Counts by site can be added up over whatever sites somebody may see; a share or a limit cannot. So these are counts.
They lie in a folder of their own: `accord assure run` writes exactly what design/dataset.md lists, and nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from accord.assurance.extracts.words import quoted
from accord.assurance.runs.findings import counts_by_site
from accord.assurance.runs.passes import by_site
from accord.assurance.runs.workings import Working
from accord.soundness.answering import Answer
from accord.soundness.measures.catalogue import over
from accord.soundness.measures.definitions import Missing

FOLDER = "stored"
MEASURES = "measures.parquet"
BY_SITE = "measures_by_site.parquet"
RULES = "rules_by_site.parquet"
DAYS = "decisions_by_day.parquet"
SITES = "sites.parquet"
KINDS = "decisions_by_kind.parquet"
EVENTS = "external_events.parquet"
GIVEN = "given.parquet"
FILES = (MEASURES, BY_SITE, RULES, DAYS, SITES, KINDS, EVENTS, GIVEN)

COUNTS = pa.schema(
    {
        "site_code": pa.string(),
        "measure_id": pa.string(),
        "breakdown": pa.string(),
        "value": pa.string(),
        "numerator": pa.int64(),
        "denominator": pa.int64(),
        "not_recorded": pa.int64(),
    }
)
ORDER = [(name, "ascending") for name in ("measure_id", "breakdown", "site_code", "value")]
_DAYS = """
SELECT coalesce(site_code, '') AS site_code, coalesce(signer_org_code, '') AS signer_org_code,
  DATE '1970-01-01' + CAST(decided_at_day AS INTEGER) AS day, count(*) AS decisions
FROM decisions WHERE cpr = 'not_for_cpr' AND decided_at_day IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
_SITES = """
SELECT site_code, any_value(name) AS name, any_value(site_type) AS site_type, any_value(area_code) AS area_code,
  any_value(places) AS places
FROM (SELECT site_code, name, site_type, area_code, places FROM sites UNION ALL BY NAME
  SELECT DISTINCT site_code, site_type, area_code FROM decisions)
WHERE site_code IS NOT NULL GROUP BY site_code ORDER BY site_code
"""
_KINDS = """
SELECT coalesce(site_code, '') AS site_code, coalesce(cpr, 'not_recorded') AS cpr, count(*) AS decisions
FROM decisions GROUP BY ALL ORDER BY ALL
"""
_EVENTS = """
SELECT DATE '1970-01-01' + CAST(day AS INTEGER) AS day, coalesce(area_code, '') AS area_code,
  coalesce(site_code, '') AS site_code, coalesce(kind, '') AS kind, coalesce(text, '') AS text
FROM external_events WHERE day IS NOT NULL ORDER BY ALL
"""
_GIVEN = "SELECT table_name, column_name FROM given ORDER BY ALL"
_OF_THE_EXTRACT = ((_DAYS, DAYS), (_SITES, SITES), (_KINDS, KINDS), (_EVENTS, EVENTS), (_GIVEN, GIVEN))


def write_counts(workings: Sequence[Working], asked: Sequence[Answer], measured: pa.Table, folder: Path) -> None:
    """Write the measures as they stand, and the counts of measures and rules by site."""
    folder.mkdir(mode=0o700)
    pq.write_table(measured, folder / MEASURES)
    tables = [*(table for working in workings for table in _counted(working)), COUNTS.empty_table()]
    told = pc.field("measure_id").isin(measured["measure_id"].unique())
    pq.write_table(pa.concat_tables(tables).filter(told).sort_by(ORDER), folder / BY_SITE)
    pq.write_table(counts_by_site(workings[0], asked, ("all", "site")), folder / RULES)


def write_days(database: Path, folder: Path) -> None:
    """Write how many DNACPR decisions were made at each site on each day, and what else charts and lists are made of.

    That is: what is known of each site, decisions by what they say of CPR, what happened outside, the columns given.
    """
    with duckdb.connect(str(database), read_only=True) as tables:
        for query, name in _OF_THE_EXTRACT:
            tables.execute(f"COPY ({query}) TO {quoted(folder / name)} (FORMAT parquet)")


def _counted(working: Working) -> Iterator[pa.Table]:
    """Yield the shares of each breakdown by site. Quantiles stay out: those of two sites cannot be added up."""
    for grouped in by_site(working):
        rows = len(grouped.sites)
        for measure in over(working.over):
            found = grouped.answered[measure.id]
            within = found.not_recorded if measure.missing is Missing.WITHIN else np.zeros(rows, dtype=np.int64)
            columns = {
                "site_code": list(grouped.sites),
                "measure_id": [measure.id] * rows,
                "breakdown": [grouped.breakdown.name] * rows,
                "value": list(grouped.groups),
                "numerator": found.so,
                "denominator": found.so + found.not_so + within,
                "not_recorded": found.not_recorded,
            }
            table = pa.table(columns, schema=COUNTS)
            yield table.filter((pc.field("denominator") > 0) | (pc.field("not_recorded") > 0))
