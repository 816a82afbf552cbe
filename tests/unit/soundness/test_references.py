"""The reference pages say what the values say, and are in step with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.domain.dataset import TABLES
from accord.domain.facts import FACTS
from accord.soundness.catalogue import RULES
from accord.soundness.pages_of_rules import dataset_page, facts_page, pages, rules_page
from accord.soundness.references import FOLDER, write_pages

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", sorted(pages()))
def test_page_in_the_repository_is_in_step(name: str) -> None:
    assert (ROOT / FOLDER / name).read_text(encoding="utf-8") == pages()[name], (
        "run python -m accord.soundness.references"
    )


def test_rules_page_has_every_rule_with_its_source_and_what_awaits() -> None:
    page = rules_page()
    assert all(f"## {rule.id}\n" in page and rule.source in page for rule in RULES)
    assert page.count("- **Awaits confirmation**: yes") == sum(rule.confirm for rule in RULES)


def test_facts_page_has_every_fact() -> None:
    assert all(f"| `{fact.name}` |" in facts_page() for fact in FACTS)


def test_dataset_page_has_every_table_and_column() -> None:
    page = dataset_page()
    assert all(f"## `{table.name}`" in page for table in TABLES)
    assert all(f"| `{name}` |" in page for table in TABLES for name in table.names)


def test_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    written = write_pages(tmp_path / "reference")
    assert [path.name for path in written] == ["rules.md", "facts.md", "dataset.md", "measures.md"]
    assert written[0].read_text(encoding="utf-8") == rules_page()
