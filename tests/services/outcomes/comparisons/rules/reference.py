"""The published figures that the rules are held against: read where they stand, never copied."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parents[6] / "shared" / "data" / "reference"

needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason=f"the reference data is not beside the repository: {REFERENCE}"
)


def rows(name: str) -> list[dict[str, str]]:
    """The lines of one reference file."""
    with (REFERENCE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
