"""Phrases found in free text, with what the text denies left out.

The grammar is small and can be read: text is cut into clauses, a phrase is looked for whole, and a finding is dropped
when the words before it in the same clause deny it ("no learning disability", "not because of age"). It finds words,
not meanings; what it finds is a question for a person to answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Vocabulary = Mapping[str, re.Pattern[str]]
"""One pattern a code."""

_NEGATORS = frozenset(
    {"no", "not", "never", "without", "nor", "neither", "denies", "regardless", "irrespective", "unrelated", "isn't",
     "wasn't", "excludes", "excluding"}
)  # fmt: skip
_CONNECTORS = frozenset({"because", "due", "owing", "given", "secondary", "as", "since", "for", "basis", "grounds"})
_DENIAL_REACH = 4
_CONNECTOR_REACH = 3
_CLAUSE_END = re.compile(r"[.;,:!?()\n]|\b(?:but|however|although|though|and yet)\b")
_NEGATED_DECISIONS = re.compile(
    r"\b(?:do not attempt|do not|not for|not to be for|no)\s+(?:cpr|cardiopulmonary resuscitation|resuscitation|resus"
    r"|resuscitate)\b|\bdnacpr\b|\bdnar\b|\bdnr\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One phrase found in a text: its code, and where in which clause."""

    code: str
    clause: int
    start: int
    end: int


def vocabulary(phrases: Mapping[str, Sequence[str]]) -> Vocabulary:
    """Return a vocabulary of the phrases of each code, each found only as whole words."""
    return {code: re.compile(rf"(?<![\w'])(?:{'|'.join(given)})(?![\w'])") for code, given in phrases.items()}


def words_of(text: str) -> str:
    """Return the text normalised, with nothing but its words, their apostrophes and single spaces."""
    return re.sub(r"[^\w']+", " ", normalise(text))


def normalise(text: str) -> str:
    """Return the text in lower case, compatibility forms folded, straight quotes and single spaces."""
    folded = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u2018", "'").lower()
    return re.sub(r"[^\S\n]+", " ", folded).strip()


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, normalised, with the words of the decision itself taken out."""
    plain = _NEGATED_DECISIONS.sub(" ", normalise(text))
    return [re.sub(r"[^\w' ]+", " ", clause) for clause in _CLAUSE_END.split(plain)]


def find(text: str, vocabulary: Vocabulary) -> list[Found]:
    """Return each phrase of the vocabulary that the text holds and does not deny."""
    return [found for number, clause in enumerate(clauses(text)) for found in _in_clause(number, clause, vocabulary)]


def codes_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the codes of the phrases that the text holds and does not deny."""
    return frozenset(found.code for found in find(text, vocabulary))


def _in_clause(number: int, clause: str, vocabulary: Vocabulary) -> Iterator[Found]:
    for code, pattern in vocabulary.items():
        for hit in pattern.finditer(clause):
            if not _is_denied(clause[: hit.start()].split()):
                yield Found(code, number, hit.start(), hit.end())


def _is_denied(before: list[str]) -> bool:
    """Whether the words before a phrase deny it; a cause in between ends a denial that does not govern it.

    "not appropriate due to age" gives age as the cause; "not due to age" and "not because of her age" deny it.
    """
    near = before[-_CONNECTOR_REACH - 2 :]
    for place in range(len(near) - 1, -1, -1):
        if near[place] in _CONNECTORS:
            return bool(set(near[max(0, place - 3) : place]) & _NEGATORS) and _governs(near[:place])
    return bool(set(before[-_DENIAL_REACH:]) & _NEGATORS)


def _governs(before_connector: list[str]) -> bool:
    """Whether a denial stands directly before a connector: "not due", "not on the basis", "nothing but" is none."""
    words = [word for word in before_connector if word not in {"on", "the", "only", "simply", "merely", "just"}]
    return bool(words) and words[-1] in _NEGATORS
