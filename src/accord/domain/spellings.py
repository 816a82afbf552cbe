"""Slips of the keyboard in the words that matter most: one letter left out, added, changed, or two swapped.

Every form that is one slip from a listed word is read as that word, unless it is a word of its own. The table is made
once, so that reading a text is one look-up a word (after Damerau, Communications of the ACM 1964: four in five
misspellings are one such slip).
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

_WORD = re.compile(r"[a-z']+")
_LISTED = frozenset(
    _WORD.findall("""
    learning disability disabilities disabled difficulty difficulties intellectual autism autistic asperger's
    syndrome dementia alzheimer alzheimers elderly frailty schizophrenia schizophrenic depression bipolar psychosis
    wheelchair cerebral nursing residential resident institutionalised metastatic metastases metastasis
    pneumonia carcinoma malignancy malignant leukaemia lymphoma cardiomyopathy cirrhosis fibrosis haemorrhage
    aspiration respiratory terminal inoperable comorbidities
    """)
)
_OWN_WORDS = frozenset(
    _WORD.findall("""
    earning leaning yearning disable disables repression impression cursing pursing president presidential
    metastasise inspiration respiration aspirating haemorrhaged alzheimer's residents
    """)
)


def read_slips(text: str) -> str:
    """Return the text with each word that is one slip from a listed word read as that word."""
    if _SLIPS.keys().isdisjoint(_WORD.findall(text)):
        return text
    return _WORD.sub(lambda word: _SLIPS.get(word[0], word[0]), text)


def _one_slip_from(word: str) -> Iterator[str]:
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for left, right in halves:
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in string.ascii_lowercase:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


_SLIPS = {
    slip: word
    for word in sorted(_LISTED)
    for slip in _one_slip_from(word)
    if slip not in _LISTED and slip not in _OWN_WORDS and slip != f"{word}s"
}
