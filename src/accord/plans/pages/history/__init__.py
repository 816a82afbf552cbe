"""History: every version and every step, one version as it was signed, and what changed between any two."""
