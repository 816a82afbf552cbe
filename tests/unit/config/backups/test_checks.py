"""A restored database beside what its backup lists."""

from accord.config.backups.checks import Expected, differences
from accord.domain.plan.documents import canonical, sha256

DOCUMENT = {"plan": "é", "number": 1.5}
HASH = sha256(canonical(DOCUMENT))


def walked(listed: list[str], held: list[str]) -> tuple[list[str], list[str]]:
    """Return which of those listed are missing, and which held were not listed."""
    expected = Expected(iter((each, HASH) for each in listed))
    missing, later = [], []
    for each in held:
        missing += expected.before(each)
        later += [each] if expected.of(each) is None else []
    return missing + list(expected.rest()), later


def test_same_versions_differ_in_nothing() -> None:
    assert walked(["a", "b"], ["a", "b"]) == ([], [])


def test_missing_version_is_named_wherever_it_was() -> None:
    assert walked(["a", "b", "c"], ["b"]) == (["a", "c"], [])


def test_version_that_came_later_is_told_apart() -> None:
    assert walked(["b"], ["a", "b", "c"]) == ([], ["a", "c"])


def test_empty_database_misses_all() -> None:
    assert walked(["a", "b"], []) == (["a", "b"], [])


def test_version_as_it_was_signed_differs_in_nothing() -> None:
    assert not list(differences("a", DOCUMENT, stored=HASH, signed=HASH))


def test_changed_document_is_named() -> None:
    found = list(differences("a", DOCUMENT | {"plan": "e"}, stored=HASH, signed=HASH))
    assert found == ["the document of version a is not what was signed"]


def test_document_changed_together_with_its_hash_is_named() -> None:
    changed = DOCUMENT | {"plan": "e"}
    found = list(differences("a", changed, stored=sha256(canonical(changed)), signed=HASH))
    assert found == ["version a has another hash than it had"]
