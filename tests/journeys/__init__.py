"""The journeys. A package, so that its browser is closed when the last of them has ended."""
