"""What access forgets each night."""

from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone
from tests.builders import who
from tests.builders.browsers import Browser

from accord.access.jobs import forget_old
from accord.access.models import HeldForm


def test_night_forgets_held_forms_and_nothing_of_today(browser: Browser) -> None:
    browser.send(f"/people/{who.recorded()}/needs", {"language": "Welsh"})
    forget_old(timestamp=0)
    assert HeldForm.objects.count() == 1
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=2)):
        forget_old(timestamp=0)
    assert not HeldForm.objects.exists()
