"""What somebody outside can tell of a log by the heads that they keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.builders.histories import KEYS, History, entries

from accord.access.queries.log_heads import keys_from
from accord.access.queries.log_watching import Fork, NoAnswer, Sight, look

OTHER = keys_from(["the key of somebody else, long enough too"])
TRUE = History(entries(21))


def forks_in(shown: History, *kept: int, ask: Any = None) -> list[Fork]:
    sight = look(ask or shown.ask, kept=[TRUE.head(size) for size in kept], trusted=KEYS.trusted)
    return [fork for fork, _ in sight.forks]


def test_log_that_grew_begins_with_every_head_that_was_kept() -> None:
    sight = look(TRUE.ask, kept=[TRUE.head(size) for size in range(1, 22)], trusted=KEYS.trusted)
    assert (sight.shown, sight.held, list(sight.forks)) == (TRUE.head(), 21, [])


@pytest.mark.parametrize("altered", range(13))
def test_any_row_that_was_altered_is_told_from_one_head(altered: int) -> None:
    assert forks_in(History(entries(21, altered=altered)), 13) == [Fork.NOT_A_BEGINNING]


def test_what_came_after_the_head_that_was_kept_is_not_told() -> None:
    assert forks_in(History(entries(21, altered=13)), 13) == []


def test_two_heads_of_one_size_are_told() -> None:
    assert forks_in(History(entries(21, altered=20)), 21) == [Fork.TWO_HEADS]


def test_log_that_was_cut_is_told() -> None:
    assert forks_in(History(entries(20)), 21) == [Fork.WENT_BACK]


def test_each_head_that_others_kept_is_held_against_the_log() -> None:
    assert forks_in(History(entries(20, altered=9)), 9, 10, 20, 21) == [
        Fork.NOT_A_BEGINNING,
        Fork.TWO_HEADS,
        Fork.WENT_BACK,
    ]


def test_head_signed_by_nobody_who_is_trusted_is_told() -> None:
    assert forks_in(History(entries(21), keys=OTHER), 13) == [Fork.NOT_SIGNED]


def test_first_key_is_believed_and_a_forged_signature_is_not() -> None:
    assert look(TRUE.ask, kept=[], trusted=frozenset()).forks == []
    forged = TRUE.head().as_json() | {"size": 22}
    assert look(lambda _what, _asked: (200, {"sth": forged}), kept=[], trusted=frozenset()).forks


@pytest.mark.parametrize(
    ("answer", "fork"),
    [
        ((404, {"type": "urn:ietf:params:trans:error:firstUnknown"}), Fork.HEAD_GONE),
        ((409, {"detail": "The log does not hold together"}), Fork.NOT_A_BEGINNING),
        ((200, {"path": ["zz"]}), Fork.NOT_A_BEGINNING),
        ((200, {}), Fork.NOT_A_BEGINNING),
    ],
)
def test_log_that_cannot_prove_it_is_told(answer: tuple[int, Mapping[str, Any]], fork: Fork) -> None:
    def ask(what: str, asked: Mapping[str, str]) -> tuple[int, Mapping[str, Any]]:
        return TRUE.ask(what, asked) if what == "get-sth" else answer

    assert forks_in(TRUE, 13, ask=ask) == [fork]


@pytest.mark.parametrize("answer", [(503, {}), (404, {}), (429, {"detail": "later"}), (200, {}), (200, {"sth": []})])
def test_no_answer_is_no_fork(answer: tuple[int, Mapping[str, Any]]) -> None:
    with pytest.raises(NoAnswer):
        look(lambda _what, _asked: answer, kept=[], trusted=KEYS.trusted)


def test_evidence_holds_both_heads_and_says_what_they_show() -> None:
    sight = Sight(shown=TRUE.head(20), held=1, forks=[(Fork.WENT_BACK, TRUE.head(21))])
    (told,) = sight.evidence()
    assert (told["shown"], told["kept"]) == (TRUE.head(20).as_json(), TRUE.head(21).as_json())
    assert told["says"] == "the log shows 20 rows, and you keep a head of 21: it was cut, or set back"
