"""Signing: one plan becomes current, as it was seen, by somebody who may."""

from uuid import UUID

from tests.builders import drafts

from accord.domain.plan.wishes import Scope
from accord.plans.models import Current, Version


def test_signed_plan_is_current(person: UUID) -> None:
    first = drafts.signed(person)
    assert Current.objects.get(person_id=person, scope=Scope.ENDURING.value).version_id == first.version_id
    assert Version.objects.get(pk=first.version_id).cpr == "not_for_cpr"
