"""Says at start-up what this room wants to hear."""

from accord.domain.reaches import Reach
from accord.events.hearing import hear
from accord.plans.actions.following import FOLLOWED
from accord.privileges.claims import reaching

for kind, follow in FOLLOWED.items():
    # Whoever records a death or a merger may be somebody who sees no plans: what follows, the software does.
    hear(kind, reaching(Reach.PLANS)(follow))
