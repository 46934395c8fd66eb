"""The closed lists of tariffs: the elements of a cost price, how an amount came about, for whom it holds (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class CostElement(StrEnum):
    """On what a real price rests (F-36): Uitvoeringsbesluit Wmo 2015 art. 5.4 and Besluit Jeugdwet art. 2.3 together."""

    PROFESSIONAL = "professional"
    OVERHEAD = "overhead"
    NON_PRODUCTIVE_HOURS = "nonProductiveHours"
    TRAVEL_AND_TRAINING = "travelAndTraining"
    INDEXATION = "indexation"
    MUNICIPAL_DEMANDS = "municipalDemands"
    OTHER_CLIENT_COSTS = "otherClientCosts"


class AmountOrigin(StrEnum):
    """How an amount of a tariff table came about."""

    AGREED = "agreed"
    INDEXED = "indexed"
    PATH = "path"
    PHASE_IN = "phaseIn"
    TRAJECTORY = "trajectory"


class TariffScope(StrEnum):
    """For whom a tariff holds; the narrower goes before the wider."""

    CONTRACT_PROVIDER = "contractProvider"
    CONTRACT = "contract"
    PROVIDER = "provider"
    GENERAL = "general"
