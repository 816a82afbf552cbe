"""The person's own pages; challenges, second opinions, concerns, speaking up."""
