"""Funding agreements (bekostigingsafspraken, N-110): every form of N-06, each with exactly the fields that it needs."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from shared.errors import Text
from shared.schemas.contracts.funding.base import FundingBase, Ladder, LadderStep, PartyShare, ProductCode
from shared.schemas.contracts.funding.prepaid import (
    AreaBudget,
    Availability,
    CapitationInhabitant,
    CapitationInsured,
    Category,
    LumpSum,
    LumpSumRetention,
    LumpSumSubsidy,
    NeighbourhoodBudget,
    NeighbourhoodShare,
    PopulationArea,
    PopulationTargetGroup,
    SpreadPurchase,
    Square,
    SubsidisedActivity,
)
from shared.schemas.contracts.funding.results import (
    IncentivePool,
    PerformanceSurcharge,
    PersonalResultBudget,
    PlacesBonus,
    PoolShare,
    ResultPerClient,
    ResultPerClientPartial,
)
from shared.schemas.contracts.funding.sharing import GainShare, SharedSavings
from shared.schemas.contracts.funding.volume import (
    ChainBundle,
    EffortAllocated,
    EpisodeBundle,
    HoursDelivered,
    Intervention,
    PeriodBundle,
    PersonalBudget,
    Production,
    SubscriptionFee,
    TariffTier,
    TieredTariff,
    Trajectory,
)

FundingAgreement = Annotated[
    LumpSumRetention
    | LumpSum
    | LumpSumSubsidy
    | Availability
    | CapitationInhabitant
    | CapitationInsured
    | PopulationArea
    | PopulationTargetGroup
    | Square
    | NeighbourhoodBudget
    | SpreadPurchase
    | Production
    | EffortAllocated
    | HoursDelivered
    | Trajectory
    | TieredTariff
    | ChainBundle
    | EpisodeBundle
    | PeriodBundle
    | SubscriptionFee
    | PersonalBudget
    | ResultPerClient
    | ResultPerClientPartial
    | PersonalResultBudget
    | PlacesBonus
    | PerformanceSurcharge
    | IncentivePool
    | SharedSavings
    | GainShare,
    Field(discriminator="form", title="FundingAgreement"),
]

_NUMBERED = Text(
    "Elke bekostigingsafspraak heeft een eigen nummer.", "Every funding agreement has a number of its own."
)


def check_numbers(agreements: Sequence[FundingBase]) -> None:
    """Every funding agreement has a number of its own, else ValueError."""
    if len({one.number for one in agreements}) < len(agreements):
        raise ValueError(_NUMBERED)


__all__ = [
    "AreaBudget",
    "Availability",
    "CapitationInhabitant",
    "CapitationInsured",
    "Category",
    "ChainBundle",
    "EffortAllocated",
    "EpisodeBundle",
    "FundingAgreement",
    "FundingBase",
    "GainShare",
    "HoursDelivered",
    "IncentivePool",
    "Intervention",
    "Ladder",
    "LadderStep",
    "LumpSum",
    "LumpSumRetention",
    "LumpSumSubsidy",
    "NeighbourhoodBudget",
    "NeighbourhoodShare",
    "PartyShare",
    "PerformanceSurcharge",
    "PeriodBundle",
    "PersonalBudget",
    "PersonalResultBudget",
    "PlacesBonus",
    "PoolShare",
    "PopulationArea",
    "PopulationTargetGroup",
    "ProductCode",
    "Production",
    "ResultPerClient",
    "ResultPerClientPartial",
    "SharedSavings",
    "SpreadPurchase",
    "Square",
    "SubscriptionFee",
    "SubsidisedActivity",
    "TariffTier",
    "TieredTariff",
    "Trajectory",
    "check_numbers",
]  # fmt: skip
