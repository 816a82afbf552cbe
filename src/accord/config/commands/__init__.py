"""One small module a command. Each holds a Typer `app` and calls the rooms below."""
