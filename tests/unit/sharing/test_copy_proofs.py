"""What the square code of a printed copy proves, with no network: and each way in which it does not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from accord.domain.errors import Refused
from accord.domain.standing import EffectiveCpr
from accord.sharing.copies import codes
from accord.sharing.copies.keys import PublishedKey, as_json, from_json, keys_from
from accord.sharing.copies.proofs import Finding, Kind, Proof, check, version_mark

SECRET = "a key that signs copies in tests, and was not drawn at random"
KEYS = keys_from([SECRET])
VERSION = UUID("11111111-2222-4333-8444-555555555555")
PROOF = Proof(
    code="7K3M9QX2AB",
    kind=Kind.PLAN,
    version=version_mark(VERSION),
    printed_at=datetime(2026, 11, 22, 3, 5, tzinfo=UTC),
    cpr=EffectiveCpr.NOT_FOR_CPR,
    review_on=date(2027, 2, 1),
).signed_with(KEYS)
ADDRESS = f"https://accord.example/copy/{PROOF.code}#{PROOF.text}"


def found(text: str = PROOF.text, keys: tuple[PublishedKey, ...] = KEYS.published, code: str = "") -> Finding:
    return check(text, keys, paper_code=code)[0]


@pytest.mark.parametrize("text", [PROOF.text, f"  {PROOF.text}\n", ADDRESS])
def test_copy_as_printed_is_authentic_and_says_what_was_signed(text: str) -> None:
    assert check(text, KEYS.published) == (Finding.AUTHENTIC, PROOF)


@pytest.mark.parametrize("part", range(1, 7))
def test_any_part_that_was_altered_is_seen(part: int) -> None:
    other = replace(
        PROOF, code="0000000ABC", kind=Kind.NOTICE, version="x" * 22, cpr=EffectiveCpr.FOR_CPR, review_on=None
    )
    parts, others = PROOF.text.split("~"), replace(other, printed_at=datetime(2027, 1, 1, tzinfo=UTC)).text.split("~")
    assert found("~".join([*parts[:part], others[part], *parts[part + 1 :]])) is Finding.ALTERED


def test_code_written_otherwise_is_altered() -> None:
    assert found(PROOF.text.replace("7K3M9QX2AB", "7k3m9qx2ab")) is Finding.ALTERED


def test_square_code_of_one_sheet_on_another_is_seen() -> None:
    assert found(ADDRESS.replace("/7K3M9QX2AB#", "/0000000ABC#")) is Finding.OTHER_COPY
    assert found(code="00000-00ABC") is Finding.OTHER_COPY


@pytest.mark.parametrize("code", ["7K3M9-QX2AB", "7k3m9 qx2ab", "7K3M9QX2AB"])
def test_code_read_off_the_sheet_may_be_written_as_people_write_it(code: str) -> None:
    assert found(code=code) is Finding.AUTHENTIC


def test_key_that_was_exchanged_still_counts_and_one_that_was_revoked_does_not() -> None:
    old = KEYS.published[0].public
    exchanged, revoked = (keys_from(["another secret of a test", f"{mark}:{old}"]) for mark in ("public", "revoked"))
    assert found(keys=exchanged.published) is Finding.AUTHENTIC
    assert found(keys=revoked.published) is Finding.REVOKED_KEY


def test_secret_that_is_revoked_too_is_revoked() -> None:
    keys = keys_from(["another secret of a test", SECRET, f"revoked:{KEYS.published[0].public}"])
    assert found(keys=keys.published) is Finding.REVOKED_KEY


def test_key_that_nobody_published_is_unknown() -> None:
    assert found(keys=keys_from(["another secret of a test"]).published) is Finding.UNKNOWN_KEY


def test_signature_of_another_key_under_our_keys_name_is_seen() -> None:
    forged = replace(PROOF, signature=PROOF.signed_with(keys_from(["another secret of a test"])).signature)
    assert found(forged.text) is Finding.ALTERED


@pytest.mark.parametrize(
    "text", ["", "ACC1", "https://accord.example/copy/7K3M9QX2AB", PROOF.text + "~x", "x" + PROOF.text, "~" * 8]
)
def test_what_is_no_square_code_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="copy"):
        check(text, KEYS.published)


def test_square_code_holds_nothing_of_whom_it_is_about() -> None:
    assert PROOF.body == (
        f"ACC1~7K3M9QX2AB~plan~{version_mark(VERSION)}~20261122T0305Z~not_for_cpr~2027-02-01~{KEYS.key_id}"
    )
    assert str(VERSION) not in PROOF.text


def test_published_keys_are_read_as_they_were_written() -> None:
    assert from_json(as_json(KEYS.published)) == KEYS.published


@pytest.mark.parametrize("told", [None, {}, {"keys": [{}]}, {"keys": [{"public": "00", "state": "trusted"}]}])
def test_what_is_no_list_of_keys_is_refused(told: object) -> None:
    with pytest.raises(Refused, match="keys"):
        from_json(told)


def test_codes_are_drawn_apart_and_are_never_ten_figures() -> None:
    drawn = {codes.draw() for _ in range(200)}
    assert len(drawn) == 200
    assert not any(each.isdigit() for each in drawn)
    assert all(codes.read(codes.shown(each)) == each for each in drawn)


@pytest.mark.parametrize(("typed", "read"), [("7k3m9-qx2ab", "7K3M9QX2AB"), ("Oil00-00abc", "0110000ABC")])
def test_code_is_read_as_people_misread_it(typed: str, read: str) -> None:
    assert codes.read(typed) == read


@pytest.mark.parametrize("typed", ["", "7K3M9QX2A", "7K3M9QX2ABC", "7K3M9QX2AU", "７K3M9QX2AB"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="code"):
        codes.read(typed)
