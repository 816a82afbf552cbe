"""A log that shows what was done to it: Merkle trees, and proofs about them, as certificate logs use (RFC 9162)."""

from accord.domain.transparency.proofs import (
    consistency_proof,
    inclusion_proof,
    proves_consistency,
    proves_inclusion,
)
from accord.domain.transparency.trees import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root_of

__all__ = [
    "EMPTY_ROOT",
    "Frontier",
    "consistency_proof",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "proves_consistency",
    "proves_inclusion",
    "root_of",
]
