"""What somebody is trained in: current, running out, run out, not recorded, or not kept here at all."""

from datetime import date, timedelta

import pytest

from accord.domain.authority import GRANTS, Permission, Role
from accord.domain.choices import Answer
from accord.domain.competence import (
    EXPECTED,
    TO_SIGN,
    WARN_DAYS,
    Competence,
    Cover,
    Currency,
    Held,
    SignerCompetence,
    all_on,
    stands_on,
)

TODAY = date(2026, 11, 22)
DONE = date(2025, 1, 10)
CPR, CAPACITY, REGISTER = Competence.CPR_DECISIONS, Competence.MENTAL_CAPACITY, Competence.REGISTRATION


def held(days: int | None, kind: Competence = CPR) -> Held:
    until = None if days is None else TODAY + timedelta(days=days)
    return Held(kind=kind, completed_on=DONE, valid_until=until)


def currency(*entries: Held, is_kept: bool = True) -> Currency:
    return stands_on(entries, kind=CPR, on=TODAY, is_kept=is_kept).currency


def signer(*entries: Held, kept: tuple[Competence, ...] = TO_SIGN, ended: date | None = None) -> SignerCompetence:
    return SignerCompetence(stands=all_on(entries, kinds=TO_SIGN, kept=kept, on=TODAY), role_ended=ended)


@pytest.mark.parametrize(
    ("days", "stands"),
    [
        (None, Currency.CURRENT),
        (WARN_DAYS, Currency.CURRENT),
        (WARN_DAYS - 1, Currency.LAPSING),
        (0, Currency.LAPSING),
        (-1, Currency.LAPSED),
    ],
)
def test_training_holds_through_its_last_day_and_warns_ahead(days: int | None, stands: Currency) -> None:
    assert currency(held(days)) is stands


@pytest.mark.parametrize("longest", [100, None])
def test_training_that_holds_longest_counts(longest: int | None) -> None:
    assert currency(held(-30), held(longest), held(5)) is Currency.CURRENT


def test_training_of_another_kind_does_not_count() -> None:
    assert currency(held(100, CAPACITY)) is Currency.NOT_RECORDED


def test_training_that_nobody_keeps_here_says_nothing_of_anybody() -> None:
    assert currency(is_kept=False) is Currency.NOT_KEPT
    assert not signer(kept=()).has_lapsed
    assert (signer(kept=()).training, signer(kept=()).registration) == (Answer.UNKNOWN, Answer.UNKNOWN)


def test_training_that_is_known_counts_even_where_the_organisation_keeps_none() -> None:
    assert currency(held(-1), is_kept=False) is Currency.LAPSED


def test_signer_with_everything_current_is_current() -> None:
    stands = signer(*(held(200, kind) for kind in TO_SIGN))
    assert (stands.training, stands.registration, stands.role) == (Answer.YES, Answer.YES, Answer.YES)
    assert (stands.has_lapsed, stands.lapsing) == (False, ())


def test_signer_whose_training_runs_out_soon_is_warned_and_not_stopped() -> None:
    stands = signer(held(10), held(200, CAPACITY), held(200, REGISTER))
    assert (stands.training, stands.has_lapsed) == (Answer.YES, False)
    assert [each.kind for each in stands.lapsing] == [CPR]


def test_signer_with_one_training_missing_is_stopped() -> None:
    stands = signer(held(200), held(200, REGISTER))
    assert (stands.training, stands.registration, stands.has_lapsed) == (Answer.NO, Answer.YES, True)
    assert [each.currency for each in stands.missing] == [Currency.NOT_RECORDED]


def test_check_of_registration_that_ran_out_is_told_apart_from_training() -> None:
    stands = signer(held(200), held(200, CAPACITY), held(-1, REGISTER))
    assert (stands.training, stands.registration, stands.has_lapsed) == (Answer.YES, Answer.NO, True)


def test_role_that_ended_is_a_lapse_of_its_own() -> None:
    stands = signer(kept=(), ended=TODAY - timedelta(days=1))
    assert (stands.role, stands.training, stands.has_lapsed) == (Answer.NO, Answer.UNKNOWN, True)


def test_training_of_which_only_some_is_kept_is_not_called_current() -> None:
    assert signer(held(200), kept=(CPR,)).training is Answer.UNKNOWN


@pytest.mark.parametrize("role", [role for role in Role if Permission.SIGN_PLAN in GRANTS[role]], ids=str)
def test_those_who_sign_are_reported_on_all_that_signing_asks_for(role: Role) -> None:
    assert set(TO_SIGN) <= set(EXPECTED[role])


def test_cover_counts_who_holds_whether_or_not_it_runs_out_soon() -> None:
    cover = Cover.of([stands_on([each], kind=CPR, on=TODAY, is_kept=True) for each in (held(300), held(5), held(-1))])
    assert (cover.staff, cover.holding, cover.is_whole, cover.is_kept) == (3, 2, False, True)


def test_cover_of_several_is_their_sum() -> None:
    one = Cover.of([stands_on([held(300)], kind=CPR, on=TODAY, is_kept=True)])
    both = Cover.together([one, one])
    assert (both.staff, both.is_whole) == (2, True)


def test_cover_of_nobody_is_not_whole() -> None:
    assert not Cover.together([]).is_whole
