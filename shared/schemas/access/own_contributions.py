"""Own contributions of citizens, from the start of care to its stop, without any income (R-A30)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.legal_checks import ProductCategory, ProductCode
from shared.schemas.common import Cents, Day, Oin, Parties, Reference, Resource, Wire, Written
from shared.schemas.facts import Private
from shared.values.legal_frames import ContributionCollector, ContributionRoute, ContributionState
from shared.values.terms import ProvisionType

Source = Annotated[
    Written,
    Field(
        min_length=1,
        max_length=200,
        description="waar het bedrag vandaan komt",
        examples=["Verordening maatschappelijke ondersteuning 2026, artikel 12"],
    ),
]


class ContributionTariff(Wire):
    """A municipality's own monthly tariff (tarief) from a day on: at most that of the law, where that is known."""

    monthly_cents: Cents = Field(description="bedrag per maand in eurocenten")
    valid_from: Day
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = geldt nog")
    source: Source


class NewOwnContribution(Wire):
    """Open an own contribution (eigen bijdrage) on care that started."""

    external_reference: Reference | None = None
    care_start_id: UUID = Field(description="de start van de zorg; de bijdrage loopt tot haar stop")
    collected_by: ContributionCollector | None = Field(
        default=None, description="alleen bij een algemene voorziening die de catalogus niet kent: wie int"
    )
    cost_price_cents: Cents | None = Field(
        default=None, description="passende kostprijs van een algemene voorziening, door de gemeente bepaald"
    )
    cost_price_source: Source | None = Field(default=None, description="waar de kostprijs vandaan komt")
    tariffs: list[ContributionTariff] = Field(
        default=[], max_length=20, description="eigen tarieven van de gemeente; leeg = die van de wet"
    )


class ContributionPeriod(Wire):
    """A stretch of an own contribution with one route and one tariff (tijdvak)."""

    route: ContributionRoute = Field(description="weg van de bijdrage in dit tijdvak")
    start_date: Day
    end_date: Day | None = Field(description="laatste dag; leeg = loopt")
    monthly_cents: Cents | None = Field(
        description="vast bedrag per maand; leeg = geen vast bedrag, of niet bekend"
    )
    source: Annotated[str | None, Private] = Field(
        description="waar route en bedrag vandaan komen; leeg = niet bekend"
    )


class OwnContribution(Resource):
    """An own contribution (eigen bijdrage): its route by validity and its periods, from the start of care to its stop (R-A30)."""

    external_reference: Annotated[str | None, Private] = None
    care_start_id: UUID
    request_id: UUID
    citizen_id: UUID
    decision_id: UUID | None
    contract_id: UUID | None
    provider: Oin
    provision_type: ProvisionType
    product_category: ProductCategory | None
    product_code: ProductCode | None
    route: ContributionRoute = Field(description="de weg op de eerste dag; per tijdvak in periods")
    collected_by: ContributionCollector | None = Field(description="wie int; leeg = geen bijdrage")
    cost_price_cents: Cents | None = Field(
        description="passende kostprijs van een algemene voorziening; leeg = geen"
    )
    cost_price_source: Annotated[str | None, Private] = Field(description="waar de kostprijs vandaan komt")
    start_date: Day
    end_date: Day | None = Field(description="laatste dag van de zorg; leeg = loopt")
    periods: list[ContributionPeriod] = Field(
        description="tijdvakken, op volgorde en zonder gat", max_length=100
    )
    legally_impure: bool = Field(description="juridisch niet zuiver: uren naar het CAK zonder besluit (F-17)")
    state: ContributionState
    parties: Parties


__all__ = ["ContributionPeriod", "ContributionTariff", "NewOwnContribution", "OwnContribution"]
