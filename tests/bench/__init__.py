"""The speed of the house, always beside the bare limit in the same run: `make bench` (docs/benchmarks.md)."""
