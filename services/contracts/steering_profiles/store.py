"""The only SQL on steering profiles."""

from __future__ import annotations

from services.contracts.steering_profiles.rules import SteeringProfile, SteeringProfileNotFound
from services.contracts.tables import steering_profiles
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

STEERING_PROFILES = Register(
    steering_profiles, SteeringProfile, schemas.SteeringProfile, SteeringProfileNotFound
)
