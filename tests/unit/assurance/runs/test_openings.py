"""What is said to be open is what a finder asks for: each kind is known, and a closed one looks for nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.builders import extracts

from accord.assurance.runs.openings import BEYOND, COUNTS_ARRIVALS, NEEDS, of_rules, of_signals
from accord.assurance.runs.signalling import BY_MODULE
from accord.assurance.signals import SIGNALS
from accord.assurance.signals.kinds import Held, Settings, SignalKind
from accord.domain.dataset import CORE, TABLES
from accord.soundness.answering import answers, facts_given

SETTINGS = Settings(as_of=extracts.AS_OF, replicates=9)
COLUMNS = {table.name: set(table.names) for table in TABLES}
GIVEN = {name: frozenset(names) for name, names in COLUMNS.items()}
CLOSED = [kind for kind in SignalKind if () not in NEEDS[kind]]


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    folder = tmp_path_factory.mktemp("core")
    read = extracts.extract(folder, decisions=extracts.decisions(*[{}] * 12, decided_at="2026-03-02"))
    with extracts.opened(read) as tables:
        yield Held.of(tables)


def test_every_module_of_a_finder_is_known_and_every_kind_is_looked_for() -> None:
    assert {BY_MODULE[find.__module__.rpartition(".")[2]] for find in SIGNALS} == set(SignalKind) == set(NEEDS)


@pytest.mark.parametrize("kind", SignalKind)
def test_needs_are_columns_of_the_dataset(kind: SignalKind) -> None:
    assert all(name in COLUMNS[table] for each in NEEDS[kind] for table, name in each)
    (opening,) = of_signals(GIVEN, [kind])
    assert opening.is_open
    assert opening.lacks == ()


@pytest.mark.parametrize("kind", CLOSED)
def test_finder_of_a_closed_kind_looks_for_nothing(kind: SignalKind, core: Held) -> None:
    (find,) = (each for each in SIGNALS if BY_MODULE[each.__module__.rpartition(".")[2]] is kind)
    (opening,) = of_signals({"decisions": frozenset(CORE)}, [kind])
    assert not opening.is_open
    assert opening.lacks
    assert list(find(core, SETTINGS)) == []


def test_least_that_would_open_a_signal_is_named() -> None:
    given = {"decisions": frozenset({*CORE, "sex"})}
    (rate, disparity) = of_signals(given, [SignalKind.HIGH_RATE, SignalKind.DISPARITY])
    assert rate.lacks == ("a file of population", "a file of population counts")
    talks = ("decisions.person_involved", "decisions.consultee", "decisions.conversation_mode")
    assert set(disparity.lacks) == {*talks, "a file of population"}


@pytest.mark.parametrize("kind", sorted(COUNTS_ARRIVALS))
def test_what_cannot_tell_arrivals_is_open_in_part_until_a_file_says_who_came(kind: SignalKind) -> None:
    given = {"decisions": GIVEN["decisions"]}
    (without,), (within,) = (of_signals(each, [kind]) for each in (given, {**given, "moves": GIVEN["moves"]}))
    assert without.is_partly
    assert without.wants == "a file of population or a file of moves"
    assert not within.is_partly


@pytest.mark.parametrize("held", [CORE, TABLES[0].names])
def test_what_would_open_a_rule_is_a_column_of_the_dataset(held: tuple[str, ...]) -> None:
    named = {f"{table}.{column}" for table, columns in COLUMNS.items() for column in columns}
    openings = of_rules(answers(facts_given(held)))
    assert named.issuperset(column for each in openings for column in each.lacks)


def test_rule_that_asks_for_more_than_the_dataset_holds_says_so() -> None:
    openings = {each.id: each for each in of_rules(answers(facts_given(GIVEN["decisions"])))}
    assert (openings["INV-03"].is_open, openings["INV-03"].wants) == (False, BEYOND)
    assert (openings["INV-02"].is_partly, openings["INV-02"].wants) == (True, BEYOND)
    assert (openings["IND-02"].is_partly, openings["IND-02"].wants) == (False, "")
