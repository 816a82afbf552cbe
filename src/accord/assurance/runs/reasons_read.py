"""Reasons in free text, read for phrases, where a file gives the text and not the codes (its controller's own run)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from accord.assurance.runs.engines import Engine
from accord.assurance.runs.texts_read import read_all

READ = ("rationale_codes", "rationale_other_words", "cpr_text_limits")
_SCHEMA = pa.schema(
    {"text_read": pa.string(), "codes_read": pa.string(), "words_read": pa.int64(), "limits_read": pa.string()}
)


def with_reasons_read(engine: Engine, decisions: ir.Table) -> ir.Table:
    """Return decisions with what stands in their reasons; codes that a file gives are kept. Each text is read once."""
    if "rationale" not in engine.given["decisions"]:
        return decisions.mutate(
            rationale_other_words=ibis.null("int64"),
            cpr_text_limits=ibis.null("string"),
        )
    texts = decisions.filter(decisions.rationale.notnull()).select("rationale").distinct().to_pyarrow()
    read = engine.put(_table(texts["rationale"].to_pylist()))
    joined = decisions.left_join(read, decisions.rationale == read.text_read)
    return joined.mutate(
        rationale_codes=joined.rationale_codes.coalesce(joined.codes_read),
        rationale_other_words=joined.words_read,
        cpr_text_limits=joined.limits_read,
    ).drop("text_read", "codes_read", "words_read", "limits_read")


def _table(texts: list[str]) -> pa.Table:
    shares = [pa.table(list(zip(*share, strict=True)), schema=_SCHEMA) for share in read_all(texts)]
    return pa.concat_tables(shares) if shares else _SCHEMA.empty_table()
