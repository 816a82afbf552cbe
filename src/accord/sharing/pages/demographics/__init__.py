"""Where other systems say what national services tell."""
