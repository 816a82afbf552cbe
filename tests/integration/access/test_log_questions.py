"""The log's heads and proofs as a stranger asks for them, checked with the published arithmetic alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.builders.logs import KEYS, forget_log, note_rows, seal_all

from accord.access.models import Seal
from accord.access.pages.transparency import questions
from accord.access.pages.transparency.allowances import Allowance
from accord.access.queries.log_heads import TITLE
from accord.domain.transparency import proves_consistency, proves_inclusion

SIZES = (1, 2, 5, 6, 13)
AT = "/transparency/v1/"
URN = "urn:ietf:params:trans:error:"


@pytest.fixture(autouse=True)
def _allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "EACH", Allowance(burst=500, rate=1))
    monkeypatch.setattr(questions, "ALL", Allowance(burst=500, rate=1))


@pytest.fixture
def leaves() -> list[bytes]:
    """A log whose heads were signed at several sizes, and its leaves."""
    sealer, size, log = None, 0, forget_log()
    for each in SIZES:
        note_rows(each - size, over=log)
        sealer, size = seal_all(sealer), each
    packed = b"".join(bytes(seal.leaves) for seal in Seal.objects.order_by("first"))
    return [packed[at : at + 32] for at in range(0, len(packed), 32)]


def ask(what: str, **asked: Any) -> Any:
    return Client().get(AT + what, asked)


def told(what: str, **asked: Any) -> Any:
    return ask(what, **asked).json()


def hexed(path: list[str]) -> list[bytes]:
    return [bytes.fromhex(node) for node in path]


def test_log_says_how_its_heads_are_read() -> None:
    known = told("get-log")
    assert (known["log"], known["hash"], known["signature"]) == (TITLE, "sha256", "ed25519")
    assert known["key"] in known["keys"]


def test_newest_head_is_signed(leaves: list[bytes]) -> None:
    sth = told("get-sth")["sth"]
    assert (sth["size"], sth["key"]) == (SIZES[-1], KEYS.key_id)


def test_nothing_sealed_is_said_and_worth_asking_again() -> None:
    response = ask("get-sth")
    assert (response.status_code, response["Retry-After"]) == (503, "60")


@pytest.mark.parametrize("first", SIZES)
@pytest.mark.parametrize("second", SIZES)
def test_consistency_is_proved_between_any_two_heads(leaves: list[bytes], first: int, second: int) -> None:
    if first > second:
        return
    proof = told("get-sth-consistency", first=first, second=second)
    roots = {
        f"{which}_root": bytes.fromhex(proof[name]["root"]) for which, name in (("old", "first"), ("new", "second"))
    }
    assert proves_consistency(old=first, new=second, path=hexed(proof["path"]), **roots)


def test_consistency_with_the_newest_needs_no_second(leaves: list[bytes]) -> None:
    assert told("get-sth-consistency", first=2) == told("get-sth-consistency", first=2, second=SIZES[-1])


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proved_by_its_hash(leaves: list[bytes], size: int) -> None:
    for index, leaf in enumerate(leaves[:size]):
        proof = told("get-proof-by-hash", hash=leaf.hex(), tree_size=size)
        root = bytes.fromhex(proof["sth"]["root"])
        assert proof["index"] == index
        assert proves_inclusion(leaf=leaf, index=index, size=size, path=hexed(proof["path"]), root=root)


def test_leaf_with_its_place_is_not_searched_for(leaves: list[bytes]) -> None:
    by_hash, with_place = {"hash": leaves[4].hex()}, {"hash": leaves[4].hex().upper(), "index": 4}
    assert told("get-proof-by-hash", **by_hash) == told("get-proof-by-hash", **with_place)


@pytest.mark.parametrize(
    ("what", "asked", "says"),
    [
        ("get-sth", {"x": 1}, (400, "malformed", "x")),
        ("get-sth-consistency", {}, (400, "malformed", "first")),
        ("get-sth-consistency", {"first": [1, 2]}, (400, "malformed", "first")),
        ("get-sth-consistency", {"first": "0"}, (400, "malformed", "first")),
        ("get-sth-consistency", {"first": "-1"}, (400, "malformed", "first")),
        ("get-sth-consistency", {"first": "1e3"}, (400, "malformed", "first")),
        ("get-sth-consistency", {"first": "٣"}, (400, "malformed", "first")),
        ("get-sth-consistency", {"first": 2**63}, (400, "malformed", "first")),
        ("get-sth-consistency", {"first": "1" * 5000}, (400, "malformed", "first")),
        ("get-sth-consistency", {"first": 3}, (404, "firstUnknown", "first")),
        ("get-sth-consistency", {"first": 2, "second": 2**63 - 1}, (404, "secondUnknown", "second")),
        ("get-sth-consistency", {"first": 5, "second": 2}, (400, "secondBeforeFirst", "second")),
        ("get-proof-by-hash", {"hash": "00"}, (400, "malformed", "hash")),
        ("get-proof-by-hash", {"hash": "zz" * 32}, (400, "malformed", "hash")),
        ("get-proof-by-hash", {"hash": "00" * 32}, (404, "hashUnknown", "hash")),
        ("get-proof-by-hash", {"hash": "00" * 32, "index": 1}, (404, "hashUnknown", "index")),
        ("get-proof-by-hash", {"hash": "00" * 32, "index": 99}, (404, "hashUnknown", "index")),
        ("get-proof-by-hash", {"hash": "00" * 32, "tree_size": 3}, (404, "treeSizeUnknown", "tree_size")),
    ],
)
def test_what_cannot_be_answered_names_its_field(
    leaves: list[bytes], what: str, asked: dict[str, Any], says: tuple[int, str, str]
) -> None:
    response = ask(what, **asked)
    problem = response.json()
    assert (response.status_code, problem["type"].removeprefix(URN), problem["errors"][0]["field"]) == says
    assert (response["Content-Type"], "no-store" in response["Cache-Control"]) == ("application/problem+json", True)


def test_leaf_that_came_after_a_head_is_not_in_it(leaves: list[bytes]) -> None:
    assert ask("get-proof-by-hash", hash=leaves[5].hex(), tree_size=5).status_code == 404


def test_slice_across_two_leaves_is_no_leaf(leaves: list[bytes]) -> None:
    across = b"".join(leaves[6:8])[7:39]
    assert ask("get-proof-by-hash", hash=across.hex()).status_code == 404


def test_what_never_changes_may_be_kept_and_the_rest_for_a_second(leaves: list[bytes]) -> None:
    kept = [ask("get-sth-consistency", **asked)["Cache-Control"] for asked in ({"first": 2, "second": 5}, {"first": 2})]
    assert kept == [questions.FOR_EVER, questions.FOR_A_SECOND]


def test_nothing_of_a_row_is_told(leaves: list[bytes]) -> None:
    answers = [ask("get-sth"), ask("get-sth-consistency", first=1), ask("get-proof-by-hash", hash=leaves[0].hex())]
    assert all(set(answer.json()) <= {"sth", "first", "second", "path", "leaf", "index"} for answer in answers)


def test_nothing_is_changed_by_asking() -> None:
    assert [Client().post(AT + each).status_code for each in ("get-sth", "get-log")] == [405, 405]


def test_stranger_who_asks_too_much_waits_and_others_do_not(leaves: list[bytes], monkeypatch: Any) -> None:
    monkeypatch.setattr(questions, "EACH", Allowance(burst=1, rate=0.1))
    answers = [Client(REMOTE_ADDR=place).get(f"{AT}get-sth") for place in ("192.0.2.1", "192.0.2.1", "192.0.2.2")]
    assert [answer.status_code for answer in answers] == [200, 429, 200]
    assert int(answers[1]["Retry-After"]) in {9, 10}


def test_all_together_are_bounded_too(leaves: list[bytes], monkeypatch: Any) -> None:
    monkeypatch.setattr(questions, "ALL", Allowance(burst=1, rate=0.1))
    answers = [Client(REMOTE_ADDR=f"192.0.2.{place}").get(f"{AT}get-sth") for place in (1, 2)]
    assert [answer.status_code for answer in answers] == [200, 503]
