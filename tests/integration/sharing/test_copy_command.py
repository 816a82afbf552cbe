"""`accord verify-copy`, run as a user runs it: with no database, no data folder and no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from accord.domain.standing import EffectiveCpr
from accord.sharing.copies.keys import as_json, keys_from
from accord.sharing.copies.proofs import Kind, Proof, version_mark

pytestmark = pytest.mark.no_database
ACCORD = str(Path(sys.executable).with_name("accord"))
KEYS = keys_from(["a key that signs copies in tests, and was not drawn at random"])
PROOF = Proof(
    code="7K3M9QX2AB",
    kind=Kind.NOTICE,
    version=version_mark(UUID(int=7)),
    printed_at=datetime(2026, 11, 22, 3, 5, tzinfo=UTC),
    cpr=EffectiveCpr.NOT_FOR_CPR,
    review_on=date(2027, 2, 1),
).signed_with(KEYS)


@pytest.fixture(autouse=True)
def _region() -> None:
    """No region is needed."""


@pytest.fixture
def keys(tmp_path: Path) -> str:
    (tmp_path / "copy-keys.json").write_text(json.dumps(as_json(KEYS.published)), encoding="utf-8")
    return str(tmp_path / "copy-keys.json")


def verify(*words: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
    words = ("verify-copy", *words, "--data", "/nowhere-at-all")
    return subprocess.run([ACCORD, *words], capture_output=True, text=True, timeout=60, check=False, env=inherited)


def test_copy_as_printed_is_authentic_and_says_what_paper_cannot_tell(keys: str) -> None:
    done = verify(f"https://accord.example/copy/{PROOF.code}#{PROOF.text}", "--keys", keys, "--code", "7K3M9-QX2AB")
    assert done.returncode == 0, done.stderr
    assert "Authentic as printed at 22 November 2026 at 3:05am." in done.stdout
    assert "Nobody can tell from the paper alone whether it has been replaced or cancelled since." in done.stdout
    assert "It says: CPR attempts not recommended. Review by 1 February 2027." in done.stdout


def test_altered_copy_in_a_file_ends_with_one(keys: str, tmp_path: Path) -> None:
    (tmp_path / "scanned").write_text(PROOF.text.replace("not_for_cpr", "for_cpr"), encoding="utf-8")
    done = verify(str(tmp_path / "scanned"), "--keys", keys, "--json")
    assert (done.returncode, json.loads(done.stdout)) == (1, {"finding": "altered"})


def test_text_that_is_no_square_code_is_refused(keys: str) -> None:
    done = verify("7K3M9-QX2AB", "--keys", keys)
    assert done.returncode == 2
    assert "this is not the code of a printed copy" in done.stderr
