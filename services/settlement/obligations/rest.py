"""Obligations and liquidity over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.obligations import operations, rules
from shared.kit.http import Ctx, Router, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Day
from shared.schemas.settlement import LiquidityWeek, Obligation, ObligationTotal
from shared.values.terms import Scope

router = Router(tags=["obligations"])


@router.get(
    "/obligations",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek verplichtingen per contractjaar (obligations)",
    description=(
        "Per contract en jaar: wat is aangegaan, geboekt, betaald en ingehouden, en wat nog openstaat. Wat openstaat is, over"
        " alle jaren van een contract, het saldo van zijn rekening verplichtingen."
    ),
    answer=Obligation,
    page=True,
)
async def list_obligations(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="Alleen van dit contractjaar.")] = None,
) -> Response:
    """A page of obligations."""
    return page(ctx, Obligation, await operations.list_obligations(ctx, request, contract_id, year))


@router.get(
    "/obligation-totals",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees de verplichtingen per jaar (obligation totals)",
    description="Alle jaren op één bladzijde, met de sommen van hun contracten.",
    answer=ObligationTotal,
    page=True,
)
async def list_obligation_totals(ctx: Ctx) -> Response:
    """Every year with its sums."""
    return page_answer(ctx, ObligationTotal, Page(await operations.list_obligation_totals(ctx)))


@router.get(
    "/liquidity",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees de liquiditeit per week (liquidity)",
    description=(
        "Alle weken op één bladzijde: wat de bank betaalde, wat nu te betalen staat (in de week van vandaag) en de geplande"
        " termijnen. Van een geschorst contract telt een termijn vanaf de hervatting, en niet als die niet bekend is. Wat is"
        " ingehouden telt pas als het is vrijgegeven."
    ),
    answer=LiquidityWeek,
    problems=[rules.LiquidityPeriodRefused],
    page=True,
)
async def list_liquidity(
    ctx: Ctx,
    start: Annotated[
        Day | None, Query(alias="from", description="Vanaf deze dag; leeg = de maandag van deze week.")
    ] = None,
    until: Annotated[
        Day | None, Query(description="Tot en met deze dag, hooguit 106 weken; leeg = dertien weken.")
    ] = None,
) -> Response:
    """What goes out by week."""
    return page_answer(ctx, LiquidityWeek, Page(await operations.list_liquidity(ctx, start, until)))
