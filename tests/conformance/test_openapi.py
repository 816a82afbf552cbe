"""Schemathesis over our OpenAPI document: whatever is sent, no failure, and nothing that the document does not say."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from tests.builders.subscribers import wanted
from tests.conformance.served import Served

from accord.sharing.fhir.openapi import document

load_all_checks()
HELD = CHECKS.get_by_names(
    ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
)
OPERATIONS = sorted((path, method) for path, methods in document("")["paths"].items() for method in methods)
FEW = settings(
    max_examples=6,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def schema(served: Served) -> Any:
    return schemathesis.openapi.from_url(f"{served.base}/openapi.json")


@pytest.fixture(scope="session")
def headers(served: Served) -> dict[str, str]:
    return served.headers()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_answers_what_the_document_does_not_say(
    schema: Any, headers: dict[str, str], path: str, method: str
) -> None:
    @given(case=schema[path][method].as_strategy())
    @FEW
    def try_each(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=HELD)

    try_each()


def test_what_was_found_or_made_leads_on(schema: Any, headers: dict[str, str], served: Served) -> None:
    class Walk(schema.as_state_machine()):  # type: ignore[misc]  # schemathesis makes the class as it runs
        def before_call(self, case: Any) -> None:
            if "patient" in (case.query or {}):
                case.query["patient"] = str(served.person)
            if case.method == "POST" and case.path == "/Subscription":
                case.body = wanted("https://9.9.9.9/walked")

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": headers}

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            case.validate_response(response, checks=HELD)

    Walk.run(settings=settings(FEW, max_examples=12, stateful_step_count=5))
