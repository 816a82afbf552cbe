"""What several configurations are given."""

from pathlib import Path

import pytest
from joserfc.jwk import ECKey


@pytest.fixture(autouse=True)
def _nobodys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read no folder of whoever runs the tests: they may have tried the demo before."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "of-nobody"))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A file that holds a private key."""
    file = tmp_path / "key.pem"
    file.write_bytes(ECKey.generate_key("P-384").as_pem(private=True))
    return file
