"""Open pages hear at once that what they show has changed: Server-Sent Events, with nothing in them but that."""
