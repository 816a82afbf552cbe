"""Two people at one signal at the same moment: one step is kept, and the other is told who was first."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connections
from tests.builders import followers, who
from tests.builders.signals import LATE, raised

from accord.assurance.actions import following
from accord.assurance.actions.steps import At
from accord.assurance.models import SignalStep
from accord.domain.authority import Actor
from accord.domain.errors import Conflict
from accord.privileges.claims import acting_as_software


@pytest.mark.usefixtures("committed")
def test_two_leads_at_once_take_it_up_once(tmp_path: Path) -> None:
    who.load_directory(tmp_path)
    followers.load(tmp_path)
    at, ready = At(signal_id=raised(), after=0), Barrier(2)

    def take_up(by: Actor) -> str:
        with acting_as_software():
            ready.wait(10)
            try:
                following.take_up(at=at, by=by, now=LATE)
            except Conflict:
                return "told"
            finally:
                connections.close_all()
            return "kept"

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(take_up, [followers.lead(), followers.second_lead()]))
    assert found == ["kept", "told"]
    assert SignalStep.objects.filter(signal_id=at.signal_id).count() == 1
