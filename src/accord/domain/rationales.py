"""What stands in the reason that somebody wrote for a decision about CPR: phrase codes and a keyed hash.

Codes and hashes are what may leave the place where the text is kept (design/clinical-decisions.md, Measures and
signals). Vocabulary: rules IND-01 to IND-05, IND-07, IND-09, INV-02, INV-05, INV-12 and CAP-03 of reference/rules.md.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from accord.domain.causes import GIVEN_AS_CAUSE, NEVER_A_REASON, given_as_cause
from accord.domain.clinical_terms import CLINICAL, LATE_DEMENTIA, NAMED, REFUSALS, STAGED_DEMENTIA
from accord.domain.contexts import leave_out
from accord.domain.ground_terms import GROUNDS, MAY_NAME
from accord.domain.phrases import Found, codes_in, find_in, normalise, sentences, vocabulary, words_of
from accord.domain.spellings import read_slips

EXCEPTIONS = vocabulary(
    {
        "harm": (
            r"harm",
            r"self harm",
            r"suicid(?:e|al|ality)",
            r"psychological(?:ly)? \w+",
            r"physical deterioration",
            r"psychiatric",
        ),
        "distress": (r"distress(?:ed|ing)?", r"upset(?:ting)?", r"anxi(?:ous|ety)", r"worr(?:y|ied)"),
        "futile": (r"futil(?:e|ity)", r"will not work", r"would not work", r"no choice", r"clinical decision"),
    }
)
"""Phrases in the words given for not involving somebody."""

INCONVENIENCE = vocabulary(
    {
        "convenience": (
            r"(?:in)?convenien(?:t|ce)",
            r"(?:late|middle of the|during the|at|over) night",
            r"too (?:late|early|busy)",
            r"out of hours",
            r"(?:asleep|sleeping)",
            r"to wake \w+",
            r"(?:late|early) hour",
        ),
    }
)
"""Phrases that give the hour or convenience as the reason for not consulting anyone (Winspear)."""

LIMITS = vocabulary(
    {
        "no_hospital": (
            r"(?:no|not for|avoid|not to be) (?:further )?(?:hospital(?: admission| transfer)?s?|hospitalisation)",
            r"(?:no|not for|avoid|not to be) (?:further )?(?:admission|admitted)",
            r"do not (?:admit|send to hospital|convey|call (?:999|an ambulance))",
            r"not to (?:go|be (?:sent|taken|admitted)) to hospital",
        ),
        "no_antibiotics": (r"(?:no|not for|avoid) (?:iv |intravenous |oral )?antibiotics?",),
        "no_oxygen": (r"(?:no|not for) oxygen",),
        "no_fluids": (
            r"(?:no|not for|avoid) (?:iv |intravenous |sc |subcutaneous )?(?:fluids?|drips?|feeding|nutrition)",
        ),
        "no_escalation": (
            r"(?:no|not for) (?:escalation|active treatment|further treatment)",
            r"(?:no|not for) (?:itu|icu|hdu|intensive care|ventilation|niv)",
            r"ward based (?:care|ceiling)",
        ),
        "comfort_only": (r"(?:comfort|palliative|tlc) (?:care )?only",),
    }
)
"""Phrases by which the text of a CPR recommendation limits other treatment (IND-09)."""

_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be because been by cpr dnacpr due for from given has have he her his in is it its likely
        not of old on or patient resident she that the their there they this to unlikely was will with work would
        years year successful attempted appropriate decision reason male female man woman mr mrs ms
        """,
    )
)

MUCH_SAID = "other_circumstances"
"""The code for a reason that says much beside the groups it names, in words that no list knows."""
LONG = 300
"""So is whatever runs to more letters than this."""
MUCH = 12
"""So many words beside the groups named and the usual words of such forms are more than software can weigh."""
_USUAL = _STOP_WORDS | frozenset(
    re.findall(
        r"\w+",
        """
        able about advanced after age aged agree agreed agreement agrees all alone already also alzheimer alzheimers
        and any are attempt attempting autism autistic aware away because before being benefit best bipolar blind
        both but came can cannot care carer carers cerebral chance chest clear clinical cognitive come comfort
        comfortable completed compressions condition consultant consulted could dad daughter deaf death decided
        decisions dementia depression did die disabilities disability disabled discuss discussed discussing
        discussion doctor does done down downs dying elderly event explained family feel feels felt form frail
        frailty gain general give given good had harm has have having health heart help her here him himself home
        hospital husband illness important informed intellectual intensive interests into involved just keep kept
        know known knows lead learning led life like lives living lot made make making manager may means medical
        members mental might more most much mum must named needs never next nok not note notes nothing now nurse
        nursing once one only opinion other our out outcome own palsy part people poor potential practice prior
        process profound profoundly prolong psychosis quality rather really recommended record recorded relatives
        relevant requested resident residential residents resus resuscitate resuscitated resuscitation review
        reviewed round scale schizophrenia score section seen severe severely she should show shows since sister
        situation some son speak staff stay stop stops such suffering sure survival survive syndrome take taken talk
        team than that their them then these they think this those though time told too treatment tried try
        understand understands unit until upon usual vascular very view visit want wanted wants ward was way week
        well went were what wheelchair when where whether which while who whom whose why wife will wish wishes
        without work worse would years yes yet you your
        """,
    )
)
"""Words that stand in most forms, whatever the reason: they say nothing of somebody's circumstances."""

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_MAY_NAME = re.compile(MAY_NAME)
CODES = (*GROUNDS, *CLINICAL, *REFUSALS, GIVEN_AS_CAUSE, MUCH_SAID)
"""Every code that a reason can have."""


def read(text: str) -> tuple[Found, ...]:
    """Return the grounds and clinical reasons that a rationale names and does not deny, with their words."""
    said = sentences(leave_out(read_slips(normalise(text))))
    grounds = find_in(said, GROUNDS)
    others = (*find_in([_without_grounds(each) for each in said], CLINICAL), *find_in(said, REFUSALS))
    return (*grounds, *(given_as_cause(said, grounds) if others else ()), *others)


def _without_grounds(sentence: str) -> str:
    """Return a sentence for its clinical reasons: what is severe of a group is the group, and no illness."""
    is_staged = "dementia" in sentence or "alzheimer" in sentence
    bare = STAGED_DEMENTIA.sub(f" {LATE_DEMENTIA} ", sentence) if is_staged else sentence
    return " ".join(GROUNDS.leave_out(bare, f" {NAMED} ").split())


def phrase_codes(text: str) -> frozenset[str]:
    """Return the codes of the grounds and reasons that a rationale names and does not deny."""
    return frozenset(found.code for found in read(text)) | said_beside(text)


def said_beside(text: str) -> frozenset[str]:
    """Return the code for much that is said beside the groups, where it is."""
    if len(text) > LONG:
        return frozenset({MUCH_SAID})
    beside = {word for word in _LETTERS.findall(normalise(text)) if word not in _USUAL}
    return frozenset({MUCH_SAID} if len(beside) >= MUCH else ())


def may_rest_on_a_group(text: str) -> bool:
    """Return False only of a text that rests on no group: a second sieve, far quicker than reading it."""
    plain = read_slips(normalise(text))
    if not _MAY_NAME.search(plain):
        return False
    if not said_beside(text):
        return True
    return any(GROUNDS[code].search(said) for said in sentences(plain) for code in NEVER_A_REASON)


def other_words(text: str) -> int:
    """Return how many words of a rationale are left when its grounds and its filling words are taken out."""
    plain = GROUNDS.leave_out(words_of(text))
    return sum(1 for word in plain.split() if word not in _STOP_WORDS and not word.isdigit())


def exception_codes(text: str) -> frozenset[str]:
    """Return what the words given for not involving the person speak of."""
    return codes_in(text, EXCEPTIONS)


def inconvenience_codes(text: str) -> frozenset[str]:
    """Return whether the words given for not consulting anyone speak of the hour or of convenience."""
    return codes_in(text, INCONVENIENCE)


def limit_codes(text: str) -> frozenset[str]:
    """Return the limits on other treatment that the words of a CPR recommendation hold."""
    return frozenset(code for code, _ in LIMITS.found_in(words_of(text)))


def normalised_hash(text: str, key: bytes) -> str:
    """Return a keyed hash of a rationale's words: case, punctuation and spacing make no difference; "" for no words."""
    words = " ".join(re.findall(r"\w+", normalise(text)))
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest() if words else ""
