"""What another system may do."""

import pytest

from accord.domain.errors import Refused
from accord.domain.system_scopes import is_covered, read_known_scope, read_scope, read_scopes


@pytest.mark.parametrize("text", ["system/CarePlan.rs", "system/*.cruds", "system/DocumentReference.r"])
def test_scope_is_written_as_it_is_read(text: str) -> None:
    assert str(read_scope(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "openid",
        "system/CarePlan",
        "system/CarePlan.",
        "system/CarePlan.sr",
        "system/CarePlan.read",
        "system/*.*",
        "user/CarePlan.r",
        "system/carePlan.r",
        "system/CarePlan.rs?status=active",
    ],
)
def test_what_is_no_scope_of_a_system_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="no scope of a system"):
        read_scope(text)


@pytest.mark.parametrize(
    ("held", "asked", "covered"),
    [
        ("system/CarePlan.rs", "system/CarePlan.r", True),
        ("system/*.rs", "system/CarePlan.rs", True),
        ("system/CarePlan.rs", "system/*.r", False),
        ("system/*.cruds", "system/AuditEvent.r", False),
        ("system/AuditEvent.rs", "system/AuditEvent.s", True),
        ("system/CarePlan.r", "system/CarePlan.rs", False),
        ("system/CarePlan.rs", "system/Flag.r", False),
        ("system/CarePlan.r system/CarePlan.s", "system/CarePlan.rs", False),
    ],
)
def test_scope_covers_what_it_names_and_no_more(held: str, asked: str, covered: bool) -> None:
    assert is_covered(read_scope(asked), read_scopes(held)) is covered


@pytest.mark.parametrize("text", ["system/Patient.r", "system/*.rs"])
def test_kind_that_is_known_is_taken_and_so_are_all(text: str) -> None:
    assert str(read_known_scope(text, {"Patient", "Flag"})) == text


def test_kind_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refused, match=r"'Pateint' is no kind of resource here\. Give one of Flag, Patient, or \*"):
        read_known_scope("system/Pateint.r", {"Patient", "Flag"})
