"""The gateway beside what it replaces, in one run: `python -m benchmarks`."""
