"""A small region, a person of the practice, and a system of the practice that speaks FHIR."""

from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import who
from tests.builders.fhir_clients import FhirClient


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def person(number: str) -> UUID:
    return who.recorded(nhs_number=number)


@pytest.fixture
def client() -> FhirClient:
    return FhirClient()
