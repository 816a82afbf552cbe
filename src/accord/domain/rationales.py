"""What stands in the reason that somebody wrote for a decision about CPR: phrase codes and a keyed hash.

Codes and hashes are what may leave the place where the text is kept (design/clinical-decisions.md, Measures and
signals). Vocabulary: rules IND-01 to IND-05, IND-07, IND-09, INV-02, INV-05, INV-12 and CAP-03 of reference/rules.md.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from accord.domain.phrases import codes_in, normalise, vocabulary, words_of

GROUNDS = vocabulary(
    {
        "learning_disability": (
            r"learning (?:disabilit(?:y|ies)|difficult(?:y|ies)|disabled)",
            r"intellectual(?:ly)? disab(?:ility|led)",
            r"pmld",
            r"ld",
        ),
        "downs_syndrome": (r"down'?s(?: syndrome)?", r"down syndrome", r"trisomy 21"),
        "autism": (r"autis(?:m|tic)", r"asperger'?s?(?: syndrome)?", r"asd"),
        "age": (
            r"(?:advanced|old|extreme|her|his|their|advancing) age",
            r"age(?=$)",
            r"age alone",
            r"elderly",
            r"(?:very|so|too) old",
            r"\d{2,3} ?(?:years? old|yrs?(?: old)?|yo|y o)",
            r"aged \d{2,3}",
            r"(?:nona|octo|cente)genarian",
        ),
        "disability": (
            r"(?:physically )?(?<!learning )(?<!intellectually )disabled",
            r"(?:physical )?(?<!learning )(?<!intellectual )disabilit(?:y|ies)",
            r"wheelchair(?: bound| user)?",
            r"cerebral palsy",
        ),
        "care_home": (
            r"(?:care|nursing|residential) home(?: residen(?:t|ce))?",
            r"lives in (?:residential|nursing) care",
            r"institutionalised",
        ),
        "mental_illness": (
            r"mental (?:illness|health(?: problems?| condition)?|disorder)",
            r"schizophreni(?:a|c)",
            r"bipolar(?: disorder)?",
            r"psychosis",
            r"depression",
            r"personality disorder",
        ),
        "dementia": (r"dementia", r"alzheimer'?s?(?: disease)?"),
        "quality_of_life_judgement": (
            r"(?:poor|low|limited|no|very poor) (?:quality of life|qol)",
            r"(?:quality of life|qol) (?:is |would be )?(?:poor|low|limited|unacceptable)",
            r"life (?:is )?not worth living",
        ),
        "frailty_scale": (r"(?:clinical )?frailty (?:scale|score)(?: of)?(?: \d)?", r"cfs ?\d?", r"rockwood ?\d?"),
        "futile": (r"futil(?:e|ity)",),
        "blanket_policy": (
            r"(?:all|every) (?:our )?(?:residents?|patients?|clients?)",
            r"(?:home|practice|trust|local|blanket|our|standard) polic(?:y|ies)",
            r"as per policy",
            r"blanket",
            r"due to (?:covid|the pandemic|covid 19)",
        ),
        "family_consent": (
            r"(?:agreed|consented|consent given|authorised|signed) by (?:the |her |his )?(?:family|next of kin|nok)",
            r"(?:agreed|consented|consent given|authorised|signed) by (?:the |her |his )?(?:wife|husband|son)",
            r"(?:agreed|consented|consent given|authorised|signed) by (?:the |her |his )?(?:daughter|partner|parents?)",
            r"(?:family|next of kin|nok|relatives?|wife|husband|son|daughter) (?:has |have )?consent(?:s|ed)?",
            r"(?:family|next of kin|nok) consent",
        ),
    }
)
"""Phrases that name a group, a judgement or a policy."""

CLINICAL = vocabulary(
    {
        "clinical_condition": (
            r"(?:metastatic|metastas[ei]s|terminal|end stage|severe) ?\w*",
            r"advanced (?!age)\w+",
            r"(?:\w+ )?(?:cancer|carcinoma|malignancy|sarcoma|lymphoma|leukaemia|melanoma|tumour)",
            r"(?:heart|cardiac|respiratory|renal|kidney|liver|hepatic|multi ?organ|organ) (?:failure|disease)",
            r"(?:copd|chronic obstructive pulmonary disease|pulmonary fibrosis|motor neurone disease|mnd|sepsis)",
            r"(?:aortic stenosis|cardiomyopathy|cirrhosis|stroke|intracranial haemorrhage|septic shock)",
            r"(?:dying|last days of life|end of life|irreversible|unsurvivable|multimorbidity|comorbidit(?:y|ies))",
            r"pneumonia",
        ),
    }
)
"""Phrases that name a clinical reason; a list that can never be complete, so its silence alone proves nothing."""

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

_REASONS = {**GROUNDS, **CLINICAL}


def phrase_codes(text: str) -> frozenset[str]:
    """Return the codes of the grounds and clinical reasons that a rationale names and does not deny."""
    return codes_in(text, _REASONS)


def other_words(text: str) -> int:
    """Return how many words of a rationale are left when its grounds and its filling words are taken out."""
    plain = words_of(text)
    for pattern in GROUNDS.values():
        plain = pattern.sub(" ", plain)
    return sum(1 for word in plain.split() if word not in _STOP_WORDS and not word.isdigit())


def exception_codes(text: str) -> frozenset[str]:
    """Return what the words given for not involving the person speak of."""
    return codes_in(text, EXCEPTIONS)


def inconvenience_codes(text: str) -> frozenset[str]:
    """Return whether the words given for not consulting anyone speak of the hour or of convenience."""
    return codes_in(text, INCONVENIENCE)


def limit_codes(text: str) -> frozenset[str]:
    """Return the limits on other treatment that the words of a CPR recommendation hold."""
    plain = words_of(text)
    return frozenset(code for code, pattern in LIMITS.items() if pattern.search(plain))


def normalised_hash(text: str, key: bytes) -> str:
    """Return a keyed hash of a rationale's words: case, punctuation and spacing make no difference; "" for no words."""
    words = " ".join(re.findall(r"\w+", normalise(text)))
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest() if words else ""
