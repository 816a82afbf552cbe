"""Tests of the mailbox of MESH, read from the environment."""

from datetime import timedelta
from pathlib import Path

import pytest

from accord.config.configuration_errors import ConfigurationError
from accord.config.mailbox_configurations import read_mailbox


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    pem = tmp_path / "ours.pem"
    pem.write_text("a certificate", encoding="ascii")
    return {
        "ACCORD_MESH_URL": "https://mesh.example/",
        "ACCORD_MESH_MAILBOX": "x26abc1",
        "ACCORD_MESH_PASSWORD": "hidden-password",
        "ACCORD_MESH_SHARED_KEY": "hidden-key",
        "ACCORD_MESH_WORKFLOW": "CARE_PLAN",
        "ACCORD_MESH_CERT": str(pem),
        "ACCORD_MESH_KEY": str(pem),
        "ACCORD_MESH_MAILBOXES": "Y90001=MB001, Y90002=MB002",
        "ACCORD_MESH_ANSWER_HOURS": "24",
    }


def test_without_an_address_nobody_is_written_to() -> None:
    assert read_mailbox({}) is None


def test_mailbox_is_read_and_its_secrets_are_in_no_repr(given: dict[str, str]) -> None:
    found = read_mailbox(given)
    assert found is not None
    assert (found.address, found.mailbox) == ("https://mesh.example", "X26ABC1")
    assert (found.mailboxes["Y90002"], found.answer_within) == ("MB002", timedelta(hours=24))
    assert "hidden" not in repr(found)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("ACCORD_MESH_URL", "http://mesh.example"),
        ("ACCORD_MESH_MAILBOX", ""),
        ("ACCORD_MESH_PASSWORD", ""),
        ("ACCORD_MESH_SHARED_KEY", ""),
        ("ACCORD_MESH_WORKFLOW", ""),
        ("ACCORD_MESH_CERT", ""),
        ("ACCORD_MESH_KEY", "/nowhere/key.pem"),
        ("ACCORD_MESH_CA", "/nowhere/ca.pem"),
        ("ACCORD_MESH_MAILBOXES", "Y90001:MB001"),
        ("ACCORD_MESH_ANSWER_HOURS", "0"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, str], name: str, wrong: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        read_mailbox(given | {name: wrong})


def test_sandbox_on_this_machine_needs_no_certificate(given: dict[str, str]) -> None:
    found = read_mailbox(given | {"ACCORD_MESH_URL": "http://127.0.0.1:8700", "ACCORD_MESH_CERT": ""})
    assert found is not None
    assert found.certificate is None
