"""What the environment says is read once, and what it says wrong is said back."""

from pathlib import Path

import pytest

from accord.config.configuration_errors import ConfigurationError
from accord.config.configurations import SYNTHETIC_NOTE, Configuration, default_data_folder
from accord.config.secret_keys import keep_secret


def test_empty_environment_gives_the_embedded_database() -> None:
    configuration = Configuration.read({})
    assert configuration.embedded
    assert configuration.data == default_data_folder()
    assert not configuration.tls
    assert not configuration.debug


@pytest.mark.parametrize("hosts", ["accord.example", "localhost, accord.example"])
def test_named_hosts_turn_tls_on(hosts: str) -> None:
    assert Configuration.read({"ACCORD_HOSTS": hosts}).tls


def test_tls_can_be_turned_off() -> None:
    assert not Configuration.read({"ACCORD_HOSTS": "accord.example", "ACCORD_TLS": "off"}).tls


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("DATABASE_URL", "mysql://somewhere", "not the address of a PostgreSQL database"),
        ("DATABASE_OWNER_URL", "nonsense", "postgresql://user:password@host:5432/name"),
        ("ACCORD_SECRET_KEY", "short", "at least 32 characters"),
        ("ACCORD_PSEUDONYM_KEY", "short", "at least 32 characters"),
        ("ACCORD_FACTOR_KEY", "k" * 40 + ",short", "at least 32 characters"),
        ("ACCORD_SECOND_FACTOR", "maybe", "Give 'required' or 'optional'"),
        ("ACCORD_CODE_MINUTES", "0", "a whole number from 1 to 60"),
        ("ACCORD_ADDRESS", "accord.example", "Give https:// and a name, no path"),
        ("ACCORD_ADDRESS", "https://accord.example/here", "Give https:// and a name, no path"),
        ("ACCORD_OIDC_ISSUER", "http://cis2.example", "Give its https:// address"),
        ("ACCORD_DEBUG", "perhaps", "'perhaps' is not understood"),
        ("ACCORD_TLS", "2", "Give 'on' or 'off'"),
        ("ACCORD_TEST_NUMBERS", "own,real", "'real' is not a kind of test number"),
    ],
)
def test_wrong_variable_is_named(name: str, given: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{name}: .*{said}"):
        Configuration.read({name: given})


def test_synthetic_folder_takes_our_own_numbers(tmp_path: Path) -> None:
    (tmp_path / "synthetic-region.json").touch()
    assert Configuration.read({"ACCORD_DATA": str(tmp_path)}).test_numbers == {"own"}
    assert Configuration.read({"ACCORD_DATA": str(tmp_path), "ACCORD_TEST_NUMBERS": ""}).test_numbers == frozenset()


def test_synthetic_folder_says_that_nobody_is_real(tmp_path: Path) -> None:
    environment = {"ACCORD_DATA": str(tmp_path)}
    assert not Configuration.read(environment).synthetic
    (tmp_path / SYNTHETIC_NOTE).touch()
    assert Configuration.read(environment).synthetic


def test_test_numbers_are_read() -> None:
    assert Configuration.read({"ACCORD_TEST_NUMBERS": "own, sandbox"}).test_numbers == {"own", "sandbox"}


def test_kept_secret_is_read_again(tmp_path: Path) -> None:
    keep_secret(tmp_path)
    first = Configuration.read({"ACCORD_DATA": str(tmp_path)}).secret_key
    keep_secret(tmp_path)
    assert Configuration.read({"ACCORD_DATA": str(tmp_path)}).secret_key == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_secret_without_a_folder_is_new_each_time(tmp_path: Path) -> None:
    environment = {"ACCORD_DATA": str(tmp_path / "none")}
    assert Configuration.read(environment).secret_key != Configuration.read(environment).secret_key


def test_second_factor_is_required_but_where_nobody_is_real() -> None:
    assert Configuration.read({}).second_factor == "required"
    assert Configuration.read({"ACCORD_DEMO": "on"}).second_factor == "optional"


def test_keys_of_the_second_factor_are_kept_in_the_folder(tmp_path: Path) -> None:
    keep_secret(tmp_path)
    first, second = (Configuration.read({"ACCORD_DATA": str(tmp_path)}) for _ in range(2))
    assert first.factor_keys == second.factor_keys
    assert first.factor_keys != (first.secret_key,)
