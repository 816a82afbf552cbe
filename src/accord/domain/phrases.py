"""Phrases found in free text, with what the text denies left out.

The grammar is small and can be read. A text is cut into sentences and those into clauses; a phrase is looked for whole,
and a finding is dropped when words of the same clause deny it: before it ("no learning disability", "not because of
age", also along a list: "not influenced by age, disability or autism"), or after it ("age is not a factor"). A denial
that is itself denied counts for nothing ("I cannot say that age is not a factor"). It finds words, not meanings; what
it finds is a question for a person to answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from accord.domain.first_words import FirstWords

_NEGATORS = frozenset(
    {"no", "not", "never", "without", "nor", "neither", "denies", "regardless", "irrespective", "unrelated", "excludes",
     "excluding", "nil", "absence", "rather", "whether", "nothing",
     "whatever"}
)  # fmt: skip
_CONNECTORS = frozenset(
    {"because", "due", "owing", "given", "secondary", "as", "since", "for", "basis", "grounds", "at"}
)
_ABSORBING = frozenset(
    {"appropriate", "indicated", "suitable", "successful", "felt", "be", "survive", "work", "cope", "tolerate",
     "benefit", "beneficial", "feasible"}
)  # fmt: skip
"""What a denial before one of these words denies is CPR and its chances, and not what comes after."""
_DENIAL_REACH = 4
_CONNECTOR_REACH = 5
_SENTENCE_END = re.compile(r"[.;!?\n]")
_CLAUSE_END = re.compile(r"[,:()]|\b(?:but|however|although|though|and yet|apart from|except)\b|\bjust\b|\bsimply\b")
_NEGATED_DECISIONS = re.compile(
    r"\b(?:do not attempt|do not|not for|not to be for|no)\s+(?:cpr|cardiopulmonary resuscitation|resuscitation|resus"
    r"|resuscitate)\b|\bdnacpr\b|\bdnar\b|\bdnr\b|\bnot in (?:[\w']+ ){0,3}?best interests?\b"
)
_CONTRACTED = re.compile(r"\b(is|was|are|were|has|have|had|do|does|did|would|should|could|must|ca)n'?t\b|\bcannot\b")
_SPACES = re.compile(r"[^\S\n]+")
_UNEVEN = re.compile(r"[^\S\n ]|  ")
_JOINS = re.compile(r"[+&=]")
_UNREAD = re.compile(r"[^\w',:()/% .;!?\n]+")
_INITIALS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)")
_NOT_ONLY = re.compile(r"\b(?:not|nothing) (?:only|just|solely|merely|simply|purely|but)\b")
_DENIED_AFTERWARDS = re.compile(
    r"^ not (?:used|considered|relevant|a factor|a reason)\b"
    r"|^(?: [\w']+){0,6}? (?:is|are|was|were|be|been|has|have|had|should|must|does|did|do|may|can|plays?|played|taken)"
    r"(?: [\w']+){0,2}? (?:not|never|no)(?: [\w']+){0,4}? (?:reasons?|factors?|part|considered|relevant|bearing"
    r"|accepted|account|used|influenced?|affect(?:ed)?|basis|justif\w+|consideration|found)\b(?! on (?:its|their) own)"
)
_DENIAL_DENIED = re.compile(
    r"\b(?:can not|could not|not (?:true|right|correct)|wrong|untrue|hard|difficult)\b(?: to)?(?: [\w']+){0,3}? that\b"
)
_LISTED = re.compile(r"^\s*(?:[,/]|,?\s*\b(?P<joined>or|nor|and)\b)\s*(?:(?:her|his|their|any|a|the|of|by)\s+)*$")


@dataclass(frozen=True, slots=True)
class Found:
    """One phrase found in a text: its code, its words, and where in which sentence."""

    code: str
    words: str
    sentence: int
    start: int
    end: int


class Vocabulary(Mapping[str, re.Pattern[str]]):
    """One pattern a code. A text is searched only for those with whose first words it holds any."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        """Read the first words out of the patterns."""
        self._patterns = dict(patterns)
        self._listed = tuple(patterns.items())
        self._first_words = FirstWords(tuple(patterns.values()))

    def __getitem__(self, code: str) -> re.Pattern[str]:
        """Return the pattern of a code."""
        return self._patterns[code]

    def __iter__(self) -> Iterator[str]:
        """Yield the codes."""
        return iter(self._patterns)

    def __len__(self) -> int:
        """Return how many codes there are."""
        return len(self._patterns)

    def found_in(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield each code with each of its phrases that a text holds: those of one code do not overlap."""
        ends = [0] * len(self._listed)
        for start, place in self._first_words.starts(text):
            code, pattern = self._listed[place]
            if start >= ends[place] and (hit := pattern.match(text, start)):
                ends[place] = hit.end()
                yield code, hit

    def leave_out(self, text: str, instead: str = " ") -> str:
        """Return a text with something else for every phrase of the vocabulary."""
        for place in self._first_words.places(text):
            text = self._listed[place][1].sub(instead, text)
        return text


def vocabulary(phrases: Mapping[str, Sequence[str]]) -> Vocabulary:
    """Return a vocabulary of the phrases of each code, each found only as whole words."""
    return Vocabulary(
        {code: re.compile(rf"(?<![\w'])(?:{'|'.join(given)})(?![\w'])") for code, given in phrases.items()}
    )


@lru_cache(maxsize=16)
def words_of(text: str) -> str:
    """Return the text normalised, with nothing but its words, their apostrophes and single spaces."""
    return re.sub(r"[^\w']+", " ", normalise(text))


@lru_cache(maxsize=16)
def normalise(text: str) -> str:
    """Return the text in lower case, compatibility forms folded, straight quotes and single spaces."""
    folded = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u2018", "'").lower()
    return (_SPACES.sub(" ", folded) if _UNEVEN.search(folded) else folded).strip()


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, normalised, with the words of the decision itself taken out."""
    plain = normalise(text)
    if "'" in plain or "cannot" in plain:
        plain = _CONTRACTED.sub(lambda hit: f"{'can' if hit[0][:2] == 'ca' else hit[1]} not", plain)
    plain = _INITIALS.sub("", plain) if "." in plain else plain
    plain = _JOINS.sub(" , ", plain.replace("@", " at "))
    if "no" in plain or "dn" in plain:
        plain = _NEGATED_DECISIONS.sub(" ", _NOT_ONLY.sub(" , ", plain))
    return [" ".join(sentence.split()) for sentence in _SENTENCE_END.split(_UNREAD.sub(" ", plain))]


def find(text: str, vocabulary: Vocabulary) -> list[Found]:
    """Return each phrase of the vocabulary that the text holds and does not deny."""
    return find_in(sentences(text), vocabulary)


def find_in(sentences: Sequence[str], vocabulary: Vocabulary) -> list[Found]:
    """Return each phrase of the vocabulary that these sentences hold and do not deny."""
    return [
        found
        for number, sentence in enumerate(sentences)
        if sentence
        for found in _undenied(sentence, _hits(number, sentence, vocabulary))
    ]


def codes_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the codes of the phrases that the text holds and does not deny."""
    return frozenset(found.code for found in find(text, vocabulary))


def _hits(number: int, sentence: str, vocabulary: Vocabulary) -> list[Found]:
    hits = [Found(code, hit[0], number, hit.start(), hit.end()) for code, hit in vocabulary.found_in(sentence)]
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _undenied(sentence: str, hits: Sequence[Found]) -> Iterator[Found]:
    if not hits:
        return
    for listed, joined in _lists(sentence, hits):
        first = listed[0]
        after = _CLAUSE_END.split(sentence[max(hit.end for hit in listed) :])[0].rstrip()
        insists = _DENIAL_DENIED.search(sentence[: first.start])
        if not insists and _DENIED_AFTERWARDS.match(after):
            continue
        whole = joined & {"or", "nor"} and _is_denied(clause_before(sentence, first))
        for hit in listed:
            if insists or not (whole or _is_denied(clause_before(sentence, hit))):
                yield hit


def _lists(sentence: str, hits: Sequence[Found]) -> Iterator[tuple[list[Found], set[str]]]:
    """Yield the findings that stand together as one list ("age, disability or autism"), and the words that join it."""
    listed, joined = [hits[0]], set[str]()
    for hit in hits[1:]:
        between = sentence[listed[-1].end : hit.start] if hit.start > listed[-1].end else ","
        link = _LISTED.match(between)
        if link:
            listed.append(hit)
            joined.add(link["joined"] or "")
        else:
            yield listed, joined
            listed, joined = [hit], set()
    yield listed, joined


def clause_before(sentence: str, hit: Found) -> list[str]:
    """Return the words before a finding in its clause."""
    return re.findall(r"[\w']+", _CLAUSE_END.split(sentence[: hit.start])[-1])


def _is_denied(before: list[str]) -> bool:
    """Whether the words before a phrase deny it; a cause in between ends a denial that does not govern it.

    "not appropriate due to age" gives age as the cause; "not due to age" and "not because of her age" deny it.
    """
    places = [place for place, word in enumerate(before) if word in _CONNECTORS]
    if places and len(before) - places[-1] <= _CONNECTOR_REACH:
        return _governs(before[: places[-1]])
    near = before[-_DENIAL_REACH:]
    return any(word in _NEGATORS and after not in _ABSORBING for word, after in pairwise([*near, ""]))


def _governs(before_connector: list[str]) -> bool:
    """Whether a denial stands directly before a connector: "not due", "not made on the basis" is one."""
    words = [word for word in before_connector if word not in {"on", "the", "made", "been", "taken"}]
    return bool(words) and words[-1] in _NEGATORS
