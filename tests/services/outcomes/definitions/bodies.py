"""What tests define indicators with."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.schemas.outcomes import NewDefinitionVersion, NewIndicatorDefinition

HIP: dict[str, Any] = {
    "nameNl": "Heupfractuur",
    "nameEn": "Hip fracture",
    "kind": "outcome",
    "outcomeClasses": ["safety"],
    "scope": "group",
    "unit": "% van de patiënten",
    "lowest": "0",
    "highest": "100",
    "direction": "lowerIsBetter",
    "numerator": "patiënten met een heupfractuur",
    "denominator": "patiënten in zorg",
    "multiplier": 100,
    "norm": "4.0",
    "operator": "max",
    "normInvented": True,
    "frequency": "yearly",
    "source": "sampleCheck",
    "validFrom": "2026-01-01",
}


def hip(**other: Any) -> NewIndicatorDefinition:
    """The share of patients with a hip fracture, at most 4 %."""
    return NewIndicatorDefinition.model_validate({"code": "hip-fracture", **HIP, **other})


def renewed(valid_from: date, **other: Any) -> NewDefinitionVersion:
    """The same from another day on, otherwise in some fields."""
    return NewDefinitionVersion.model_validate({**HIP, **other, "validFrom": valid_from.isoformat()})
