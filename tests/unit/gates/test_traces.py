"""The gate of traces sees addresses, paths and numbers that should not leave a machine."""

from pathlib import Path

import pytest
from scripts.gates.traces import look_at

PLACE = Path("/srv/build/accord")
VALID = f"4{'0' * 8}4"
"""A number with the right check digit outside our range; put together here, so that no file holds one."""


def said(text: str) -> list[str]:
    return [finding.says for finding in look_at(PLACE / "README.md", text, here=PLACE)]


@pytest.mark.parametrize(
    "number", [VALID, f"{VALID[:3]} {VALID[3:6]} {VALID[6:]}", f"{VALID[:3]}-{VALID[3:6]}-{VALID[6:]}"]
)
def test_number_outside_our_range_is_found(number: str) -> None:
    assert said(f"NHS number {number}.") == ["a number that could be a real NHS number; ours begin with 999."]


@pytest.mark.parametrize("text", ["999 000 0018", f"{VALID[:-1]}5", f"1.{VALID}", f"a{VALID}", f"01{VALID}"])
def test_our_numbers_and_other_digits_pass(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("text", ["--index-url x", '"resolved": "x"', "https://mirror.example/pypi/simple/"])
def test_index_address_is_found(text: str) -> None:
    assert said(text) == ["the address of a package index."]


@pytest.mark.parametrize("text", ["see /root/notes", "/home/ada/accord", "cd /srv/build/other"])
def test_path_of_a_machine_is_found(text: str) -> None:
    assert said(text) == ["a path of somebody's machine."]


@pytest.mark.parametrize("text", ["/var/lib/accord", "https://example.org/project/accord", "~/accord"])
def test_ordinary_paths_pass(text: str) -> None:
    assert said(text) == []
