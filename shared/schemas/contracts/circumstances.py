"""What stands around a contract and its terms do not say: the facts on which findings rest."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Cents, Day, Name, Resource, Wire
from shared.schemas.contracts.funding.base import Amount, AreaCode, ProductCode
from shared.values.budgets import CeilingScope, LimitOption
from shared.values.findings import DivisionKey, TransitionKind
from shared.values.populations import EntryCondition
from shared.values.terms import Law

Count = Annotated[int, Field(ge=0, le=100_000_000)]
_ROSE = Text(
    "Er stijgen niet meer cliënten dan er zijn, en niet meer buiten de meetfout dan er stijgen.",
    "No more clients rise than there are, and no more beyond the measurement error than rise.",
)
_AREAS = Text("Elk gebied komt één keer voor.", "Every area comes once.")


class AreaProviders(Wire):
    """How many providers one can choose from in an area (R-C33, E-61)."""

    area_code: AreaCode
    providers: Count


class EntryGroup(Wire):
    """A population that one enters by an event such as a diagnosis, and the measures to prevent that event (R-C54)."""

    name: Name
    entry: EntryCondition = Field(
        default=EntryCondition.DIAGNOSIS, description="waarmee iemand tot de groep gaat behoren"
    )
    prevention_measures: Count = Field(default=0, description="aantal maatregelen om instroom te voorkomen")


class CareTypeCost(Wire):
    """A type of care within a budget: its cases a year and what they cost together (R-C53)."""

    name: Name
    cases: Count
    cost_cents: Cents


class CeilingUse(Wire):
    """A ceiling with its limits and how far each is used (R-C22)."""

    scope: CeilingScope = CeilingScope.PROVIDER
    option: LimitOption
    budget_cents: Cents | None = None
    citizens: Count | None = None
    activities: Count | None = None
    used_budget_cents: Cents = 0
    used_citizens: Count = 0
    used_activities: Count = 0


class ReturnDuty(Wire):
    """What the provider promised in return for a guarantee (tegenprestatie), and whether it was done (R-C50, E-37)."""

    description: Name
    fulfilled: bool


class OptionRisen(Wire):
    """How many clients rose under an option, and how many of them beyond the measurement error (R-C45)."""

    option_number: int = Field(ge=1, le=9)
    clients: Count
    rose: Count
    distinguishable: Count | None = Field(default=None, description="stijgers buiten de meetfout")

    @model_validator(mode="after")
    def _within(self) -> Self:
        if not (self.distinguishable or 0) <= self.rose <= self.clients:
            raise ValueError(_ROSE)
        return self


class PriceElement(Wire):
    """An element of the cost of a unit (kostprijselement), in euro (R-C64)."""

    name: Name
    amount: Amount
    indexation: bool = Field(default=False, description="dit element is de indexatie")


class PriceFacts(Wire):
    """The real price (reële prijs) of a product under a law, what is offered, and from when less is refused (R-C64)."""

    product_code: ProductCode
    law: Law
    offered: Amount = Field(description="het aangeboden tarief", examples=["45.00"])
    cost_elements: list[PriceElement] = Field(min_length=1, max_length=50)
    refused_from: Day | None = Field(default=None, description="ingangsdatum van de verordening")


class FindingLimits(Wire):
    """Where a warning begins; the sources name no numbers: every default is invented and may be replaced."""

    short_term_months: int = Field(default=12, ge=0, le=240, description="kort: hooguit zoveel maanden")
    care_type_basis_points: int = Field(
        default=2_000, ge=0, le=10_000, description="deel van het basisbudget dat een zorgsoort mag kosten"
    )
    care_type_cases: int = Field(default=10, ge=0, le=100_000, description="weinig: hooguit zoveel gevallen")
    volatility_basis_points: int = Field(
        default=1_000, ge=0, le=10_000, description="grote schommeling, als deel van het budget"
    )
    market_share_basis_points: int = Field(
        default=5_000, ge=0, le=10_000, description="groot marktaandeel van één aanbieder"
    )
    providers_per_manager: int = Field(default=20, ge=1, le=10_000)
    quarters_without_results: int = Field(default=2, ge=1, le=80)
    social_return_months: int = Field(
        default=3, ge=0, le=24, description="zoveel maanden voor het einde telt een tekort aan social return"
    )


class Circumstances(Wire):
    """Everything known around a contract (omstandigheden); what is left out is not known, and nothing is made of it."""

    inhabitants: Count | None = Field(default=None, description="omvang van de populatie")
    entry_group: EntryGroup | None = Field(
        default=None, description="een populatie die bij een gebeurtenis begint (R-C54)"
    )
    providers: Count | None = Field(
        default=None, description="aanbieders waaruit de cliënt kan kiezen (R-C33)"
    )
    areas: list[AreaProviders] = Field(default=[], max_length=500)
    expected_cost_cents: Cents | None = Field(default=None, description="verwachte kosten per jaar")
    cost_deviation_cents: Cents | None = Field(
        default=None, description="standaardafwijking van de kosten per jaar (R-C55)"
    )
    provider_equity_cents: Cents | None = Field(
        default=None, description="eigen vermogen van de aanbieder (R-C55)"
    )
    provider_turnover_cents: Cents | None = Field(
        default=None, description="jaaromzet van de aanbieder (E-44)"
    )
    pool_member: bool | None = Field(default=None, description="deelname aan een regionale pool (R-C59)")
    own_provision_cents: Cents | None = Field(default=None, description="eigen voorziening (R-C59)")
    saved_last_year_cents: Cents | None = Field(default=None, description="vorig jaar bespaard (R-C47)")
    next_year_budget_cents: Cents | None = Field(default=None, description="budget van volgend jaar (R-C47)")
    quarters_without_results: Count | None = Field(
        default=None, description="aaneengesloten kwartalen zonder gemeten resultaat (E-15)"
    )
    basic_budget_cents: Cents | None = Field(
        default=None, description="basisbudget; leeg = wat in een jaar wordt betaald (R-C53)"
    )
    care_types: list[CareTypeCost] = Field(default=[], max_length=100)
    ceiling: CeilingUse | None = None
    duties: list[ReturnDuty] = Field(default=[], max_length=50, description="tegenprestaties (R-C50)")
    risen: list[OptionRisen] = Field(default=[], max_length=9)
    market_share_basis_points: BasisPoints | None = Field(
        default=None, description="marktaandeel van de grootste aanbieder (E-38)"
    )
    newcomers: Count | None = Field(default=None, description="toetreders in het laatste jaar (E-38)")
    contracted_providers: Count | None = Field(default=None, description="gecontracteerde aanbieders (E-56)")
    contract_managers: int | None = Field(
        default=None, ge=1, le=10_000, description="contractmanagers (E-56)"
    )
    certificate_only_exclusions: Count | None = Field(
        default=None, description="alleen op een certificaat afgewezen (E-57)"
    )
    division_key: DivisionKey | None = Field(
        default=None, description="verdeelsleutel van het samenwerkingsverband (E-45)"
    )
    subsidy_cut_basis_points: BasisPoints | None = Field(default=None, description="korting (E-52)")
    requests_before: Count | None = Field(default=None, description="aanvragen voor de korting (E-52)")
    requests_after: Count | None = Field(default=None, description="aanvragen na de korting (E-52)")
    transition: TransitionKind | None = Field(default=None, description="hoe de vorm ingaat (E-74)")
    sheltered_products: list[ProductCode] = Field(
        default=[], max_length=200, description="productcodes die beschermd wonen zijn (R-C35)"
    )
    prices: list[PriceFacts] = Field(default=[], max_length=200)
    limits: FindingLimits = FindingLimits()

    @model_validator(mode="after")
    def _areas_once(self) -> Self:
        if len({one.area_code for one in self.areas}) < len(self.areas):
            raise ValueError(_AREAS)
        return self


class ContractCircumstances(Resource):
    """The circumstances of one contract as they are known since a day; only its purchaser sees them."""

    contract_id: UUID
    known_on: Day
    facts: Circumstances
