"""Secrets of apps are encrypted for one account, with a key that can be changed."""

from uuid import UUID

from django.test import override_settings

from accord.access import factor_seals

ONE, OTHER = UUID(int=1), UUID(int=2)
OLD, NEW = "k" * 40, "n" * 40


@override_settings(ACCORD_FACTOR_KEYS=(OLD,))
def test_secret_is_not_in_its_seal_and_comes_out_again() -> None:
    sealed = factor_seals.seal(ONE, "ABCDEFGH")
    assert b"ABCDEFGH" not in sealed
    assert factor_seals.unseal(ONE, sealed) == "ABCDEFGH"


@override_settings(ACCORD_FACTOR_KEYS=(OLD,))
def test_seal_put_into_another_account_does_not_open() -> None:
    assert factor_seals.unseal(OTHER, factor_seals.seal(ONE, "ABCDEFGH")) is None


def test_key_that_was_changed_still_opens_while_it_is_named() -> None:
    with override_settings(ACCORD_FACTOR_KEYS=(OLD,)):
        sealed = factor_seals.seal(ONE, "ABCDEFGH")
    with override_settings(ACCORD_FACTOR_KEYS=(NEW, OLD)):
        assert factor_seals.unseal(ONE, sealed) == "ABCDEFGH"
    with override_settings(ACCORD_FACTOR_KEYS=(NEW,)):
        assert factor_seals.unseal(ONE, sealed) is None
