"""Which NHS numbers this installation takes: those issued, and the test numbers that its settings name."""

from __future__ import annotations

from django.conf import settings

from accord.domain.nhs_numbers import Acceptance

NAMED = {"own": Acceptance.OWN_TEST, "sandbox": Acceptance.SANDBOX}


def accepted_here() -> Acceptance:
    """Return what is accepted here (`ACCORD_TEST_NUMBERS` names test numbers beside those issued)."""
    accepted = Acceptance.PRODUCTION
    for name in settings.ACCORD_TEST_NUMBERS:
        accepted |= NAMED[name]
    return accepted
