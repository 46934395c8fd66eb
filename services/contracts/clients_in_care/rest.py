"""Clients in care over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.clients_in_care import operations
from services.contracts.clients_in_care.rules import CarePeriodReversed
from services.contracts.contracts.rules import ContractNotFound
from shared.kit.http import Ctx, Router
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Day
from shared.schemas.contracts import ClientsInCare
from shared.values.terms import Scope

router = Router(prefix="/clients-in-care", tags=["clients-in-care"])


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Tel de cliënten in zorg per contract (clients in care)",
    description=(
        "Per contract en product het aantal besluiten en aanvaarde verwijzingen dat op een dag, of op een dag in een periode,"
        " zorg gaf, met de gerealiseerde substitutie (R-X12). Een aanbieder telt zijn eigen cliënten. Wie losse gevallen niet"
        " mag zien krijgt hele kwartalen zonder kleine aantallen (F-08)."
    ),
    answer=ClientsInCare,
    page=True,
    problems=[CarePeriodReversed, ContractNotFound],
)
async def list_clients_in_care(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    population_id: Annotated[
        UUID | None, Query(alias="populationId", description="Alleen van contracten voor deze populatie.")
    ] = None,
    on: Annotated[Day | None, Query(description="De peildatum, of de eerste dag; leeg = vandaag.")] = None,
    until: Annotated[Day | None, Query(description="De laatste dag; leeg = alleen de peildatum.")] = None,
) -> Response:
    """The clients in care of each contract."""
    found = await operations.list_clients_in_care(
        ctx, request, contract_id=contract_id, population_id=population_id, on=on, until=until
    )
    return page(ctx, ClientsInCare, found)
