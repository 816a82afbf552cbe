"""Who looked: the privacy officer's pages."""
