"""Settings, addresses, the embedded database and the command line. This imports all others, and none imports it."""
