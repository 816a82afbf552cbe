"""What is left of a reason when the words of forms are taken out.

Forms print reasons to choose from, and many people write them; were they left in, every form would resemble every
other. Taken out are a fixed list, and the runs of five words that a large share of all signers use. Numbers become 0,
and words for the person become one word, so that a text does not differ by whom it was written for.

It is written for the database's own engine, so that it costs no more for millions of texts than reading them does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

RUN = 5
LARGE_SHARE = 0.25
FEWEST_SIGNERS = 20
"""With fewer signers nothing is learned: what two of eight share is no form."""
SHORTEST = 20
"""Fewer letters than this are no text of anybody's own."""

_CPR = "(?:(?:attempted |attempting )?(?:cpr|resuscitation|cardiopulmonary resuscitation|resus))"
FIXED = (
    "clinical reason why cpr is inappropriate",
    "(?:do not attempt|not for|for) (?:cpr|resuscitation|resus)",
    "(?:dnacpr|dnar|dnr)(?: decision| form| order| status| completed)*",
    f"(?:successful )?{_CPR} (?:is |would be |felt to be )*(?:very )?(?:un)?likely to (?:be successful|succeed|work)",
    f"{_CPR} (?:is|would be) (?:likely to be )?(?:futile|unsuccessful|inappropriate|not appropriate|not indicated)",
    f"{_CPR} (?:would|will) not (?:be successful|succeed|work|be of benefit)",
    "is likely to be followed by a length and quality of life which would not be in the best interests of the person",
    "not (?:be )?in (?:the |their |person s )*best interests?(?: of the person)?",
    "(?:person|family|nok|next of kin)(?: is| are| has been| have been)? (?:aware|informed|in agreement|agrees?)",
    "discussed with(?: the| their)? (?:person|family|nok|next of kin|relatives?|(?:care )?home staff|staff)",
    "best interests? decision",
    "reason for (?:the )?(?:dnacpr )?decision",
    "review(?: date)? (?:indefinite|not required|none)",
)
"""Phrases of forms, as they stand once the text is folded."""

_FOLDED = (
    ("[0-9]+", "0"),
    ("[^a-z0]+", " "),
    (r"\b(?:he|she|they)\b", "they"),
    (r"\b(?:his|her|hers|him|their|theirs|them)\b", "their"),
    (r"\b(?:mr|mrs|ms|miss|lady|gentleman|gent|man|woman|male|female|patient|pt|resident|client)\b", "person"),
)


def folded(column: str) -> str:
    """Return, in SQL, a text in small letters with its numbers and words for the person made one."""
    expression = f"lower({column})"
    for pattern, instead in _FOLDED:
        expression = f"regexp_replace({expression}, '{pattern}', '{instead}', 'g')"
    return f"trim({expression})"


def own_words(folded_column: str, learned: Sequence[str] = ()) -> str:
    """Return, in SQL, a folded text without the phrases of forms: the fixed ones and those that were learned."""
    phrases = "|".join([*sorted(learned, key=len, reverse=True), *FIXED])
    bare = rf"regexp_replace({folded_column}, '\b(?:{phrases})\b', ' ', 'g')"
    return f"trim(regexp_replace({bare}, ' +', ' ', 'g'))"


def learn(written: Iterable[tuple[str, str]]) -> list[str]:
    """Return the phrases that a large share of signers use, of pairs of a signer and a folded text of theirs."""
    users: dict[str, set[str]] = {}
    signers = set()
    for signer, text in written:
        signers.add(signer)
        for run in _runs(text):
            users.setdefault(run, set()).add(signer)
    if len(signers) < FEWEST_SIGNERS:
        return []
    return _joined({run for run, by in users.items() if len(by) >= LARGE_SHARE * len(signers)})


def _runs(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _joined(runs: set[str]) -> list[str]:
    """Return the runs, and the longer phrases that they make up where one continues another."""
    after: dict[str, list[str]] = {}
    for run in sorted(runs):
        after.setdefault(run.rpartition(" ")[0], []).append(run)
    phrases = set(runs)
    for run in sorted(runs):
        phrase, seen, last = run, {run}, run
        while following := [each for each in after.get(last.partition(" ")[2], []) if each not in seen]:
            last = following[0]
            seen.add(last)
            phrase = f"{phrase} {last.rpartition(' ')[2]}"
        phrases.add(phrase)
    return sorted(phrases)
