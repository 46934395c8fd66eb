"""Forms that pay for what is delivered or allocated to clients."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Name, Wire
from shared.schemas.contracts.funding.base import (
    Amount,
    FundingBase,
    PartyShare,
    ProductCode,
    Quantity,
    check_rising,
)
from shared.values.arrangements import Unit

Products = Annotated[
    list[ProductCode], Field(min_length=1, max_length=200, description="de producten met een tarief")
]
Months = Annotated[int, Field(ge=1, le=60)]

_MEMBERS = Text("Elke partij komt één keer voor.", "Every party comes once.")


class Production(FundingBase):
    """Production, P×Q (productiebekostiging, outputgericht): tariff × delivered units."""

    form: Literal["production"]
    product_codes: Products


class EffortAllocated(FundingBase):
    """Effort as allocated (inspanningsgericht, beschikking = declaratie): agreed effort, delivered or not (G-29, A-11.7)."""

    form: Literal["effortAllocated"]
    product_codes: Products


class HoursDelivered(FundingBase):
    """Effort as delivered (inspanningsverplichting): the hours that were really given (G-29)."""

    form: Literal["hoursDelivered"]
    product_codes: Products


class Intervention(Wire):
    """An intervention of a trajectory: so many units a period, at a tariff (R-C39)."""

    name: Name
    units_per_period: Quantity
    unit: Unit = Unit.HOUR
    tariff: Amount


class Trajectory(FundingBase):
    """Trajectory (trajectbekostiging): Σ interventions × average units × periods, as one sum (R-C39)."""

    form: Literal["trajectory"]
    product_codes: Products
    interventions: list[Intervention] = Field(min_length=1, max_length=50)
    periods: int = Field(ge=1, le=520, description="aantal perioden (weken) dat het traject duurt")
    result_linked: bool = Field(
        default=False, description="betaald op resultaat in plaats van op levering (G-31)"
    )


class TariffTier(Wire):
    """A tier (trede): from so many units on, this amount for the whole."""

    threshold: Quantity
    amount_cents: Cents


class TieredTariff(FundingBase):
    """Tiered tariff (staffeltarief, A-9.9): an amount by the tier that the delivered units reach."""

    form: Literal["tieredTariff"]
    product_codes: Products
    unit: Unit = Unit.MINUTE
    tiers: list[TariffTier] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _tiers_rise(self) -> Self:
        check_rising([one.threshold for one in self.tiers])
        return self


class ChainBundle(FundingBase):
    """Chain bundle (ketenbekostiging, A-9.7): one price per client for several kinds of providers."""

    form: Literal["chainBundle"]
    amount_cents: Cents
    months: Months = Field(description="periode waarvoor de bundel geldt, in maanden")
    members: list[PartyShare] = Field(min_length=2, max_length=20)

    @model_validator(mode="after")
    def _members_once(self) -> Self:
        if len({one.oin for one in self.members}) < len(self.members):
            raise ValueError(_MEMBERS)
        return self


class EpisodeBundle(FundingBase):
    """Bundle per episode (bundel per episode): one price for all acts of one episode of care."""

    form: Literal["episodeBundle"]
    product_codes: Products
    amount_cents: Cents
    maximum_days: int = Field(ge=1, le=3650, description="langste duur van een episode")


class PeriodBundle(FundingBase):
    """Bundle per period (bundel per periode): one price for all that a client needs in a period."""

    form: Literal["periodBundle"]
    product_codes: Products
    amount_cents: Cents
    months: Months


class SubscriptionFee(FundingBase):
    """SubscriptionFee or registration fee (abonnement, inschrijftarief): per registered client and period (N-02)."""

    form: Literal["subscription"]
    amount_cents: Cents
    months: Months = Field(description="periode waarover het bedrag geldt, in maanden")


class PersonalBudget(FundingBase):
    """Personal budget (pgb): the citizen buys; the tariff is a share of that of care in kind."""

    form: Literal["personalBudget"]
    share_basis_points: int = Field(ge=0, le=10_000, description="deel van het tarief in natura")
    maximum_cents: Cents | None = Field(default=None, description="hoogste bedrag per cliënt per jaar")
