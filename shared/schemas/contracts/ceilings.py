"""A ceiling: what is bounded, how, for whom and by which limits; what shifts inside it; which limits counters hit."""

from uuid import UUID

from pydantic import Field

from shared.schemas.common import (
    BasisPoints,
    Cents,
    Day,
    DerivationStep,
    Name,
    Oin,
    Reference,
    Resource,
    SignedCents,
    Wire,
)
from shared.schemas.contracts.allocations.base import BudgetRemark
from shared.schemas.contracts.conditions import IndicatorCode
from shared.schemas.contracts.funding.base import ProductCode, Quantity
from shared.values.arrangements import GuaranteeKind, Unit
from shared.values.budgets import (
    BudgetLine,
    CeilingFollows,
    CeilingLevel,
    CeilingLimit,
    CeilingMode,
    CeilingQuantity,
    CeilingScope,
    ControlOption,
    LimitOption,
)


class ExemptCareType(Wire):
    """A care type for which the ceiling does not hold, such as crisis care: paid above it and reported (R-C26)."""

    name: Name
    product_codes: list[ProductCode] = Field(
        default=[], max_length=200, description="de producten waaraan zij te herkennen is"
    )


class CeilingTerms(Wire):
    """What a ceiling says (N-12, N-116); what contradicts itself is refused with every point at once."""

    name: Name
    year: int = Field(ge=1990, le=2199)
    level: CeilingLevel = Field(description="niveau 1, 2 of 3 (N-09)")
    quantity: CeilingQuantity
    mode: CeilingMode = CeilingMode.FIXED
    scope: CeilingScope
    option: LimitOption | None = Field(default=None, description="optie op niveau 1 (N-10, R-C22)")
    control_option: ControlOption | None = Field(default=None, description="wie het treft (N-11)")
    contract_id: UUID | None = None
    amendment_id: UUID | None = Field(
        default=None,
        description="het geldende addendum waarmee de bedragen van een getekend contract veranderen (R-C23)",
    )
    provider: Oin | None = Field(default=None, description="de aanbieder, op niveau 1")
    population_id: UUID | None = Field(default=None, description="de populatie, op niveau 2 en 3")
    allocation_id: UUID | None = Field(default=None, description="de verdeling waaruit het bedrag komt")
    amount_cents: Cents | None = Field(default=None, description="plafond in geld; voor de hele pot")
    volume: Quantity | None = Field(default=None, description="plafond in eenheden")
    unit: Unit | None = None
    maximum_citizens: int | None = Field(default=None, ge=0, le=20_000_000)
    maximum_activities: int | None = Field(default=None, ge=0, le=1_000_000_000)
    team_cents: Cents | None = Field(default=None, description="deel van het wijkteam (nulde en eerste lijn)")
    second_line_cents: Cents | None = Field(default=None, description="deel van de tweede lijn")
    guaranteed_basis_points: BasisPoints | None = Field(
        default=None, description="gegarandeerd deel van het plafond (R-C21)"
    )
    guarantee_kind: GuaranteeKind | None = Field(default=None, description="bodem of erbovenop (G-42)")
    follows: CeilingFollows | None = Field(
        default=None, description="waarmee een dynamisch plafond meebeweegt"
    )
    followed_from: int | None = Field(
        default=None, ge=1, le=10**12, description="de telling waarbij het plafond is afgesproken"
    )
    warning_basis_points: BasisPoints = Field(default=9_000, description="waarschuw vanaf dit deel")
    exempt_care_types: list[ExemptCareType] = Field(default=[], max_length=50)
    no_exemptions: bool = Field(default=False, description="uitdrukkelijk geen uitzonderingen (R-C26)")
    quality_indicator_codes: list[IndicatorCode] = Field(
        default=[], max_length=99, description="kwaliteit die actief wordt gevolgd (R-C62)"
    )


class NewCeiling(CeilingTerms):
    """Agree a ceiling (budgetplafond) for a year."""

    external_reference: Reference | None = None


class Ceiling(Resource):
    """A ceiling (budgetplafond) in one version."""

    name: str
    year: int
    level: CeilingLevel
    quantity: CeilingQuantity
    mode: CeilingMode
    scope: CeilingScope
    option: LimitOption | None
    control_option: ControlOption | None
    contract_id: UUID | None
    amendment_id: UUID | None
    provider: Oin | None
    population_id: UUID | None
    allocation_id: UUID | None
    amount_cents: Cents | None
    volume: Quantity | None
    unit: Unit | None
    maximum_citizens: int | None
    maximum_activities: int | None
    team_cents: Cents | None
    second_line_cents: Cents | None
    guaranteed_basis_points: BasisPoints | None
    guarantee_kind: GuaranteeKind | None
    guaranteed_cents: Cents | None = Field(description="gegarandeerd bedrag")
    follows: CeilingFollows | None
    followed_from: int | None
    warning_basis_points: BasisPoints
    exempt_care_types: list[ExemptCareType]
    no_exemptions: bool
    quality_indicator_codes: list[IndicatorCode]
    active_limits: list[CeilingLimit] = Field(description="welke grenzen binden (R-C22)")
    providers_free: bool = Field(description="niveau 2 en 3: geen grens per aanbieder (vrij)")
    remarks: list[BudgetRemark]


class CeilingCounters(Wire):
    """What was counted under a ceiling up to a day."""

    counted_on: Day
    spent_cents: Cents = 0
    exempt_cents: Cents = Field(default=0, description="deel van spentCents aan uitgezonderde zorg (R-C26)")
    volume: Quantity = "0"
    citizens: int = Field(default=0, ge=0, le=20_000_000)
    activities: int = Field(default=0, ge=0, le=1_000_000_000)
    followed: int | None = Field(
        default=None, ge=0, le=10**12, description="stand van wat een dynamisch plafond volgt"
    )


class CeilingBreach(Wire):
    """A limit that is hit: what was counted above what was agreed."""

    limit: CeilingLimit
    maximum_cents: Cents | None
    counted_cents: Cents | None
    maximum: str | None = Field(description="voor aantallen: de grens")
    counted: str | None


class CeilingCheck(Wire):
    """Which limits these counters hit, what remains, and whether the warning level is reached; nothing is kept."""

    ceiling_id: UUID
    version: int
    counted_on: Day
    breached: bool
    breaches: list[CeilingBreach]
    ceiling_cents: Cents | None = Field(
        description="het plafond nu; bij een dynamisch plafond met de telling mee"
    )
    used_cents: Cents = Field(description="wat meetelt: zonder uitgezonderde zorg")
    exempt_cents: Cents = Field(description="boven het plafond betaald en gemeld (R-C26)")
    remaining_cents: SignedCents | None
    used_basis_points: int | None = Field(description="leeg = niet te berekenen")
    warning: bool
    steps: list[DerivationStep]


class CeilingShift(Wire):
    """Move budget between the lines inside one limit (substitutie, R-C23)."""

    from_line: BudgetLine
    to_line: BudgetLine
    amount_cents: int = Field(ge=1, le=10**15)
