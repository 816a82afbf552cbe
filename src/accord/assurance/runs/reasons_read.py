"""Reasons in free text, read for phrases, where a file gives the text and not the codes (its controller's own run)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from accord.assurance.runs.engines import Engine
from accord.assurance.runs.texts_read import read_all

READ = ("rationale_codes", "rationale_other_words", "cpr_text_limits")
_SCHEMA = pa.schema(
    {
        "text_read": pa.string(),
        "codes_read": pa.string(),
        "words_read": pa.int64(),
        "limits_read": pa.string(),
        "same_read": pa.string(),
    }
)


def with_reasons_read(engine: Engine, decisions: ir.Table) -> ir.Table:
    """Return decisions with what stands in their reasons; codes that a file gives are kept. Each text is read once."""
    if "rationale" not in engine.given["decisions"]:
        unread = decisions.mutate(
            rationale_other_words=ibis.null("int64"),
            cpr_text_limits=ibis.null("string"),
        )
        return _with_same_reasons(engine, unread, unread.rationale_hash)
    texts = decisions.filter(decisions.rationale.notnull()).select("rationale").distinct().to_pyarrow()
    read = engine.put(_table(texts["rationale"].to_pylist()))
    joined = decisions.left_join(read, decisions.rationale == read.text_read)
    facts = joined.mutate(
        rationale_codes=joined.rationale_codes.coalesce(joined.codes_read),
        rationale_other_words=joined.words_read,
        cpr_text_limits=joined.limits_read,
    )
    told = _with_same_reasons(engine, facts, facts.rationale_hash.nullif("").coalesce(facts.same_read))
    return told.drop("text_read", "codes_read", "words_read", "limits_read", "same_read")


def _with_same_reasons(engine: Engine, decisions: ir.Table, words: ir.StringValue) -> ir.Table:
    """Say of each decision how many other people have one for the same reason; `words` tells reasons apart."""
    if not engine.given["decisions"] & {"rationale", "rationale_hash"}:
        return decisions.mutate(same_rationale_people=ibis.null("int64"))
    keyed = decisions.mutate(same_words=words.nullif(""))
    # who has which reason, once each: counting the different people of each reason at once would not fit into memory
    once = keyed.filter(keyed.same_words.notnull()).select("same_words", "person_id").distinct()
    shared = once.group_by(shared_words=once.same_words).aggregate(people=once.count())
    joined = keyed.left_join(shared, keyed.same_words == shared.shared_words)
    return joined.mutate(same_rationale_people=joined.people - 1).drop("same_words", "shared_words", "people")


def _table(texts: list[str]) -> pa.Table:
    shares = [pa.table(list(zip(*share, strict=True)), schema=_SCHEMA) for share in read_all(texts)]
    return pa.concat_tables(shares) if shares else _SCHEMA.empty_table()
