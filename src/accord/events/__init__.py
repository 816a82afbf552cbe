"""What happened: business events and the outbox, in commit order. The lowest room; it knows no other."""
