"""Says at start-up what this room wants to hear."""

from accord.events.hearing import hear
from accord.plans.actions.following import FOLLOWED

for kind, follow in FOLLOWED.items():
    hear(kind, follow)
