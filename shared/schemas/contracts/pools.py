"""Agreements that settlement carries out: pools of risk, and savings that are shared (N-120, N-121)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    BasisPoints,
    Cents,
    Checked,
    Day,
    MunicipalityCode,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    Wire,
)
from shared.schemas.contracts.allocations.base import BudgetRemark
from shared.schemas.contracts.funding.base import Amount, Quantity
from shared.schemas.facts import Private
from shared.values.agreements import BaselineMethod, SharingForm
from shared.values.arrangements import Unit
from shared.values.steering import PoolVariant, PriceVolumeLevel, RiskStanding, SavingsRole, SpreadingKey

Year = Annotated[int, Field(ge=1990, le=2199, examples=[2026])]
CareType = Annotated[
    str,
    Field(pattern=r"^[a-z0-9-]{2,40}$", description="soort zorg", examples=["youth-care-plus"]),
    Checked,
]
_ONCE = Text("Elke partij en elk jaar komt één keer voor.", "Every party and every year comes once.")
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


class PoolCareType(Wire):
    """A care type in a pool, with what makes it fit to be pooled: a high price and a low volume (R-S46)."""

    code: CareType
    price: PriceVolumeLevel = Field(description="prijs: hoog of laag")
    volume: PriceVolumeLevel = Field(description="volume: hoog of laag")


class PoolMember(Wire):
    """A municipality in a pool, with the figures of the keys (R-S41, R-S44)."""

    oin: Oin
    municipality_code: MunicipalityCode
    inhabitants: int = Field(ge=1, le=20_000_000, description="aantal inwoners: sleutel van solidariteit")
    budget_cents: Cents | None = Field(default=None, description="budget: sleutel bij spreiding naar budget")


class PoolHistory(Wire):
    """What a member caused in a past year: the ground of deferred profit (R-S43)."""

    oin: Oin
    year: Year
    cost_cents: Cents = Field(description="veroorzaakte kosten")


class PoolPreconditions(Wire):
    """What the source asks of a pool beforehand (randvoorwaarden, R-S46)."""

    policy_uniform: bool = Field(default=False, description="beleidsuniformering")
    mutual_trust: bool = Field(default=False, description="goede onderlinge relatie, vertrouwen")


class NewRiskPool(Wire):
    """Agree a risk pool (risicoverevening) among municipalities for a year (N-120)."""

    external_reference: Reference | None = None
    name: Name
    year: Year
    variant: PoolVariant = Field(description="vorm van verevening (N-34)")
    care_types: list[PoolCareType] = Field(min_length=1, max_length=50, description="soorten zorg")
    members: list[PoolMember] = Field(min_length=2, max_length=400, description="deelnemende gemeenten")
    spreading_key: SpreadingKey | None = Field(
        default=None, description="sleutel bij deferredProfit en underUseSolidary (N-35)"
    )
    fixed_cents: Cents | None = Field(default=None, description="vaste kosten, solidair gedeeld (R-S45)")
    fixed_basis_points: BasisPoints | None = Field(
        default=None, description="of: vast deel van de kosten, solidair gedeeld"
    )
    minimum_volume: Quantity | None = Field(default=None, description="gezamenlijk minimumvolume (R-S44)")
    unit: Unit | None = Field(default=None, description="eenheid van het minimumvolume")
    unit_price: Amount | None = Field(default=None, description="afgesproken tarief per eenheid, in euro")
    history: list[PoolHistory] = Field(
        default=[], max_length=4000, description="kosten van afgelopen jaren (R-S43)"
    )
    preconditions: PoolPreconditions = Field(
        default_factory=PoolPreconditions, description="randvoorwaarden (R-S46)"
    )

    @model_validator(mode="after")
    def _once(self) -> Self:
        for listed in (
            [one.oin for one in self.members],
            [one.code for one in self.care_types],
            [(one.oin, one.year) for one in self.history],
        ):
            if len(set(listed)) < len(listed):
                raise ValueError(_ONCE)
        return self


class PoolConfirmation(Wire):
    """That a municipality itself said that it is a member (R-C59)."""

    oin: Oin
    confirmed_on: Day


class RiskPool(Resource, NewRiskPool):
    """A risk pool (risicoverevening): the agreement; what each member pays is computed in settlement."""

    confirmations: list[PoolConfirmation] = Field(
        default=[],
        description="welke leden zelf bevestigden lid te zijn; alleen zij tellen als verevend (R-C59)",
    )
    remarks: list[BudgetRemark] = Field(description="opmerkingen bij soorten zorg en randvoorwaarden")


class RiskAsked(Wire):
    """A care type with risk, and the municipality's own provision (voorziening) for it."""

    care_type: CareType
    provision_cents: Cents = Field(description="eigen voorziening")


class RiskPolicyAsked(Wire):
    """Which risks a municipality asks about, and its own provision for each (R-C59)."""

    year: Year
    risks: list[RiskAsked] = Field(min_length=1, max_length=50, description="soorten zorg met risico")


class RiskLine(Wire):
    """How the municipality stands to one risk: pooled, provided for, or a gap (R-C59)."""

    care_type: CareType
    standing: RiskStanding = Field(description="verevend, eigen voorziening, of een gat")
    pool_id: UUID | None = Field(description="de risicoverevening waarin het zit")
    provision_cents: Cents = Field(description="eigen voorziening")


class RiskPolicyAnswer(Wire):
    """Whether a municipality has a risk policy for each of its risks (R-C59)."""

    year: Year
    compliant: bool = Field(description="of er voor elk risico iets is geregeld")
    lines: list[RiskLine] = Field(description="per soort zorg")
    remarks: list[BudgetRemark] = Field(description="wat ontbreekt")


class SavingsParty(Wire):
    """A party that shares in savings, and its part; the parts add up to the whole."""

    oin: Oin
    role: SavingsRole
    share_basis_points: BasisPoints = Field(description="deel van de gedeelde besparing")


class NewSharedSavingsAgreement(Wire):
    """Agree to share savings (shared savings) against a baseline (N-121)."""

    external_reference: Reference | None = None
    name: Name
    contract_id: UUID | None = Field(default=None, description="contract waarbij dit hoort")
    form: SharingForm = Field(description="wie met wie deelt (N-36)")
    valid_from: Day = Field(description="eerste dag van de periode")
    valid_until: Day = Field(description="laatste dag van de periode")
    baseline_method: BaselineMethod
    baseline_cents: Cents = Field(gt=0, description="uitgangssituatie per jaar")
    baseline_year: Year = Field(description="jaar van de uitgangssituatie")
    trend_basis_points: int = Field(
        default=0, ge=-10_000, le=10_000, description="jaarlijkse trend; alleen bij de methode trend"
    )
    minimum_savings_basis_points: BasisPoints = Field(default=0, description="kleinste besparing die telt")
    shares_losses: bool = Field(default=False, description="ook tekorten worden gedeeld (G-47)")
    quality_gate: bool = Field(default=True, description="alleen als de kwaliteit niet daalt")
    parties_sharing: list[SavingsParty] = Field(
        min_length=2, max_length=50, description="partijen en hun deel"
    )
    payer: Oin = Field(description="wie uitbetaalt: een van de partijen")
    terms: Annotated[Note | None, Private] = Field(default=None, description="nadere voorwaarden")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        if len({one.oin for one in self.parties_sharing}) < len(self.parties_sharing):
            raise ValueError(_ONCE)
        return self


class SharedSavingsAgreement(Resource, NewSharedSavingsAgreement):
    """An agreement to share savings (afspraak over gedeelde besparingen): the statements are made in settlement."""
