"""Indexes of a year over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.tariffs import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Reference
from shared.schemas.contracts import NewTariffIndex, TariffIndex
from shared.schemas.contracts.populations import Slug
from shared.schemas.contracts.price_bases import Year
from shared.values.terms import Scope

router = Router(prefix="/tariff-indexes", tags=["tariff-indexes"])
EXAMPLE = {"code": "general", "year": 2027, "basisPoints": 300, "source": "OVA 2027"}
REGISTERING = [PurchaserOnly, rules.TariffIndexExists, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek indexen (tariff indexes)",
    description="Waarmee tarieven van jaar op jaar meegaan, met hun bron (R-C27).",
    answer=TariffIndex,
    page=True,
)
async def list_tariff_indexes(
    ctx: Ctx,
    request: PageQuery,
    code: Annotated[Slug | None, Query(description="Alleen van deze soort.")] = None,
    year: Annotated[Year | None, Query(description="Alleen van dit jaar.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of indexes."""
    return page(
        ctx,
        TariffIndex,
        await operations.list_tariff_indexes(ctx, request, code, year, external_reference),
    )


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een index vast (tariff index)",
    description="Eén per soort en jaar; tarieven volgen hem na hun indexation (R-C27).",
    answer=TariffIndex,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_tariff_index(ctx: Ctx, body: NewTariffIndex) -> Response:
    """Register an index."""
    made = await operations.register_tariff_index(ctx, body)
    return answer(ctx, TariffIndex, made, 201, f"/v1/tariff-indexes/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een index vast onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: maakt de index of verbetert hem.",
    answer=TariffIndex,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_tariff_index(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de index.")],
    body: NewTariffIndex,
) -> Response:
    """Register an index under a reference of one's own, or correct it."""
    made, is_new = await operations.put_tariff_index(ctx, reference, body)
    if is_new:
        return answer(ctx, TariffIndex, made, 201, f"/v1/tariff-indexes/{made.id}")
    return answer(ctx, TariffIndex, made)


@router.get(
    "/{index_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een index (tariff index)",
    answer=TariffIndex,
    problems=[rules.TariffIndexNotFound],
)
async def get_tariff_index(ctx: Ctx, index_id: UUID) -> Response:
    """One index."""
    return answer(ctx, TariffIndex, await operations.get_tariff_index(ctx, index_id))
