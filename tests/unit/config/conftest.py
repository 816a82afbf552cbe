"""What several configurations are given."""

from pathlib import Path

import pytest
from joserfc.jwk import ECKey


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A file that holds a private key."""
    file = tmp_path / "key.pem"
    file.write_bytes(ECKey.generate_key("P-384").as_pem(private=True))
    return file
