"""Updates of the LPA Store, in the order in which they come."""

from typing import Any

import pytest
from tests.builders.legal import lasting_power
from tests.corpus_files import corpus_text

from accord.domain.errors import Refused
from accord.domain.legal.lpa import LpaStatus, Problem
from accord.domain.legal.lpa_documents import read_lpa_text
from accord.domain.legal.lpa_updates import apply_update, apply_update_text

UNKNOWN_STATUS = Problem(field="status", words="No status is given.")


def status_change(old: str, new: str, key: str = "/status") -> dict[str, Any]:
    return {"type": "OPG_STATUS_CHANGE", "changes": [{"key": key, "old": old, "new": new}]}


def test_status_changes_from_the_status_it_had() -> None:
    after = apply_update(lasting_power(), status_change("registered", "suspended"))
    assert after.status is LpaStatus.SUSPENDED
    assert not after.is_registered


def test_change_from_another_status_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"changes\[0\]\.old: is 'in-progress', but this LPA is 'registered'"):
        apply_update(lasting_power(), status_change("in-progress", "cancelled"))


def test_unknown_status_takes_any_change_and_is_unknown_no_more() -> None:
    before = lasting_power(status=LpaStatus.UNKNOWN, problems=(UNKNOWN_STATUS,))
    after = apply_update(before, status_change("in-progress", "cannot-register"))
    assert (after.status, after.problems) == (LpaStatus.CANNOT_REGISTER, ())


def test_changes_follow_one_another() -> None:
    both = status_change("registered", "suspended")
    both["changes"] += status_change("suspended", "cancelled")["changes"]
    assert apply_update(lasting_power(), both).status is LpaStatus.CANCELLED


def test_donor_withdraws() -> None:
    after = apply_update(lasting_power(), {"type": "DONOR_WITHDRAW_LPA", "changes": []})
    assert after.status is LpaStatus.WITHDRAWN


@pytest.mark.parametrize(
    "update",
    [
        {"type": "ATTORNEY_OPT_OUT", "changes": []},
        {"type": "CORRECTION", "changes": [{"key": "/donor/lastName", "old": "A", "new": "B"}]},
        {"type": "DONOR_WITHDRAW_LPA", "changes": [{"key": "/x", "old": 1, "new": 2}]},
    ],
)
def test_other_update_is_kept_by_its_name(update: dict[str, Any]) -> None:
    after = apply_update(lasting_power(), update)
    assert [kept.kind for kept in after.unapplied] == [update["type"]]
    assert after.status is LpaStatus.REGISTERED


def test_change_of_another_key_is_kept() -> None:
    after = apply_update(lasting_power(), status_change("a", "b", key="/channel"))
    assert '"key": "/channel"' in after.unapplied[0].changes


@pytest.mark.parametrize(
    ("update", "path"),
    [
        ([], "update: is a list"),
        ({}, "type: is missing"),
        ({"type": 3}, "type: is a number"),
        ({"type": "OPG_STATUS_CHANGE", "changes": "x"}, "changes: is text"),
        ({"type": "OPG_STATUS_CHANGE", "changes": []}, "changes: is empty"),
        (status_change("registered", "gone"), "changes[0].new: 'gone' is not the status"),
        (status_change("registered", "unknown"), "changes[0].new: 'unknown' is not the status"),
        (status_change("registered", ""), "changes[0].new"),
    ],
)
def test_update_that_cannot_be_read_is_refused_by_its_path(update: object, path: str) -> None:
    with pytest.raises(Refused) as error:
        apply_update(lasting_power(), update)
    assert path in str(error.value)


def test_broken_json_says_where() -> None:
    with pytest.raises(Refused, match="line 1"):
        apply_update_text(lasting_power(), "{'type'")


@pytest.mark.parametrize(
    ("name", "status"),
    [("opg-status-change", LpaStatus.CANNOT_REGISTER), ("donor-withdraw-lpa", LpaStatus.WITHDRAWN)],
)
def test_published_updates_apply_to_the_published_lpa(name: str, status: LpaStatus) -> None:
    before, _ = read_lpa_text(corpus_text("lpa/example-lpa.json"))
    assert apply_update_text(before, corpus_text(f"lpa/{name}.json")).status is status
