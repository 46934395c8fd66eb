"""Exclusive coverage: one provider is responsible, cell by cell, with its gaps and overlaps (R-C12, R-C55)."""

from services.contracts.coverages.rules.assigning import (
    Carrying,
    Coverage,
    ExpectedCost,
    Ground,
    assign,
    carrying,
    cells_of,
    check_change,
    check_free,
    completed,
    needs,
    next_version,
    widens,
    withdraw,
)
from services.contracts.coverages.rules.cells import Cell, explode, gaps, intersection, overlaps
from services.contracts.coverages.rules.problems import CoverageNotFound, CoverageRefused, CoverageTaken
from services.contracts.coverages.rules.state import CoverageState, Responsibility, StateCell, state

__all__ = [
    "Carrying", "Cell", "Coverage", "CoverageNotFound", "CoverageRefused", "CoverageState", "CoverageTaken", "ExpectedCost", "Ground",
    "Responsibility", "StateCell", "assign", "carrying", "cells_of", "check_change", "check_free", "completed", "explode", "gaps",
    "intersection", "needs", "next_version", "overlaps", "state", "widens", "withdraw",
]  # fmt: skip
