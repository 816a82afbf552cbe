"""Whatever is raised, a score keeps its sense."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.simulated import event, raised

from accord.assurance.simulations.scores import Raised, score

EVENTS = (event("a", "b", "c", "d", "e"), event("f", "g", "h", size=3, number=1))
SIGNALS = st.builds(
    lambda named, after, site: raised(*sorted(named), after=after, site=site),
    st.frozensets(st.sampled_from("abcdefghuvwxyz"), max_size=6),
    st.integers(1, 60),
    st.sampled_from(["ZS1", "ZS2"]),
)
MANY = st.lists(SIGNALS, max_size=12)


@given(MANY, SIGNALS)
def test_one_more_signal_never_finds_less_or_later(signals: list[Raised], more: Raised) -> None:
    before, after = score(signals, EVENTS, 10), score([*signals, more], EVENTS, 10)
    for one, other in zip(before.findings, after.findings, strict=True):
        assert one.days is None or (other.days is not None and other.days <= one.days)


@given(MANY)
def test_score_does_not_hang_on_the_order_of_the_runs(signals: list[Raised]) -> None:
    found, turned = score(signals, EVENTS, 10), score(list(reversed(signals)), EVENTS, 10)
    assert [each.days for each in found.findings] == [each.days for each in turned.findings]


@given(MANY)
def test_there_are_no_more_signals_than_were_raised(signals: list[Raised]) -> None:
    found = score(signals, EVENTS, 10)
    assert len(found.false) <= len(found.episodes) <= len(signals)


@given(MANY)
def test_what_names_nothing_planted_finds_nothing(signals: list[Raised]) -> None:
    honest = [each for each in signals if not set(each.signal.decision_ids) & set("abcdefgh")]
    found = score(honest, EVENTS, 10)
    assert found.recall == 0
    assert len(found.false) == len(found.episodes)
