"""What settlement knows of what was agreed: funding agreements and tariffs, as contracts told them."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Oin, Resource, Wire
from shared.schemas.contracts.funding import FundingAgreement, ProductCode
from shared.schemas.contracts.funding.base import Amount
from shared.schemas.contracts.funding.volume import TariffTier
from shared.values.arrangements import Unit


class KnownFunding(Resource):
    """A funding agreement (bekostigingsafspraak) by which settlement pays, in the newest version of its contract that arrived (R-X01)."""

    fleeting: ClassVar[bool] = True  # contracts tells it: whoever mirrors it follows the contract

    contract_id: UUID
    number: int = Field(description="nummer van de afspraak binnen het contract")
    form: str = Field(description="bekostigingsvorm (N-06)", examples=["production"])
    product_codes: list[ProductCode] = Field(description="voor welke producten; leeg = alle van het contract")
    valid_from: Day
    valid_until: Day | None
    terms: FundingAgreement = Field(description="de hele afspraak, zoals het contract haar zegt")


class KnownAmount(Wire):
    """What a unit costs on some days."""

    valid_from: Day
    valid_until: Day | None
    amount: Amount


class KnownTariff(Resource):
    """A tariff (tarief) against which claims are judged, in the newest version that arrived (R-X01, R-C27, R-C28)."""

    fleeting: ClassVar[bool] = True  # contracts tells it, with its own facts

    product_code: ProductCode
    contract_id: UUID | None
    provider: Oin | None
    unit: Unit
    valid_from: Day
    valid_until: Day | None
    amounts: list[KnownAmount] = Field(description="de tarieftabel; leeg bij treden")
    tiers: list[TariffTier] = Field(description="treden, als het tarief die heeft (R-S48)")


__all__ = ["KnownAmount", "KnownFunding", "KnownTariff"]
