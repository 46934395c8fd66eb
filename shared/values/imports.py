"""What is read in many at once."""

from __future__ import annotations

from enum import StrEnum


class ImportKind(StrEnum):
    """What an import enters."""

    AREAS = "areas"
    CHARACTERISTICS = "characteristics"
    MEASURES = "measures"
    QUALITY_DELIVERIES = "qualityDeliveries"
