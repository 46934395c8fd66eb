"""Measures, and the list of the source from which they can be taken (N-54, N-122)."""

from services.contracts.measures.rules.catalogue import CATALOGUE, CatalogueMeasure
from services.contracts.measures.rules.measures import (
    Measure,
    MeasureNotFound,
    MeasuresUnknown,
    check,
    enter,
)

__all__ = [
    "CATALOGUE", "CatalogueMeasure", "Measure", "MeasureNotFound", "MeasuresUnknown", "check", "enter",
]  # fmt: skip
