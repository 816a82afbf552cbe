"""How alike two texts are: the worked example of reference/statistics.md 4.5."""

from __future__ import annotations

import numpy as np
import pytest

from accord.assurance.signals.resemblances import jaccard, shingles, signatures

ONE = "Frail, multiple comorbidities, CPR would be futile. Discussed with care home staff."
OTHER = "Frail with multiple comorbidities. CPR would be futile. Discussed with care home manager."
UNRELATED = "Metastatic lung cancer; he told us that he wants to be left in peace at the end."


def test_likeness_is_the_share_of_five_letter_pieces_in_common() -> None:
    assert jaccard(ONE, OTHER) == pytest.approx(0.63636, abs=5e-6)
    assert jaccard(ONE, UNRELATED) < 0.05
    assert jaccard(ONE, ONE) == 1.0


def test_signatures_estimate_the_likeness_within_their_error() -> None:
    """Of 128 hashes the standard error is 0.043; the library named there gives 0.6484 for its own seed."""
    estimates = [float(np.equal(*signatures([ONE, OTHER], seed=seed)).mean()) for seed in range(40)]
    assert abs(float(np.mean(estimates)) - 0.63636) < 0.03
    assert all(abs(each - 0.63636) < 0.2 for each in estimates)


def test_text_shorter_than_a_piece_is_one_piece() -> None:
    assert shingles("old") == {"old"}
    assert len(signatures(["old", "o"], seed=1)) == 2
