"""What may be spent and what was: hire orders within neighbourhood budgets."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Oin, Reference, Resource, Wire
from shared.schemas.contracts.funding.base import AreaCode

Ordered = Annotated[
    int, Field(strict=True, ge=1, le=10**15, description="bedrag in eurocenten", examples=[8000000])
]


class NewHireOrder(Wire):
    """Hire a provider for a neighbourhood within one calendar year (inhuuropdracht, R-S55)."""

    external_reference: Reference | None = None
    contract_id: UUID = Field(description="het contract met de wijkbudgetten")
    area_code: AreaCode = Field(description="de wijk waarvan het budget wordt gebruikt")
    provider: Oin = Field(description="de aanbieder die wordt ingehuurd")
    from_date: Day = Field(description="eerste dag van de inhuur")
    until_date: Day = Field(description="laatste dag van de inhuur, in hetzelfde jaar")
    amount_cents: Ordered


class HireOrder(Resource):
    """A hire order (inhuuropdracht): what a core team hires, taken from the budget of its neighbourhood."""

    contract_id: UUID = Field(description="het contract met de wijkbudgetten")
    agreement_id: UUID = Field(description="de bekostigingsafspraak met het wijkbudget")
    area_code: AreaCode = Field(description="de wijk waarvan het budget wordt gebruikt")
    provider: Oin = Field(description="de aanbieder die wordt ingehuurd")
    year: int = Field(description="jaar waarvan het wijkbudget wordt gebruikt")
    from_date: Day = Field(description="eerste dag van de inhuur")
    until_date: Day = Field(description="laatste dag van de inhuur")
    amount_cents: Ordered
    ordered_on: Day = Field(description="dag van de opdracht")
    withdrawn_on: Day | None = Field(description="dag waarop de opdracht is ingetrokken")
