"""What may be registered as delivered quality, and how the demands stand, decided without I/O (R-C32)."""

from services.contracts.quality_deliveries.rules.checking import (
    MOST_SIGNALS,
    Bilingual,
    Measured,
    QualityCheck,
    QualityChecks,
    QualitySignal,
    check,
    demands_of,
    explain,
)
from services.contracts.quality_deliveries.rules.delivering import (
    Delivery,
    Entry,
    NotAProviderOfTheContract,
    QualityDeliveriesRefused,
    QualityDeliveryNotFound,
    admit,
    enter,
    explain_entry,
    provider_of,
    seen_by,
)

__all__ = [
    "MOST_SIGNALS",
    "Bilingual",
    "Delivery",
    "Entry",
    "Measured",
    "NotAProviderOfTheContract",
    "QualityCheck",
    "QualityChecks",
    "QualityDeliveriesRefused",
    "QualityDeliveryNotFound",
    "QualitySignal",
    "admit",
    "check",
    "demands_of",
    "enter",
    "explain",
    "explain_entry",
    "provider_of",
    "seen_by",
]
