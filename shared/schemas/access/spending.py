"""Where support piles up: clients and households with several allocations at once, and the most expensive clients."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Cents, Day, DerivationStep, Oin, SignedCents, Wire
from shared.values.stacking import CostBasis, StackedFor, SupportLevel
from shared.values.terms import Law

Count = Annotated[int, Field(ge=0)]


class StackedAllocation(Wire):
    """An allocation that runs at once with others (toewijzing in een stapel)."""

    citizen_id: UUID = Field(description="de inwoner (surrogaat)")
    law: Law
    allocation_number: int = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    provider: Oin
    product_category: str | None = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    start_date: Day
    end_date: Day | None
    value_cents: Cents | None = Field(
        description="het eigen budget, anders de waarde van het besluit (eenmaal per besluit); leeg = niet bekend"
    )


class CareStacking(Wire):
    """A client or household with several allocations at once on a day (zorgstapeling), and why it stands out (R-A42)."""

    stacked_for: StackedFor
    citizen_id: UUID | None = Field(description="de inwoner (surrogaat); leeg bij een huishouden")
    household_plan_id: UUID | None = Field(description="het huishoudplan; leeg bij een inwoner")
    on: Day
    count: Count = Field(description="toewijzingen die tegelijk lopen")
    threshold: int = Field(description="vanaf zoveel is het stapeling: het gevraagde minimum of het beleid")
    stacked: bool
    since: Day | None = Field(description="sinds wanneer het er van wat nu loopt zoveel zijn")
    value_cents: Cents = Field(description="wat zij samen waard zijn, over hun hele duur")
    value_unknown: Count = Field(description="van hoeveel de waarde niet bekend is")
    above_cents: Cents = Field(description="waarde waarboven een inwoner opvalt (G-36)")
    value_stacked: bool = Field(description="twee of meer, samen strikt boven die waarde")
    value_since: Day | None
    review_id: UUID | None = Field(description="de open toets van deze stapeling, als die er is")
    policy_id: UUID | None
    policy_version: int = Field(description="0 = de standaardwaarden")
    allocations: list[StackedAllocation]
    steps: list[DerivationStep]


class StackingMinimum(Wire):
    """From how many allocations at once one asks."""

    minimum: Annotated[int, Field(ge=1, le=50)] | None = None


class CostlyClient(Wire):
    """A client among the most expensive ones, by its pseudonym (R-A43)."""

    citizen_id: UUID = Field(description="de inwoner (surrogaat)")
    rank: int = Field(ge=1, description="plaats; 1 = de duurste")
    value_cents: Cents = Field(description="toegekend in deze dagen")
    allocations: Count
    value_unknown: Count = Field(description="van hoeveel toewijzingen de waarde niet bekend is")
    providers: list[Oin]
    products: Count = Field(description="hoeveel verschillende producten")
    running_reviews: Count = Field(description="toetsen die openstaan")


class CostlyClients(Wire):
    """The most expensive clients of some days (duurste cliënten, D-35), and which part of all costs they are (R-A43)."""

    first_day: Day
    last_day: Day
    basis: CostBasis = Field(description="waarop de kosten rusten: wat is toegekend")
    top_basis_points: BasisPoints
    clients: Count = Field(description="cliënten van wie kosten bekend zijn")
    clients_unknown: Count = Field(description="cliënten van wie geen waarde bekend is")
    top_clients: Count = Field(description="zoveel zijn de top, naar boven afgerond")
    total_cents: Cents
    top_cents: Cents
    share_basis_points: BasisPoints | None = Field(
        description="deel van de kosten dat de top is; leeg = er zijn geen kosten"
    )
    lines: list[CostlyClient] = Field(description="de duurste eerst, hooguit 500")
    steps: list[DerivationStep]


class TopShare(Wire):
    """Which part of the clients is the top."""

    top_basis_points: Annotated[int, Field(ge=1, le=10_000)] = 500


class SupportAtLevel(Wire):
    """How much new support there was at a level, in a period and in the base period (R-A52)."""

    level: SupportLevel
    volume: Count = Field(description="nieuwe toewijzingen, en verwijzingen zonder toewijzing")
    volume_before: Count
    cost_cents: Cents = Field(description="waarvan de waarde bekend is")
    cost_before_cents: Cents
    cost_unknown: Count = Field(description="zonder bekende waarde, in beide perioden")


class Substitution(Wire):
    """How far support moved from specialist to basic and the zero line (substitutie, D-52), against the target (R-A52)."""

    first_day: Day
    last_day: Day
    base_first_day: Day
    base_last_day: Day
    levels: list[SupportAtLevel]
    specialist_basis_points: BasisPoints | None = Field(
        description="deel specialistisch van wat de catalogus kent; leeg = er is niets"
    )
    specialist_before_basis_points: BasisPoints | None
    realised_basis_points: Annotated[int, Field(le=10_000)] | None = Field(
        description="deel van het specialistische dat verschoof; negatief = er kwam bij; leeg = niet te zeggen"
    )
    cost_shift_cents: SignedCents | None = Field(
        description="wat specialistisch minder kostte dan bij de verhouding van de basisperiode"
    )
    target_basis_points: BasisPoints
    behind: bool = Field(description="minder dan het streefdeel")
    policy_id: UUID | None
    policy_version: int = Field(description="0 = de standaardwaarden")
    steps: list[DerivationStep]


__all__ = [
    "CareStacking",
    "CostlyClient",
    "CostlyClients",
    "StackedAllocation",
    "StackingMinimum",
    "Substitution",
    "SupportAtLevel",
    "TopShare",
]
