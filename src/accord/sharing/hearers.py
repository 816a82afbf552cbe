"""What this room hears: a plan was cancelled, and two records are one person."""

from accord.domain.events import EventKind
from accord.domain.reaches import Reach
from accord.events.hearing import hear
from accord.privileges.claims import reaching
from accord.sharing.actions.following import follow
from accord.sharing.actions.merging import take_over
from accord.sharing.pointers.showing import show_of_both

hear(EventKind.PLAN_CANCELLED, reaching(Reach.PLANS)(follow))
hear(EventKind.PEOPLE_MERGED, reaching(Reach.PLANS)(take_over))
hear(EventKind.PEOPLE_MERGED, reaching(Reach.PLANS)(show_of_both))
