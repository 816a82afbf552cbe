"""Where care happens: the ODS directory and its dated hierarchy, staff and where they work."""
