"""Downtime packs: the current plans of an organisation's own people, to be opened where there is no network."""
