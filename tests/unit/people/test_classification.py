"""Every stored field of these rooms is identifiable, clinical or operational."""

import pytest
from django.apps import apps
from django.db.models import Model

from accord.access.models.classification import FIELDS as ACCESS
from accord.assurance.models.classification import FIELDS as ASSURANCE
from accord.domain.classification import Classification, unclassified
from accord.events.models.classification import FIELDS as EVENTS
from accord.organisations.models.classification import FIELDS as ORGANISATIONS
from accord.people.models.classification import FIELDS as PEOPLE
from accord.plans.models.classification import FIELDS as PLANS
from accord.sharing.models.classification import FIELDS as SHARING

ROOMS = {
    "events": EVENTS,
    "organisations": ORGANISATIONS,
    "people": PEOPLE,
    "access": ACCESS,
    "plans": PLANS,
    "assurance": ASSURANCE,
    "sharing": SHARING,
}
MODELS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_of_one_kind(model: type[Model]) -> None:
    fields = frozenset(field.name for field in model._meta.concrete_fields)
    assert unclassified(ROOMS[model._meta.app_label], model.__name__, fields) == frozenset()


def test_classification_names_no_model_that_is_gone() -> None:
    assert {name for fields in ROOMS.values() for name in fields} == {model.__name__ for model in MODELS}


def test_field_of_no_kind_or_two_kinds_is_found() -> None:
    held = {"A": {Classification.CLINICAL: "one two", Classification.OPERATIONAL: "two gone"}}
    assert unclassified(held, "A", frozenset({"one", "two", "new"})) == {"two", "gone", "new"}
