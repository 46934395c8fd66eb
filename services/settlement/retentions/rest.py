"""Retentions over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.retentions import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.ownership import PurchaserOnly
from shared.kit.problems import SiblingAway
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer
from shared.schemas.settlement import Forfeit, Retention
from shared.values.terms import Scope

router = Router(prefix="/retentions", tags=["retentions"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek inhoudingen (retentions)",
    description="Wat per contractjaar is ingehouden, ook de vrijgegeven inhoudingen.",
    answer=Retention,
    page=True,
)
async def list_retentions(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="Alleen van dit contractjaar.")] = None,
) -> Response:
    """A page of retentions."""
    return page(ctx, Retention, await operations.list_retentions(ctx, request, contract_id, year))


@router.get(
    "/{retention_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een inhouding (retention)",
    answer=Retention,
    problems=[rules.RetentionNotFound],
)
async def get_retention(ctx: Ctx, retention_id: UUID) -> Response:
    """One retention."""
    return answer(ctx, Retention, await operations.get_retention(ctx, retention_id))


@router.get(
    "/{retention_id}/derivation",
    scope=Scope.SETTLEMENT_READ,
    summary="Waarom is deze inhouding wat zij is (derivation)",
    description="De stappen waarmee het bedrag tot stand kwam, elk met de regel en de invoer.",
    answer=DerivationAnswer,
    problems=[rules.RetentionNotFound],
)
async def get_retention_derivation(ctx: Ctx, retention_id: UUID) -> Response:
    """Why a retention is what it is."""
    await operations.get_retention(ctx, retention_id)
    return await explained(ctx, retention_id)


@router.post(
    "/{retention_id}/release",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Geef een inhouding vrij (release)",
    description="Kan één keer, als de afspraken zijn gehaald en een accountant dat heeft vastgelegd (R-S03).",
    answer=Retention,
    problems=[
        PurchaserOnly,
        rules.RetentionNotFound,
        rules.AlreadyReleased,
        rules.AlreadyForfeited,
        rules.ReleaseRefused,
        SiblingAway,
    ],
    dry_run=True,
)
async def release_retention(ctx: Ctx, retention_id: UUID) -> Response:
    """Release a retention."""
    return answer(ctx, Retention, await operations.release_retention(ctx, retention_id))


@router.post(
    "/{retention_id}/forfeit",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Laat vervallen wat niet is gehaald (forfeit)",
    description="Kan één keer. Is naar rato afgesproken (G-01), dan komt het gehaalde deel hiermee vrij; anders vervalt alles.",
    answer=Retention,
    problems=[
        PurchaserOnly,
        rules.RetentionNotFound,
        rules.AlreadyReleased,
        rules.AlreadyForfeited,
        rules.ForfeitRefused,
        SiblingAway,
    ],
    example={"motivation": "De norm voor terugval is niet gehaald en niet gecompenseerd."},
    dry_run=True,
)
async def forfeit_retention(ctx: Ctx, retention_id: UUID, body: Forfeit) -> Response:
    """Forfeit what is not met."""
    return answer(ctx, Retention, await operations.forfeit_retention(ctx, retention_id, body))
