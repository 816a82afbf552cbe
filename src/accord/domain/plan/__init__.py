"""Every part of a plan, as frozen dataclasses. A part that is None has not been filled."""
