"""How words that somebody typed, or chose from a list, stand inside a sentence of ours."""

from __future__ import annotations


def within_sentence(words: str) -> str:
    """Return words as they read within a sentence: with a small first letter, but for abbreviations and names.

    An abbreviation ("CPR", "IV", "BiPAP") has another capital or a figure. A name has an apostrophe ("Parkinson's
    medicines") or another capital after it ("Dr Moss agrees"). "I" is always "I".
    """
    first, second = (*words.split(maxsplit=2)[:2], "", "")[:2]
    is_short = first == "I" or first[1:] != first[1:].lower() or any(each.isdigit() for each in first)
    is_name = "'" in first or "’" in first or (second[:1].isupper() and second[1:2].islower())
    return words if is_short or is_name else words[:1].lower() + words[1:]
