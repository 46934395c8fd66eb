"""Cases over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.cases import operations
from services.outcomes.cases.rules import CaseNotFound
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Oin
from shared.schemas.outcomes import Case
from shared.values.terms import Scope

router = Router(prefix="/cases", tags=["cases"])


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek casussen (cases)",
    description=(
        "Besluiten, verwijzingen en de zorg die eronder begon en eindigde, zoals de dienst toegang ze vertelde (R-X07), zonder"
        " de inwoner. Een aanbieder ziet alleen zijn eigen casussen."
    ),
    answer=Case,
    page=True,
)
async def list_cases(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    provider: Annotated[Oin | None, Query(description="Alleen van deze aanbieder.")] = None,
) -> Response:
    """A page of cases."""
    found = await operations.list_cases(ctx, request, contract_id=contract_id, provider=provider)
    return page(ctx, Case, found)


@router.get(
    "/{case_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een casus (case)",
    answer=Case,
    problems=[CaseNotFound],
)
async def get_case(ctx: Ctx, case_id: UUID) -> Response:
    """One case."""
    return answer(ctx, Case, await operations.get_case(ctx, case_id))
