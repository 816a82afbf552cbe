"""What is said of a variable that cannot be taken."""

from __future__ import annotations


class ConfigurationError(ValueError):
    """A variable of the environment cannot be taken; the message names it and says what is accepted."""

    def __init__(self, name: str, wrong: str, accepted: str) -> None:
        super().__init__(f"{name}: {wrong} {accepted}")
