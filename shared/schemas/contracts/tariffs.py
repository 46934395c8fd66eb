"""Tariffs (N-112): what a unit of a product costs by the day, with maximum, index, path, tiers, phase-in and real price."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    BasisPoints,
    Day,
    DerivationStep,
    Name,
    Oin,
    Reference,
    Resource,
    Wire,
)
from shared.schemas.contracts.funding.base import Amount, ProductCode, Quantity, check_rising
from shared.schemas.contracts.funding.volume import Intervention, TariffTier
from shared.schemas.contracts.populations import Slug
from shared.schemas.contracts.price_bases import CostElementAmount, CostElements, ValidFrom, ValidUntil, Year
from shared.schemas.facts import Private
from shared.values.arrangements import Unit
from shared.values.findings import FindingSeverity
from shared.values.tariffs import AmountOrigin, TariffScope

_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_ONE_BASIS = Text(
    "Een tarief is een bedrag (met of zonder pad), een ingroei, een traject of een reeks treden: precies één.",
    "A tariff is an amount (with or without a path), a phase-in, a trajectory or a series of tiers: exactly one.",
)
_PATH_BASE = Text("Een ontwikkelpad begint bij een bedrag.", "A development path begins at an amount.")
_INDEX_BASE = Text("Een ingroei en treden worden niet geïndexeerd.", "A phase-in and tiers are not indexed.")
_TWICE = Text("Noem elk maar één keer.", "Name each only once.")
_YEARS_RISE = Text("De jaren lopen op.", "The years rise.")


class DevelopmentPath(Wire):
    """A development agreement (ontwikkelafspraak, R-C28): the tariff falls by a part each period, from the previous one."""

    reduction_basis_points: BasisPoints = Field(description="daling per periode", examples=[200])
    period_months: int = Field(ge=1, le=120, description="lengte van een periode in maanden", examples=[6])
    periods: int = Field(ge=1, le=60, description="aantal dalingen", examples=[3])


class PhaseInYear(Wire):
    """Which part of the normative amount counts in a year."""

    year: Year
    normative_basis_points: BasisPoints


class PhaseIn(Wire):
    """A phase-in (ingroei, A-9.10): from full recalculation to the normative amount, a percentage per year."""

    recalculated: Amount = Field(description="bedrag van volledige nacalculatie")
    normative: Amount = Field(description="normatief bedrag")
    years: list[PhaseInYear] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _years_rise(self) -> Self:
        if any(one.year >= other.year for one, other in pairwise(self.years)):
            raise ValueError(_YEARS_RISE)
        return self


class TrajectoryPrice(Wire):
    """The price of a trajectory (trajectprijs, R-C39): Σ interventions × average units × periods."""

    interventions: list[Intervention] = Field(min_length=1, max_length=50)
    periods: int = Field(ge=1, le=520, description="aantal perioden (weken)", examples=[20])


class NewTariff(Wire):
    """Agree a tariff (tarief, N-112) for a product: in general, for a provider, for a contract, or for a provider in it."""

    external_reference: Reference | None = None
    product_code: ProductCode
    contract_id: UUID | None = Field(default=None, description="alleen in dit contract")
    provider: Oin | None = Field(default=None, description="alleen voor deze aanbieder (OIN)")
    amendment_id: UUID | None = Field(
        default=None, description="het geldende addendum, als het contract al getekend is (R-C08)"
    )
    unit: Unit | None = Field(default=None, description="eenheid; leeg = die van het product")
    amount: Amount | None = Field(default=None, description="bedrag per eenheid op de eerste dag")
    path: DevelopmentPath | None = None
    phase_in: PhaseIn | None = None
    trajectory: TrajectoryPrice | None = None
    tiers: list[TariffTier] = Field(default=[], max_length=50, description="treden (A-9.9)")
    indexed: bool | None = Field(
        default=None, description="volgt de index (R-C27); leeg = zoals het contract zegt, anders ja"
    )
    index_code: Slug = Field(default="general", description="welke index", examples=["general"])
    maximum: Amount | None = Field(default=None, description="hoogste tarief (NZa-type, R-C29)")
    maximum_source: Name | None = Field(default=None, description="waar het maximum staat")
    cost_elements: CostElements = Field(default=[])
    valid_from: ValidFrom
    valid_until: ValidUntil = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        bases = (
            self.amount is not None,
            self.phase_in is not None,
            self.trajectory is not None,
            bool(self.tiers),
        )
        if sum(bases) != 1:
            raise ValueError(_ONE_BASIS)
        if self.path is not None and self.amount is None:
            raise ValueError(_PATH_BASE)
        if self.indexed and (self.phase_in is not None or self.tiers):
            raise ValueError(_INDEX_BASE)
        if len({one.element for one in self.cost_elements}) < len(self.cost_elements):
            raise ValueError(_TWICE)
        check_rising([one.threshold for one in self.tiers])
        return self


class TariffChange(Wire):
    """Change a tariff (JSON Merge Patch): its last day, index switch, maximum or cost elements; amounts are agreed anew."""

    amendment_id: UUID | None = Field(
        default=None, description="het geldende addendum, als het contract al getekend is (R-C08)"
    )
    indexed: bool = Field(default_factory=bool)
    maximum: Amount | None = None
    maximum_source: Name | None = None
    cost_elements: CostElements = Field(default_factory=list)
    valid_until: Day | None = None


class TariffAmount(Wire):
    """A line of the tariff table: the amount of some days, and how it follows from the one before."""

    valid_from: Day
    valid_until: Day | None
    amount: Amount
    origin: AmountOrigin
    change_basis_points: int | None = Field(
        description="verandering op het vorige bedrag, of het normatieve deel bij een ingroei"
    )
    source: str | None = Field(description="waar de index is gepubliceerd")


class Tariff(Resource):
    """A tariff (tarief, N-112) with its whole table of amounts by the day."""

    product_code: ProductCode
    contract_id: UUID | None
    provider: Oin | None
    amendment_id: UUID | None
    scope: TariffScope = Field(description="voor wie het geldt; het smallere gaat voor")
    unit: Unit
    amount: Amount | None
    path: DevelopmentPath | None
    phase_in: PhaseIn | None
    trajectory: TrajectoryPrice | None
    tiers: list[TariffTier]
    indexed: bool
    index_code: Slug
    maximum: Amount | None
    maximum_source: Annotated[Name | None, Private]
    cost_elements: list[CostElementAmount]
    valid_from: date
    valid_until: date | None
    amounts: list[TariffAmount] = Field(description="de tarieftabel; leeg bij treden")


class TariffFinding(Wire):
    """What is to be said of a tariff: what a rule refuses, or will refuse from a day on, with its reason and its mend."""

    rule: str = Field(examples=["R-C64"])
    code: str = Field(examples=["below-real-price"])
    severity: FindingSeverity
    location: str = Field(description="waar in de invoer", examples=["#/amount"])
    valid_from: Day | None = Field(description="vanaf welke dag het speelt")
    detail: str


class TariffProjection(Wire):
    """A tariff table as it would be (proeftabel): nothing is stored, and everything that a rule says of it is told at once."""

    allowed: bool = Field(description="of dit tarief zo kan worden afgesproken")
    unit: Unit | None
    amounts: list[TariffAmount]
    real_price: Amount | None = Field(description="som van de kostprijselementen, als die er zijn (R-C64)")
    findings: list[TariffFinding]
    steps: list[DerivationStep]


class TariffOnDay(Wire):
    """The tariff that holds on a day (geldend tarief), with how it came about."""

    tariff_id: UUID
    tariff_version: int
    product_code: ProductCode
    contract_id: UUID | None
    provider: Oin | None
    scope: TariffScope
    day: Day
    unit: Unit
    unit_code: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = Field(
        description="code van de eenheid (x-istandaard: Eenheid)"
    )
    amount: Amount | None = Field(description="bedrag per eenheid; bij treden dat van de bereikte trede")
    maximum: Amount | None
    tier: Quantity | None = Field(
        description="de bereikte trede, als er treden zijn en een hoeveelheid is gegeven"
    )
    above_tier_basis_points: int | None = Field(
        description="hoeveel de hoeveelheid boven de grens van haar trede ligt, van die grens (A-9.9)"
    )
    steps: list[DerivationStep]


__all__ = [
    "DevelopmentPath", "NewTariff", "PhaseIn", "PhaseInYear", "Tariff", "TariffAmount", "TariffChange", "TariffFinding",
    "TariffOnDay", "TariffProjection", "TrajectoryPrice",
]  # fmt: skip
