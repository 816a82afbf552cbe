"""The words of the field: frozen dataclasses, enums, state machines and policies. Standard library only."""
