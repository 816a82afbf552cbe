"""The emergency summary, answered beside Django: to whoever Django let in by the same bytes less than a minute ago."""
