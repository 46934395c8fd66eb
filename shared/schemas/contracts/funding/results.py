"""Forms that pay for results, for clients or for a group of providers."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Checked, Score, Wire
from shared.schemas.contracts.funding.base import FundingBase, Ladder, PaidInInstalments, check_rising
from shared.values.agreements import PoolLevel, SurchargeMethod

Code = Annotated[
    str,
    Field(pattern=r"^[a-z0-9-]{2,60}$", description="code van de indicator", examples=["day-activities"]),
    Checked,
]

_BENCHMARK = Text(
    "Een toets aan een norm noemt benchmark; een rangorde noemt topBasisPoints.",
    "A benchmark names benchmark; a tournament names topBasisPoints.",
)
_BONUS = Text(
    "Plaatsen plus bonus noemt een bonus per stijger (bonusCents) of een staffel (ladder).",
    "Places with a bonus name a bonus per riser (bonusCents) or a ladder.",
)
_LEVELS = Text("Elk niveau komt één keer voor.", "Every level comes once.")


class Linked(FundingBase):
    """What a result must be before money may depend on it (R-C36): all three, or another form."""

    measurable: bool = Field(description="het resultaat is meetbaar")
    agreed: bool = Field(description="met de aanbieders overeengekomen")
    within_influence: bool = Field(description="de aanbieder heeft er daadwerkelijk invloed op")


class ResultPerClient(Linked):
    """Result per client, in full (resultaatbekostiging per cliënt): paid when the result is reached (R-S13)."""

    form: Literal["resultPerClient"]
    amount_cents: Cents


class ResultPerClientPartial(Linked):
    """Result per client, in part: an agreed share depends on the result, the rest on delivery (G-30)."""

    form: Literal["resultPerClientPartial"]
    amount_cents: Cents
    linked_basis_points: int = Field(ge=1, lt=10_000, description="deel dat van het resultaat afhangt")


class PersonalResultBudget(Linked):
    """Personal result budget (Rotterdam, A-7): a budget for a citizen's package of results, checked by samples."""

    form: Literal["personalResultBudget"]
    maximum_cents: Cents | None = Field(default=None, description="hoogste budget per burger")
    sample_basis_points: int = Field(
        default=0, ge=0, le=10_000, description="deel dat steekproefsgewijs wordt nagegaan"
    )


class PlacesBonus(PaidInInstalments):
    """Places with a bonus (plaatsen plus bonus, A-10.4): a base per place and a bonus per client who rose."""

    form: Literal["placesBonus"]
    places: int = Field(ge=1, le=100_000)
    amount_cents: Cents = Field(description="bedrag per plaats per jaar")
    bonus_cents: Cents | None = Field(
        default=None, description="bonus per cliënt die steeg; leeg als er een staffel is"
    )
    minimum_steps: int = Field(default=1, ge=1, le=4, description="treden op de zelfredzaamheid-matrix")
    indicator_code: Code
    ladder: Ladder | None = Field(default=None, description="staffel in plaats van één bedrag per stijger")

    @model_validator(mode="after")
    def _ladder_rises(self) -> Self:
        if self.ladder is None and self.bonus_cents is None:
            raise ValueError(_BONUS)
        if self.ladder is not None:
            check_rising([one.threshold for one in self.ladder.steps])
        return self


class PerformanceSurcharge(FundingBase):
    """Surcharge for performance (opslag en afslag, P4P): by rank (HQID, A-9.4) or by benchmark (MassHealth, A-9.5)."""

    form: Literal["performanceSurcharge"]
    method: SurchargeMethod
    indicator_codes: list[Code] = Field(min_length=1, max_length=50)
    surcharge_basis_points: int = Field(ge=0, le=10_000)
    deduction_basis_points: int = Field(default=0, ge=0, le=10_000)
    top_basis_points: int | None = Field(
        default=None, ge=1, le=10_000, description="de beste 10 % of 25 % (G-70)"
    )
    bottom_basis_points: int | None = Field(default=None, ge=1, le=10_000)
    benchmark: Score | None = None

    @model_validator(mode="after")
    def _method_has_its_line(self) -> Self:
        by_rank = self.method is SurchargeMethod.TOURNAMENT
        if (self.top_basis_points is None) == by_rank or (self.benchmark is None) != by_rank:
            raise ValueError(_BENCHMARK)
        return self


class PoolShare(Wire):
    """The part of an incentive pool that one level gets."""

    level: PoolLevel
    weight: int = Field(ge=1, le=1_000_000)


class IncentivePool(FundingBase):
    """Incentive pool (A-9.6): withheld from all, paid out by performance at up to four levels."""

    form: Literal["incentivePool"]
    withheld_basis_points: int = Field(ge=1, le=10_000, description="deel van de beloning dat in de pot gaat")
    indicator_codes: list[Code] = Field(min_length=1, max_length=50)
    levels: list[PoolShare] = Field(min_length=1, max_length=4)

    @model_validator(mode="after")
    def _levels_once(self) -> Self:
        if len({one.level for one in self.levels}) < len(self.levels):
            raise ValueError(_LEVELS)
        return self
