"""Which banner the emergency screen has."""

from tests.builders.plans import NOW, identity, layer

from accord.domain.people import Death, DeathStatus
from accord.plans.pages.emergency.presenters import banner_of
from accord.projections.emergency import CurrentLayer, sheet, view
from accord.web.statuses import BannerKind, StatusBanner

DIED = Death(status=DeathStatus.FORMAL, on=NOW.date())


def banner(*layers: CurrentLayer, death: Death | None = DIED) -> StatusBanner:
    """Return the banner of somebody with these plans."""
    return banner_of(view(sheet(layers=layers, now=NOW), identity(death=death), NOW))


def test_banner_of_somebody_who_died_has_their_own_shape_and_says_when() -> None:
    assert banner().kind is BannerKind.DIED
    assert "died on 10 March 2026" in banner().lines[0]


def test_banner_of_a_plan_still_open_stays_that_of_the_plan() -> None:
    assert banner(layer()).kind is BannerKind.NOT_FOR_CPR


def test_banner_of_nobody_known_is_no_answer_either_way() -> None:
    assert banner(death=None).kind is BannerKind.NO_PLAN_KNOWN
