"""What a concept says about CPR: by its codes, never by its display alone; what does not fit together is named.

Codes and the map of older ones: reference/data-items.md 2.3. "Unknown" is never mapped to a recommendation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accord.domain.plan.clinical import CprRecommendation, Intervention
from accord.projections.fhir.elements import Made
from accord.projections.fhir.questionnaires import SYSTEM
from accord.projections.fhir.systems import LOINC, SNOMED

FOR, NOT_FOR, NONE = CprRecommendation.FOR_CPR, CprRecommendation.NOT_FOR_CPR, CprRecommendation.NONE
READ_V2, CTV3 = "http://read.info/readv2", "http://read.info/ctv3"
OURS = "cpr.recommendation."
OUR_TREATMENTS = "treatments.recommendations.intervention."
MEANINGS: Mapping[tuple[str, str], CprRecommendation] = {
    (SNOMED, "450475007"): FOR,
    (SNOMED, "304252001"): FOR,
    (SNOMED, "450476008"): NOT_FOR,
    (SNOMED, "304253006"): NOT_FOR,
    (SNOMED, "143021000119109"): NOT_FOR,
    (LOINC, "LA33470-8"): FOR,
    (LOINC, "LA33471-6"): NOT_FOR,
    (READ_V2, "1R00."): FOR,
    (READ_V2, "1R10."): NOT_FOR,
    (CTV3, "XaZVX"): FOR,
    (CTV3, "XaZ9c"): NOT_FOR,
    **{(SYSTEM, f"{OURS}{each.value}"): each for each in CprRecommendation},
}
SAYINGS = {
    (SNOMED, "261665006"): "that it is not known whether CPR is recommended",
    (SNOMED, "1107891000000106"): "that there is a ReSPECT plan. What it recommends about CPR is not said here",
    (SNOMED, "714748000"): "that there is an advance care plan. What it recommends about CPR is not said here",
    (SNOMED, "931761000000106"): "that talking about a DNACPR decision was not appropriate at that time",
    (SNOMED, "816301000000100"): "that there is an advance decision to refuse treatment (ADRT). It is not here",
    (SNOMED, "816321000000109"): "that there is an advance decision to refuse life-sustaining treatment. It"
    " is not here",
}
"""Codes that say something else, in words."""
PROCEDURES = frozenset({(SNOMED, "89666000")})
"""Codes of CPR itself, which recommend nothing alone."""
CPR_QUESTIONS = frozenset({(SNOMED, "304251008"), (SNOMED, "365870005"), (LOINC, "100822-6")})
"""Codes that ask what is recommended about CPR."""
_AGAINST = re.compile(r"\bnot\b|\bno\b|\bdnac?p?r\b|\bdnar\b|\bdo-?not\b|\ballow natural death\b", re.IGNORECASE)
_FOR_IT = re.compile(r"^\s*(for|yes|full)\b|\battempts recommended\b|\battempt (cpr|resus)", re.IGNORECASE)
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CprSaid:
    """What was said about CPR: one of our recommendations, or words; and what in it does not fit together."""

    recommendation: CprRecommendation = NONE
    says: str = ""
    contradictions: tuple[str, ...] = ()
    is_about_cpr: bool = False


def codes_of(concept: Made) -> list[tuple[str, str]]:
    """Return the codes of a concept, each with its system."""
    return [(str(each.get("system", "")), str(each.get("code", ""))) for each in concept.get("coding", ())]


def words_of(concept: Made) -> str:
    """Return what a concept says in words: its text, or the display of a code, or the code."""
    shown = (str(each.get("display") or each.get("code") or "").strip() for each in concept.get("coding", ()))
    return (str(concept.get("text") or "").strip() or next((each for each in shown if each), ""))[:_LONGEST]


def interventions_of(concepts: Iterable[Made]) -> tuple[Intervention, ...]:
    """Return the treatments that concepts name by our own codes: no other code says the same as one of them."""
    named = {(SYSTEM, f"{OUR_TREATMENTS}{each.value}"): each for each in Intervention if each is not Intervention.OTHER}
    return tuple(dict.fromkeys(named[code] for each in concepts for code in codes_of(each) if code in named))


def has_any(concepts: Iterable[Made], wanted: frozenset[tuple[str, str]]) -> bool:
    """Return whether one of the concepts has one of the codes."""
    return any(code in wanted for each in concepts for code in codes_of(each))


def read_cpr(concept: Made) -> CprSaid:
    """Return what a concept says about CPR."""
    codes = codes_of(concept)
    meant = list(dict.fromkeys(MEANINGS[code] for code in codes if code in MEANINGS))
    if len(meant) > 1:
        both = " and ".join(f"“{each.words}”" for each in meant)
        words = f"Its codes say different things about CPR: {both}."
        return CprSaid(says=_two(meant), contradictions=(words,), is_about_cpr=True)
    if not meant:
        said = next((SAYINGS[code] for code in codes if code in SAYINGS), "")
        return CprSaid(says=said, is_about_cpr=bool(said))
    recommended, shown = meant[0], words_of(concept)
    if _is_otherwise(recommended, concept):
        words = f"Its code says “{recommended.words}”, and its words are “{shown}”."
        return CprSaid(says=f"two things: {words}", contradictions=(words,), is_about_cpr=True)
    return CprSaid(recommendation=recommended, is_about_cpr=True)


def opposite(said: CprSaid) -> CprRecommendation:
    """Return the other of the two plain recommendations."""
    return {FOR: NOT_FOR, NOT_FOR: FOR}.get(said.recommendation, NONE)


def together(each_said: Iterable[tuple[str, CprSaid]]) -> CprSaid:
    """Return what several items say of CPR, each under its name: one thing, or that they contradict each other."""
    said = [(name, each) for name, each in each_said if each.is_about_cpr]
    against = [words for _, each in said for words in each.contradictions]
    meant = list(dict.fromkeys(each.recommendation for _, each in said if each.recommendation is not NONE))
    if len(meant) > 1:
        named = "; ".join(f"{name}: {each.recommendation.words}" for name, each in said if each.recommendation != NONE)
        words = f"It says different things about CPR. {named}."
        return CprSaid(says=_two(meant), contradictions=(words, *against), is_about_cpr=True)
    doubt = next((each.says for _, each in said if each.contradictions), "")
    if doubt:
        return CprSaid(says=doubt, contradictions=tuple(against), is_about_cpr=True)
    says = "" if meant else next((each.says for _, each in said if each.says), "")
    return CprSaid(recommendation=meant[0] if meant else NONE, says=says, is_about_cpr=bool(said))


def _two(meant: Iterable[CprRecommendation]) -> str:
    return "different things about CPR: " + "; ".join(each.words for each in meant)


def _is_otherwise(recommended: CprRecommendation, concept: Made) -> bool:
    """Return whether the words beside a code say its opposite: whoever reads them sees another decision."""
    shown = [str(each.get("display", "")) for each in concept.get("coding", ())] + [str(concept.get("text", ""))]
    against = [bool(_AGAINST.search(each)) for each in shown]
    if recommended is FOR:
        return any(against)
    not_against = (each for each, no in zip(shown, against, strict=True) if not no)
    return recommended is NOT_FOR and any(_FOR_IT.search(each) for each in not_against)
