"""What a pack and a telephone keep is all that the emergency screen says: no field of it is left out."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from uuid import uuid4

import pytest
from tests.builders.plans import NOW, identity

from accord.projections.emergency import EmergencyView, view
from accord.sharing.downtime.wording import in_words

MARK = "Something that stands on the screen"
TEXTS = {"str": MARK, "tuple[str, ...]": (MARK,)}
NOT_ALONE = frozenset({"treatments_from", "checked"})
"""What is said beside the treatments alone, and when the screen was made: what is kept says itself when it was."""
SAID = [each for each in fields(EmergencyView) if each.type in TEXTS and each.name not in NOT_ALONE]


@pytest.mark.parametrize("field", SAID, ids=lambda each: each.name)
def test_what_the_screen_says_is_kept_in_words(field: object) -> None:
    name, kind = getattr(field, "name", ""), getattr(field, "type", "")
    shown = replace(view(None, identity(), NOW, viewer_organisation=""), **{name: TEXTS[kind]})
    assert MARK in json.dumps(in_words(uuid4(), shown))
