"""The key that signs the heads of the access log comes from the environment, or lies in the data folder."""

from pathlib import Path

import pytest

from accord.config.configurations import Configuration, ConfigurationError
from accord.config.secret_keys import keep_secret

LONG = "a key that is long enough to be one drawn at random"


def keys(given: str) -> tuple[str, ...]:
    return Configuration.read({"ACCORD_LOG_KEY": given}).log_keys


def test_keys_are_read_in_order() -> None:
    assert keys(f"{LONG}, {LONG}2, public:{'a' * 64}") == (LONG, f"{LONG}2", f"public:{'a' * 64}")


@pytest.mark.parametrize("given", ["short", f"{LONG},short", f"{LONG},public:{'x' * 64}", f"public:{'a' * 64}"])
def test_key_that_cannot_be_taken_is_named(given: str) -> None:
    with pytest.raises(ConfigurationError, match="ACCORD_LOG_KEY"):
        keys(given)


def test_key_kept_in_the_data_folder_is_read_again_and_is_closed(tmp_path: Path) -> None:
    keep_secret(tmp_path)
    environment = {"ACCORD_DATA": str(tmp_path)}
    assert Configuration.read(environment).log_keys == Configuration.read(environment).log_keys
    assert (tmp_path / "log-key").stat().st_mode & 0o077 == 0
    assert Configuration.read(environment).log_keys != (Configuration.read(environment).secret_key,)
