"""What docs/reference/performance.md states, measured: `python -m benchmarks`, or `make bench`.

Each benchmark is a process of its own, with a data folder of its own that is gone afterwards. The runner names that
folder in the environment; then Django is ready before a benchmark's first import.
"""

import os

import django

STARTED = "ACCORD_BENCHMARK"
"""Set by the runner alone: whoever runs a benchmark by hand must not load a million people into a real record."""

if os.environ.get(STARTED):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
    django.setup()
