"""What opens a pack and what does not, and what came of somebody changing one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.builders import downtime
from tests.builders.downtime import FEW, KEYS, PASSPHRASE, PLAN

from accord.domain.errors import Refused
from accord.sharing.copies.keys import keys_from
from accord.sharing.downtime import files, packs, passphrases


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.sharing.downtime.envelopes.ITERATIONS", FEW)


def test_passphrase_opens_a_pack_and_another_does_not() -> None:
    pack = downtime.pack()
    assert packs.unsealed(pack, PASSPHRASE)["people"] == [PLAN]
    with pytest.raises(Refused, match=pack.cover.envelope):
        packs.unsealed(pack, PASSPHRASE[::-1])


def test_two_passphrases_are_never_the_same_and_are_read_as_people_misread_them() -> None:
    drawn = passphrases.draw()
    assert drawn != passphrases.draw()
    assert passphrases.read(passphrases.shown(drawn).lower()) == drawn
    assert passphrases.read("O1l2-3456-789A-BCDE") == "01123456789ABCDE"


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M9QX2ABCDEF4", "7K3M9QX2ABCDEF4U"])
def test_what_is_no_passphrase_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="no passphrase"):
        passphrases.read(typed)


def test_pack_whose_expiry_was_put_off_does_not_open() -> None:
    pack = downtime.pack()
    later = replace(pack.cover, expires_at=pack.cover.expires_at + timedelta(days=9))
    with pytest.raises(Refused, match="do not use it"):
        packs.unsealed(replace(pack, cover=later), PASSPHRASE)


def test_pack_whose_content_was_changed_does_not_open() -> None:
    pack = downtime.pack()
    with pytest.raises(Refused, match="do not use it"):
        packs.unsealed(replace(pack, sealed=pack.sealed[:-1] + b"x"), PASSPHRASE)


def test_who_made_a_pack_is_told_by_its_signature() -> None:
    pack, others = downtime.pack(), keys_from(["another key, of somebody who has the envelope as well"])
    assert packs.is_signed(pack, KEYS.published)
    assert not packs.is_signed(pack, others.published)
    assert not packs.is_signed(replace(pack, sealed=b"x"), KEYS.published)


def test_file_gives_the_pack_back_and_says_nothing_of_anybody() -> None:
    pack = downtime.pack()
    text = files.write(pack)
    assert files.read(text) == pack
    assert files.name_of(pack) == "downtime-pack-20261122-0210-7K3M9-QX2AB.html"
    assert not any(words in text for words in ("Hartley", "999 000 0018", "heart", "17 May"))


def test_file_asks_nobody_for_anything() -> None:
    text = files.write(downtime.pack(organisation="</script><script>alert(1)</script>"))
    assert "default-src 'none'" in text
    assert "alert(1)</script>" not in text
    assert not any(words in text for words in ("http://", "https://", "unsafe-inline", "{{"))


@pytest.mark.parametrize("text", ["", "<html>", '<script type="application/json" id="pack">{</script>'])
def test_what_is_no_pack_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        files.read(text)


@pytest.mark.parametrize("part", ["cover", "envelope", "point", "sealed", "signed_by"])
def test_pack_without_one_of_its_parts_is_refused(part: str) -> None:
    told = downtime.pack().as_json()
    del told[part]
    with pytest.raises(Refused, match="damaged"):
        packs.from_json(told)
