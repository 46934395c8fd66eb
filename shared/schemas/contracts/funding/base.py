"""What every funding agreement says, whatever its form."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Cents, Checked, Day, Name, Note, Wire
from shared.values.agreements import BudgetSource, InstalmentTiming, LadderMode, RiskBearer, SurplusRule

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

_WHOLE = 10_000
_COUNT = Text("Noem evenveel momenten als termijnen.", "Name as many moments as there are instalments.")
_MONTHS = Text("Elke maand komt één keer voor.", "Every month comes once.")
_SHARES = Text(
    "De delen zijn samen 10000 (100 %); noem ze bij alle momenten of bij geen.",
    "The shares are 10000 (100 %) together; name them for all moments or for none.",
)
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


class InstalmentMoment(Wire):
    """A month of the year for which a part is paid, and the part when not all are equal (R-S50, R-S52)."""

    month: int = Field(ge=1, le=12)
    day: int | None = Field(
        default=None, ge=1, le=28, description="dag waarop deze termijn vervalt; leeg = instalmentDay"
    )
    share_basis_points: int | None = Field(
        default=None, ge=1, le=10_000, description="deel van het jaar; samen 10000, of bij alle leeg = gelijk"
    )


class PaidInInstalments(FundingBase):
    """A sum that is paid in instalments (termijnen): in advance or afterwards, evenly or by a profile (R-S01, R-S50, R-S52)."""

    instalment_count: int = Field(ge=1, le=12, examples=[12])
    instalment_day: int = Field(
        default=1, ge=1, le=28, description="dag van de maand waarop de termijn vervalt"
    )
    instalment_timing: InstalmentTiming | None = Field(
        default=None,
        description="vooraf, of na afloop van de maanden waarvoor wordt betaald; leeg = vooraf (R-S52)",
    )
    instalment_moments: list[InstalmentMoment] | None = Field(
        default=None,
        min_length=1,
        max_length=12,
        description="voor welke maanden, en welk deel; leeg = gelijk over het jaar (R-S50)",
    )

    @model_validator(mode="after")
    def _whole_profile(self) -> Self:
        moments = self.instalment_moments
        if moments is None:
            return self
        if len(moments) != self.instalment_count:
            raise ValueError(_COUNT)
        if len({one.month for one in moments}) < len(moments):
            raise ValueError(_MONTHS)
        shares = [one.share_basis_points for one in moments if one.share_basis_points is not None]
        if shares and (len(shares) < len(moments) or sum(shares) != _WHOLE):
            raise ValueError(_SHARES)
        return self


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
    "Amount", "AreaCode", "BasisPoints", "Cents", "FixedSum", "FundingBase", "InstalmentMoment", "Ladder", "LadderStep", "Name",
    "PaidInInstalments", "PartyShare", "ProductCode", "Quantity", "Weight", "check_rising",
]  # fmt: skip
