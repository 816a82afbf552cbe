"""What stands in many texts does not depend on how many processes read them."""

from __future__ import annotations

from tests.spec.assurance.sentences import sentences

from accord.assurance.runs.texts_read import read_all
from accord.domain.rationales import limit_codes, other_words, phrase_codes

TEXTS = [each.text for each in sentences("tuned")]


def test_two_processes_read_what_one_reads() -> None:
    assert list(read_all(TEXTS, processes=2, many=1, share=50)) == list(read_all(TEXTS, processes=1, share=50))


def test_texts_are_read_in_their_order_each_once() -> None:
    found = [read for share in read_all(TEXTS, share=7) for read in share]
    assert [text for text, *_ in found] == TEXTS
    text, codes, words, limits, _ = found[0]
    assert (set((codes or "").split(";")) - {""}, words) == (phrase_codes(text), other_words(text))
    assert set((limits or "").split(";")) - {""} == limit_codes(text)
