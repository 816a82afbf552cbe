"""What somebody is trained in, in words: how it stands, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord.domain.competence import Currency, SignerCompetence, Stands
from accord.web.words import say_ago, say_date

NOT_KEPT = "not recorded here for anybody"


def say_stands(stands: Stands) -> str:
    """Say how one competence stands: "current until 3 May 2027", "ran out on 3 May 2026"."""
    until = stands.until
    match stands.currency:
        case Currency.CURRENT:
            return f"current until {say_date(until)}" if until else "current"
        case Currency.LAPSING:
            return f"runs out {_soon(until)}"
        case Currency.LAPSED:
            return f"ran out on {say_date(until)}"
        case Currency.NOT_RECORDED:
            return "not recorded, although your organisation records it"
        case Currency.NOT_KEPT:
            return NOT_KEPT


def say_each(stands: Iterable[Stands]) -> list[str]:
    """Say several, each with what it is."""
    return [f"{each.kind.words}: {say_stands(each)}" for each in stands]


def say_lapses(signer: SignerCompetence) -> list[str]:
    """Say what makes this signer's signature stop: each competence that is missing, and a role that ended."""
    ended = [f"Your role ended on {say_date(signer.role_ended)}"] if signer.role_ended else []
    return [*say_each(signer.missing), *ended]


def say_not_kept(signer: SignerCompetence) -> str:
    """Say of what this organisation keeps no record; of nothing, where it keeps all."""
    if not signer.not_kept:
        return ""
    if len(signer.not_kept) == len(signer.stands):
        return "Training is not recorded here, so nothing is said of yours."
    return f"Not recorded here for anybody: {'; '.join(each.kind.words for each in signer.not_kept)}."


def _soon(until: date | None) -> str:
    ago = say_ago(until)
    return f"on {say_date(until)}, {ago}" if ago.startswith("in ") else ago
