"""The newest head, and proofs between heads and from a leaf to a head. What the log's rows say is never told."""

from __future__ import annotations

from typing import Any

from accord.access.pages.transparency.parameters import Parameters
from accord.access.pages.transparency.problems import Kind, not_there_yet, wrong
from accord.access.pages.transparency.questions import FOR_A_SECOND, FOR_EVER, Told, question
from accord.access.queries import log_heads, log_proofs, log_trees
from accord.access.queries.log_heads import Head
from accord.domain.errors import Refused


@question()
def get_log(_: Parameters) -> Told:
    """Tell what a reader must know of the log beforehand (RFC 9162, section 4.1: the log's parameters)."""
    keys = log_heads.given_keys()
    told: dict[str, Any] = {"log": log_heads.TITLE, "hash": "sha256", "signature": "ed25519"}
    return told | {"key": keys.key_id, "keys": sorted(keys.trusted)}, FOR_A_SECOND


@question()
def get_sth(_: Parameters) -> Told:
    """Tell the newest signed head (section 5.2)."""
    return {"sth": _newest().as_json()}, FOR_A_SECOND


@question("first", "second")
def get_sth_consistency(asked: Parameters) -> Told:
    """Tell the proof that the log of one head begins with that of another (section 5.3)."""
    size, later = asked.needed_number("first", least=1), asked.number("second", least=1)
    if later is not None and later < size:
        raise wrong(Kind.SECOND_BEFORE_FIRST, "second", "it is smaller than `first`.", "Give the larger size second.")
    first = _of_size("first", size, Kind.FIRST_UNKNOWN)
    second = _newest() if later is None else _of_size("second", later, Kind.SECOND_UNKNOWN)
    path = log_proofs.in_hex(log_proofs.path_between(first, second))
    told = {"first": first.as_json(), "second": second.as_json(), "path": path}
    return told, FOR_EVER if later is not None else FOR_A_SECOND


@question("hash", "tree_size", "index")
def get_proof_by_hash(asked: Parameters) -> Told:
    """Tell the proof that a leaf is in the log of a head (section 5.4)."""
    leaf, size, at = asked.needed_hash("hash"), asked.number("tree_size", least=1), asked.number("index", least=0)
    head = _newest() if size is None else _of_size("tree_size", size, Kind.TREE_SIZE_UNKNOWN)
    index = _index_of(leaf, head, at)
    path = log_proofs.path_to(index, leaf, head, what="the leaf")
    told = {"leaf": leaf.hex(), "index": index, "path": log_proofs.in_hex(path), "sth": head.as_json()}
    return told, FOR_EVER if size is not None else FOR_A_SECOND


def _index_of(leaf: bytes, head: Head, at: int | None) -> int:
    if at is None:
        index = log_trees.place_of_leaf(leaf, size=head.size)
        if index is None:
            known = (
                f"Only the newest {log_trees.MOST_SEARCHED:,} leaves are searched; for an older one give `index` too."
            )
            raise wrong(Kind.HASH_UNKNOWN, "hash", "no such leaf was found.", known)
        return index
    if at >= head.size or log_trees.leaf_at(at) != leaf:
        raise wrong(Kind.HASH_UNKNOWN, "index", "that leaf does not stand there.", "Give the place that a proof names.")
    return at


def _newest() -> Head:
    head = log_heads.newest()
    if head is None:
        raise not_there_yet()
    return head


def _of_size(field: str, size: int, kind: Kind) -> Head:
    try:
        return log_proofs.head_of_size(field, size)
    except Refused as refused:
        unknown = refused.errors[0]
        raise wrong(kind, field, unknown.wrong, unknown.accepted) from refused
