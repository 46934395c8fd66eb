"""The seven steering instruments of a contract or a region, and how they cohere (A-14.1, D-47)."""

from services.contracts.steering_profiles.rules.coherence import SteeringCoherence, coherence
from services.contracts.steering_profiles.rules.profiles import (
    VALUES,
    InstrumentSetting,
    SteeringProfile,
    SteeringProfileNotFound,
    SteeringProfileRefused,
    check,
)

__all__ = [
    "VALUES", "InstrumentSetting", "SteeringCoherence", "SteeringProfile", "SteeringProfileNotFound",
    "SteeringProfileRefused", "check", "coherence",
]  # fmt: skip
