"""Other systems: they show who they are with an assertion that they sign (SMART Backend Services, RFC 7523)."""
