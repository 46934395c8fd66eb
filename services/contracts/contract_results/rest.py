"""Contract results over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.contract_results import operations, rules
from services.contracts.contracts.rules import ContractNotFound
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.contracts import ContractResult
from shared.values.terms import Scope

router = Router(tags=["contract-results"])


@router.get(
    "/contracts/{contract_id}/results",
    scope=Scope.CONTRACTS_READ,
    summary="Lees wat de jaren van een contract opleverden (contract results, R-X05)",
    description="Het jaaroordeel en de controleverklaring, overgenomen uit de feed van outcomes: de nieuwste versie van elk"
    " contractjaar. Hierop kunnen een verlenging (R-C46), een beëindiging (R-C10) en een addendum (R-C52) rusten.",
    answer=ContractResult,
    page=True,
    problems=[ContractNotFound],
)
async def list_results(
    ctx: Ctx,
    contract_id: UUID,
    request: PageQuery,
    year: Annotated[int | None, Query(ge=2000, le=2199, description="Alleen van dit jaar.")] = None,
) -> Response:
    """A page of one contract's results."""
    return page(ctx, ContractResult, await operations.list_results(ctx, request, contract_id, year))


@router.get(
    "/contract-results/{result_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een jaarresultaat (contract result)",
    answer=ContractResult,
    problems=[rules.ResultNotFound],
)
async def get_result(ctx: Ctx, result_id: UUID) -> Response:
    """One result."""
    return answer(ctx, ContractResult, await operations.get_result(ctx, result_id))
