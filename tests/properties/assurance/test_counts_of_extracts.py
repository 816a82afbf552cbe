"""Whatever stands in the files: what was read is what was kept and what was rejected, and nothing is in both."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import extracts

from accord.assurance.extracts.extracts import Extract
from accord.domain.errors import Refused

NAMES = (*extracts.GOOD["decisions"], "rationale", "dementia", "ended_at")
CELLS = st.sampled_from(["", "d1", "not_for_cpr", "died", "2026-03-02", "02/03/2026", "84", "x", '"', "a\nb", " ", "é"])
CHANGES = st.dictionaries(st.sampled_from(NAMES), CELLS, max_size=2)
DECISIONS = st.lists(CHANGES, min_size=1, max_size=12)
LINES = st.lists(st.sampled_from(["", "a", '"', 'a"b', '"a"b', ",,", "a,b,c"]), max_size=4)


def assert_sums(read: Extract) -> None:
    for table, count in read.counts.items():
        rejected = {each["line"] for each in extracts.rejected(read) if each["table"] == table}
        kept = {str(line) for (line,) in extracts.ask(read, f"SELECT line FROM {table}")}
        assert count.read == count.kept + count.rejected
        assert (len(kept), len(rejected)) == (count.kept, count.rejected)
        assert not kept & rejected


@settings(deadline=None, max_examples=40)
@given(DECISIONS, DECISIONS, LINES)
def test_read_is_kept_and_rejected(one: list[dict[str, str]], other: list[dict[str, str]], odd: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        good = extracts.decisions({}, *one, *other, rationale="", dementia="", ended_at="")
        path = extracts.write_csv(Path(folder), "decisions", good)
        with path.open("a", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\n" for line in odd)
        read = extracts.read_files(Path(folder), decisions=path)
        assert_sums(read)
        if not odd:
            assert read.counts["decisions"].read == len(good)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 700), st.binary(min_size=1, max_size=4)), max_size=6))
def test_file_of_any_bytes_is_refused_in_words_or_its_counts_add_up(changes: list[tuple[int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = extracts.write_csv(Path(folder), "decisions", extracts.decisions(*[{}] * 6, rationale="Frail, “so”"))
        held = path.read_bytes()
        for place, more in changes:
            held = held[:place] + more + held[place:]
        path.write_bytes(held)
        with suppress(Refused):
            assert_sums(extracts.read_files(Path(folder), decisions=path))
