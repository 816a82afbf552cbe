"""Settings, addresses, the embedded database and the command line. Everything else is imported from here, never the reverse."""
