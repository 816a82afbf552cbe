"""Where each question of the forms of others goes in a plan: England's ReSPECT and end-of-life care Questionnaires.

linkIds: NHS England's `Questionnaire/ReSPECT`, `Questionnaire/EOLC` and `CareConnect-EOLC-1`. Codes: reference/
data-items.md 2.3. What is not here is kept and named; a value whose meaning is not known is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.domain.plan.clinical import Focus, Prognosis
from accord.domain.plan.people_involved import HasCapacity, InvolvementOption
from accord.domain.plan.wishes import Place
from accord.domain.respect_flat.codes import CAPACITY_LABELS, FOCUS
from accord.projections.fhir.incoming.answers import Answer

Reader = Callable[[Answer], str]


class Goes(StrEnum):
    """How an answer joins those of its field."""

    ONCE = "once"
    JOINED = "joined"
    """Several make one text, a line each."""
    LISTED = "listed"
    EACH = "each"
    """A field of one item of a list, by the group in which it stands."""
    LEGAL = "legal"
    """Said of a legal document or of somebody appointed: shown, and no part of a draft."""
    LINE = "line"
    """Shown in a line of its own."""
    DECIDED_BY = "decided_by"
    DECIDED_AT = "decided_at"
    CPR = "cpr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """Where an answer goes. `read` raises `Unread` for a value that is not known."""

    goes: Goes
    part: str = ""
    field: str = ""
    read: Reader | None = None
    items: str = ""


class Unread(ValueError):
    """A value whose meaning is not known here; its words say why."""


def text(answer: Answer) -> str:
    """Return an answer in its words."""
    if not answer.words:
        raise Unread("What it leads to did not come with it.")
    return answer.words


def one_of(meanings: Mapping[str, str], why: str) -> Reader:
    """Return a reader of a code, or of a label where the form has no code, that has one of these meanings."""

    def read(answer: Answer) -> str:
        label = " ".join(answer.words.casefold().rstrip(".").split())
        found = meanings.get(answer.code) or meanings.get(label)
        if found is None:
            raise Unread(why)
        return str(found)

    return read


def part(name: str, field: str, read: Reader = text, goes: Goes = Goes.JOINED) -> Into:
    """Return a field of a part of a plan."""
    return Into(goes=goes, part=name, field=field, read=read)


_FOCUS = {"extending": Focus.EXTEND_LIFE, "balance": Focus.BALANCE, "comfort": Focus.COMFORT, **FOCUS}
_OPTIONS = {option.name: option for option in InvolvementOption}
_PLACES = {
    "110481000000108": Place.OWN_HOME,
    "108401000000102": Place.HOSPICE,
    "931401000000103": Place.HOSPICE,
    "109401000000108": Place.HOSPITAL,
    "89751000000108": Place.COMMUNITY_HOSPITAL,
    "710571000000101": Place.CARE_HOME,
    "512071000000106": Place.CARE_HOME,
    "89761000000106": Place.NURSING_HOME,
    "819211000000102": Place.USUAL_RESIDENCE,
    "518741000000100": Place.OTHER,
    "518771000000106": Place.OTHER,
    "1060941000000102": Place.NO_PREFERENCE,
    "517161000000101": Place.UNDECIDED,
    "766391000000108": Place.DECLINED,
    "517111000000103": Place.UNABLE,
    "517131000000106": Place.NOT_APPROPRIATE,
}
_PROGNOSES = {
    "511401000000102": Prognosis.LAST_DAYS,
    "845771000000107": Prognosis.LAST_DAYS,
    "519061000000107": Prognosis.LAST_DAYS,
    "955231000000109": Prognosis.LAST_WEEKS,
    "845751000000103": Prognosis.LAST_WEEKS,
    "519041000000106": Prognosis.LAST_WEEKS,
    "968211000000101": Prognosis.LAST_MONTHS,
    "845721000000108": Prognosis.LAST_MONTHS,
    "754401000000106": Prognosis.LAST_MONTHS,
    "1064691000000106": Prognosis.LAST_YEAR,
    "767503006": Prognosis.LAST_YEAR,
    "845701000000104": Prognosis.LAST_YEAR,
}
_CAPACITY = one_of({key: HasCapacity(value) for key, value in CAPACITY_LABELS.items()}, "It is neither yes nor no.")
_LEGAL, _LINE = Into(goes=Goes.LEGAL), Into(goes=Goes.LINE)
_DOCUMENT = "other_documents"

RESPECT: Mapping[str, Into] = {
    "2554609755642": part("understanding", "summary"),
    "2835143121518": Into(goes=Goes.EACH, part="understanding", field="description", read=text, items=_DOCUMENT),
    "3313974242770": _LEGAL,
    "6121442206090": _LEGAL,
    "8143298459836": _LEGAL,
    "5090977699027": part("what_matters", "values"),
    "914986869542": part("what_matters", "fears"),
    "8477092546793": part("treatments", "guidance"),
    "5712690658400": part("treatments", "guidance"),
    "7415469232414": part("treatments", "focus", one_of(_FOCUS, "It is none of the three values."), Goes.ONCE),
    "6194338778785": Into(goes=Goes.CPR),
    "6788228603760": Into(goes=Goes.DECIDED_AT),
    "1946967195753": part("capacity", "decision"),
    "1554704924421": part("capacity", "outcome", _CAPACITY, Goes.ONCE),
    "385690544151": part("capacity", "in_what_way"),
    "5039098111353": part("involvement", "options", one_of(_OPTIONS, "It is no letter of an option."), Goes.LISTED),
    "942556910304": part("involvement", "reason_words"),
    "3640427889643": _LINE,
    "7395725931613": _LINE,
    "6043503381422": _LINE,
}
END_OF_LIFE: Mapping[str, Into] = {
    "ATP001.1.1": part("treatments", "guidance"),
    "ATP001.1.2": part("treatments", "guidance"),
    "ATP001.2": _LINE,
    "ATP001.3": _LEGAL,
    "ATP001.4.2": part("what_matters", "values"),
    "ATP001.5": _LINE,
    "ATP001.6": _LINE,
    "CON": _LINE,
    "9253808136974": _LINE,
    "2464570706244": _LINE,
    "1993621548518": _LINE,
    "CPR001.1": Into(goes=Goes.CPR),
    "CPR001.2": part("cpr", "rationale"),
    "CPR001.3": part("capacity", "in_what_way"),
    "CPR001.6.1": _LINE,
    "CPR001.6.2": part("involvement", "people_involved"),
    "CPR001.7.1": _LINE,
    "CPR001.7.2": _LINE,
    "CPR001.8": Into(goes=Goes.DECIDED_BY),
    "CPR001.10": _LINE,
    "DOC001.1": Into(goes=Goes.EACH, part="understanding", field="description", read=text, items=_DOCUMENT),
    "DOC001.2": Into(goes=Goes.EACH, part="understanding", field="location", read=text, items=_DOCUMENT),
    "LPA001.1": _LEGAL,
    "LPA001.2": _LEGAL,
    "1796607273706": _LEGAL,
    "8585030110089": _LEGAL,
    "PRE001.1.2": part("what_matters", "place_of_death", one_of(_PLACES, "It is no place that is known."), Goes.ONCE),
    "PRE001.1.3": part("what_matters", "place_of_death_words"),
    "PRE001.2": part("what_matters", "values"),
    "PRE001.4": _LINE,
    "PRE001.5": _LINE,
    "PRO": part("understanding", "prognosis", one_of(_PROGNOSES, "It is no prognosis that is known."), Goes.ONCE),
    "968771518207": _LINE,
    "8526381330007": _LINE,
}
FORMS: Mapping[str, Mapping[str, Into]] = {
    "https://example.fhir.nhs.uk/Questionnaire/ReSPECT": RESPECT,
    "https://fhir.nhs.uk/Questionnaire/EOLC": END_OF_LIFE,
    "https://fhir.nhs.uk/Questionnaire/CareConnect-EOLC-1": END_OF_LIFE,
}
"""The forms that are known, by their canonical address."""
LEGACY = {"ATP001.4.1": "The scale of ReSPECT versions 1 and 2; version 3 has none, and has no place for it."}
