"""The rules, grouped as reference/rules.md groups them; `accord.soundness.catalogue` holds them all."""
