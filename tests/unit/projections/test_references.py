"""The reference page of the stored document is in step with it."""

from pathlib import Path

from accord.domain.plan.documents import PART_TYPES
from accord.projections.references import FOLDER, NAME, page, write_page

ROOT = Path(__file__).parents[3]


def test_page_in_the_repository_is_in_step() -> None:
    assert (ROOT / FOLDER / NAME).read_text(encoding="utf-8") == page(), "run python -m accord.projections.references"


def test_page_has_every_part_with_its_title() -> None:
    assert all(f"## {kind.__name__}\n\nThe part “{part.words}”." in page() for part, kind in PART_TYPES.items())


def test_page_leads_to_every_table_that_it_names() -> None:
    named = {part.split(")")[0] for part in page().split("](#")[1:]}
    titles = [line[3:].lower() for line in page().splitlines() if line.startswith("## ")]
    assert named <= set(titles)
    assert len(titles) == len(set(titles))


def test_page_is_written_into_a_folder(tmp_path: Path) -> None:
    assert write_page(tmp_path / "reference").read_text(encoding="utf-8") == page()
