"""What every funding agreement says, whatever its form."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from shared.errors import Text
from shared.schemas.common import BasisPoints, Cents, Checked, Day, Name, Note, Wire
from shared.values.agreements import BudgetSource, LadderMode, RiskBearer, SurplusRule

ProductCode = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9]{1,10}$",
        description="productcode (x-istandaard: Product.Code)",
        examples=["01A03"],
    ),
    Checked,
]
AreaCode = Annotated[
    str,
    Field(
        pattern=r"^(GM|WK|BU|TG)?[0-9A-Za-z-]{2,20}$",
        description="gebiedscode (CBS of eigen indeling)",
        examples=["WK048400"],
    ),
    Checked,
]
Amount = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$",
        description="bedrag in euro als tekst, hooguit 6 decimalen (fijner dan een cent)",
        examples=["46.04"],
    ),
]
Quantity = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$", description="hoeveelheid als decimale tekst", examples=["1.5"]
    ),
]
Weight = Annotated[int, Field(ge=1, le=1_000_000, description="gewicht in de verdeelsleutel")]

_LADDER = Text("De treden lopen op, zonder dubbele grens.", "The steps rise, and no threshold comes twice.")


class FundingBase(Wire):
    """What every form says: its number, for which products and when, why, and who bears the risk (N-110)."""

    number: int = Field(ge=1, le=99, description="volgnummer binnen het contract")
    product_codes: list[ProductCode] = Field(
        default=[], max_length=200, description="voor welke producten; leeg = alle van het contract"
    )
    valid_from: Day | None = Field(default=None, description="ingangsdatum; leeg = de start van het contract")
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = zolang het contract loopt")
    motivation: Note | None = Field(
        default=None, description="waarom deze vorm: op- en afschalen, administratieve last (R-C37)"
    )
    risk_bearer: RiskBearer | None = None


class PaidInInstalments(FundingBase):
    """A sum that is paid ahead in instalments (termijnen), R-S01."""

    instalment_count: int = Field(ge=1, le=12, examples=[12])
    instalment_day: int = Field(
        default=1, ge=1, le=28, description="dag van de maand waarop de termijn vervalt"
    )


class FixedSum(PaidInInstalments):
    """A fixed sum a year, what it rests on, and who keeps what is left."""

    annual_amount_cents: Cents
    budget_source: BudgetSource | None = None
    surplus_rule: SurplusRule | None = None


class LadderStep(Wire):
    """A step of a ladder (staffel): from this many on, this amount each (or in all, G-49)."""

    threshold: Quantity
    amount_cents: Cents


class Ladder(Wire):
    """A ladder (staffel) of a bonus or tariff; marginal unless the agreement says otherwise (G-49)."""

    mode: LadderMode = LadderMode.MARGINAL
    steps: list[LadderStep] = Field(min_length=1, max_length=50)


class PartyShare(Wire):
    """A party's weight in what is divided."""

    oin: Annotated[str, Field(pattern=r"^[0-9]{20}$", description="OIN van de partij")]
    weight: Weight


def check_rising(thresholds: list[str]) -> None:
    """Thresholds rise strictly, else ValueError."""
    if any(Decimal(low) >= Decimal(high) for low, high in pairwise(thresholds)):
        raise ValueError(_LADDER)


__all__ = [
    "Amount", "AreaCode", "BasisPoints", "Cents", "FixedSum", "FundingBase", "Ladder", "LadderStep", "Name",
    "PaidInInstalments", "PartyShare", "ProductCode", "Quantity", "Weight", "check_rising",
]  # fmt: skip
