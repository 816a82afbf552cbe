"""Every field of every part has one label."""

import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from accord.domain.moments import Moment
from accord.domain.plan.documents import PART_TYPES, Legal
from accord.domain.plan.keeping import Signature
from accord.domain.plan.people_involved import Conversation
from accord.projections.labels import LABELS, label


def _inside(kind: type) -> Iterator[type]:
    yield kind
    for hint in typing.get_type_hints(kind).values():
        for part in (hint, *typing.get_args(hint)):
            if is_dataclass(part) and part is not Moment:
                yield from _inside(typing.cast(type, part))


KINDS = sorted(
    {each for part in (*PART_TYPES.values(), Conversation, Legal, Signature) for each in _inside(part)}, key=str
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_labels_name_every_field_and_nothing_else(kind: type) -> None:
    assert set(LABELS[kind]) == {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_labels_are_told_apart_within_a_part(kind: type) -> None:
    assert len(set(LABELS[kind].values())) == len(LABELS[kind])


def test_label_of_an_unknown_field_is_an_error() -> None:
    with pytest.raises(KeyError):
        label(Legal, "wills")
