"""Steps of a signal's life."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from tests.journeys.clocks import today
from tests.journeys.journeys import Journey
from tests.journeys.sites import Site

RUN = "import sys, django; django.setup(); from tests.journeys.raising import main; main(int(sys.argv[1]), sys.argv[2])"


def raise_signal(site: Site, days: int = 0) -> str:
    """Bring a signal into a running site, raised so many days ago, and return the address of its page."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    variables = {"ACCORD_DATA": str(site.data), "DJANGO_SETTINGS_MODULE": "accord.config.settings"}
    paths = os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(days), site.password],
        env=ours | variables | {"PYTHONPATH": paths},
        check=True,
        capture_output=True,
    )
    return f"/assurance/signals/{json.loads(done.stdout)['id']}"


class Following(Journey):
    """Answering a signal, and following it to its end."""

    signal: str

    def when_opening_the_signal(self) -> None:
        """Open its page."""
        self.screen.go(self.signal)

    def when_answering(self, says: str) -> None:
        """Answer for one's organisation."""
        self.screen.press("Answer for your organisation")
        self.screen.choose("What do you say?", says)
        self.screen.fill("What did you find in the records?", "Three reasons are the same words.")
        self.screen.press("Send the answer")

    def when_confirming_a_concern(self) -> None:
        """Take it up, and confirm."""
        self.screen.press("Take it up")
        self.screen.press("Take it up")
        self.screen.press("Confirm a concern")
        self.screen.press("Confirm the concern")
        self.screen.sees_error("What is the concern?", "Say what the concern is")
        self.screen.fill("What is the concern?", "The same words stand for three people.")
        self.screen.press("Confirm the concern")

    def when_reviewing_a_case(self) -> None:
        """Review the first decision."""
        self.screen.press("Review a case")
        self.screen.page.get_by_label("Which decision?").select_option(index=1)
        self.screen.fill("What does the record show?", "No circumstances of the person are named.")
        self.screen.choose("Was it made on the person’s own circumstances?", "No")
        self.screen.choose("Did the person, or those close to them, take part?", "Not recorded")
        self.screen.choose("What did the review come to?", "It was not appropriate")
        self.screen.choose("What made it inappropriate?", "It was not made on the person's own circumstances")
        self.screen.press("Record the review")

    def when_agreeing_an_action(self) -> None:
        """Agree that the home does something."""
        self.screen.press("Agree an action")
        self.screen.fill("What is done?", "Each decision is looked at again with the person.")
        self.screen.tick(self.screen.group("Which organisation does it?").get_by_role("radio").last)
        self.screen.date("Until when?", today() + timedelta(days=14))
        self.screen.press("Record the action")

    def when_recording_that_it_is_done(self) -> None:
        """Say what shows it."""
        self.screen.press("Record that it is done")
        self.screen.fill("What shows that it is done?", "Minutes of the staff meeting.")
        self.screen.press("Record that it is done")
