"""Stored documents come back as they were, and hash the same."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.strategies import any_of

from accord.domain.codec import from_json, to_json
from accord.domain.errors import Refused
from accord.domain.plan.documents import PART_TYPES, Plan, SignedDocument, canonical, sha256


@settings(max_examples=50)
@given(any_of(SignedDocument))
def test_document_comes_back_as_it_was(document: SignedDocument) -> None:
    assert from_json(SignedDocument, json.loads(canonical(document))) == document


@given(any_of(Plan))
def test_document_hash_is_of_its_content_alone(plan: Plan) -> None:
    again = from_json(Plan, to_json(plan))
    assert sha256(canonical(again)) == sha256(canonical(plan))


@pytest.mark.parametrize("kind", PART_TYPES.values(), ids=lambda kind: kind.__name__)
def test_part_with_a_field_that_is_not_known_is_refused(kind: type) -> None:
    with pytest.raises(Refused, match="favourite_colour"):
        from_json(kind, {"favourite_colour": "blue"})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5))
def test_document_of_another_shape_is_refused_and_never_breaks(data: Any) -> None:
    with pytest.raises(Refused):
        from_json(SignedDocument, data)
