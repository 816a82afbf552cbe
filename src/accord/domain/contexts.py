"""What a text says in passing: words that name a group and give it as no reason for this person's decision.

They are taken out before a reason is read: services that are named after a group, where a conversation was held, what
relatives are or have, boxes that were left empty, and what an earlier form had said.
"""

from __future__ import annotations

import re

from accord.domain.first_words import FirstWords

_HOME = r"(?:care|nursing|residential) home"
_RELATIVE = (
    r"(?:wife|husband|partner|mother|father|mum|dad|parents?|sons?|daughters?|brothers?|sisters?|siblings?|friends?"
    r"|nephew|niece|neighbour|spouse)"
)
_STAFF = r"(?:nurses?|teams?|liaison|services?|specialist|consultant|unit|act|ward|review|medicine|trust|psychiatry)"
_TO = r"(?:with|at|in|to|of|by|from)"
_SAID = r"\b(?:discuss\w*|seen|review\w*|inform\w*|given|sent|phoned|visit\w*|request|copy|told|call\w*)"
_GOES = r"\b(?:stay|remain|return\w*|discharged?|transfer\w*|moved?|back|wish\w*|prefer\w*|care|death)"
_NAMED_AFTER = r"(?:learning disabilit(?:y|ies)|ld|mental health|mental capacity|dementia|frailty|aged care)"
_UNTIL = r"(?=\b(?:due|because|given|as|in view)\b|[.,;\n]|$)"
_HAS = r"(?:who (?:has|is|lives)|aged|has|was|lives|with (?!regard|respect))"

PASSING = tuple(
    re.compile(pattern)
    for pattern in (
        # Boxes that were left empty.
        r"(?:\[ ?\]|\u2610)[^\[\u2610\u2611\n]*",
        # Services, laws and charities that are named after a group.
        rf"\b{_NAMED_AFTER}(?: \w+)? {_STAFF}\b",
        rf"\b(?:care of the elderly|elderly (?:care|medicine)|old age)(?: \w+)? {_STAFF}\b",
        r"\bdisabled (?:parking|badge|access|toilet|ramp)\b|\bold age home\b",
        r"\bmental capacity(?: act)?\b",
        r"\bfamily history of [^.,;\n]+",
        r"\bin the event of (?:an? )?(?:cardiac |cardiorespiratory )?arrest\b",
        # What CPR may bring, which nobody has yet.
        rf"\b(?:risks?|likelihood|chances?) of [^.,;\n]*?{_UNTIL}",
        rf"\b(?:can|could|may|might|would|will|likely to) (?:cause|bring|lead to|result in|leave)\b[^.;\n]*?{_UNTIL}",
        # Where something was said or done, or where somebody wishes to be.
        rf"{_HOME}(?:'s)? (?:staff|manager|nurses?|team|matron|carers?|gp|informed|aware|ha(?:s|ve) been|records?)\b",
        rf"{_SAID} (?:\w+ ){{0,2}}?{_TO}? ?(?:the |a |her |his )?{_HOME}s?\b",
        rf"{_GOES} (?:\w+ ){{0,2}}?(?:to|in|at|from|: ) ?(?:the |a |her |his )?{_HOME}\b",
        rf"\bplace of (?:care|death|residence)(?: is|:)? ?(?:the |a )?(?:{_HOME})?",
        # What relatives are or have.
        rf"\b(?:elderly|frail|disabled|autistic|older) (?={_RELATIVE}\b)",
        rf"(?<!says )(?<!say )(?<!feels )(?<!feel )(?<!thinks )\b{_RELATIVE},? ?\(?{_HAS}\b[^.,;\n]*",
    )
)
"""What is said in passing, in the order in which it is taken out."""
_FIRST_WORDS = FirstWords(PASSING, of_parts=True)

_EARLIER = re.compile(r"\b(?:previous|earlier|past|former|original|prior|last|replac\w+|(?:19|20)\d\d)\b")
_FORM = re.compile(r"\b(?:form|dnacpr|dnar|dnr|decision|letter|order|notice|policy)\b")
_ENDED = re.compile(
    r"\b(?:said|gave|stated|cited|named|asked|cancel\w*|withdrawn|destroyed|wrong\w*|revoked|rescinded|replac\w+"
    r"|removed|torn|citing)\b"
)
_STANDS = re.compile(r"\b(?:remains?|continues?|stands?|upheld|still|unchanged|confirmed|renewed)\b")
_SENTENCE = re.compile(r"[^.;\n]+(?:[.;\n]|$)")


def leave_out(plain: str) -> str:
    """Return a normalised text without what it says in passing."""
    left = without_passing(plain)
    if not _EARLIER.search(left):
        return left
    return _SENTENCE.sub(lambda hit: " ; " if _tells_of_the_past(hit[0]) else hit[0], left)


def without_passing(plain: str) -> str:
    """Return a text without what any of the patterns finds, one after the other."""
    looked_for = _FIRST_WORDS.places(plain)
    for place, pattern in enumerate(PASSING):
        if place in looked_for and (left := pattern.sub(" ", plain)) != plain:
            plain, looked_for = left, _FIRST_WORDS.places(left)
    return plain


def _tells_of_the_past(sentence: str) -> bool:
    """Whether a sentence says what an earlier form had said, and not that it still holds."""
    told = _EARLIER.search(sentence) and _FORM.search(sentence) and _ENDED.search(sentence)
    return bool(told) and not _STANDS.search(sentence)
