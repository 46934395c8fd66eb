"""Flows over REST, and the count from scratch as a plain resource."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.flows import operations
from services.outcomes.flows.rules import FlowsRefused
from services.outcomes.indicators.rules import ContractNotFound
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.common import Day
from shared.schemas.outcomes import FlowExplanations, Flows
from shared.values.flowing import FlowBy, FlowPeriod
from shared.values.terms import Scope

router = Router(prefix="/flows", tags=["flows"])
rebuilds_router = Router(prefix="/flow-rebuilds", tags=["flow-rebuilds"])


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Lees in-, door- en uitstroom, snelheid, doelbereik, terugval, gebruik en bereik (flows)",
    description=(
        "Per maand, kwartaal of jaar, van contracten of van de aanbieders, gebieden of teams van één contract (R-O14 … R-O19,"
        " R-O26), uit de feed van de dienst toegang (R-X07), en waar de reeks op wijst (E-08, E-09, E-10). Een aanbieder ziet"
        " zichzelf. Wie losse gevallen niet mag zien krijgt kwartalen zonder kleine aantallen (F-08)."
    ),
    answer=Flows,
    problems=[FlowsRefused, ContractNotFound],
)
async def get_flows(
    ctx: Ctx,
    contract_id: Annotated[
        UUID | None,
        Query(alias="contractId", description="Van dit contract; leeg = van elk contract. Nodig bij by."),
    ] = None,
    by: Annotated[FlowBy, Query(description="Voor wie wordt geteld.")] = FlowBy.CONTRACT,
    period: Annotated[FlowPeriod, Query(description="Per maand, kwartaal of jaar.")] = FlowPeriod.QUARTER,
    since: Annotated[
        Day | None, Query(description="Een dag in de eerste periode; leeg = 1 januari van dit jaar.")
    ] = None,
    until: Annotated[Day | None, Query(description="Een dag in de laatste periode; leeg = vandaag.")] = None,
    window_months: Annotated[
        int,
        Query(
            alias="windowMonths", ge=1, le=120, description="Het venster van terugval, in maanden (R-O17)."
        ),
    ] = 12,
) -> Response:
    """The flows of contracts, providers, areas or teams."""
    found = await operations.get_flows(
        ctx,
        contract_id=contract_id,
        by=by,
        period=period,
        since=since,
        until=until,
        window_months=window_months,
    )
    return answer(ctx, Flows, found)


@router.get(
    "/explanation",
    scope=Scope.OUTCOMES_READ,
    summary="Lees waarom de stromen zijn wat ze zijn (explanation)",
    description="Dezelfde vraag; per regel een stap voor elk cijfer dat te tonen is, met zijn regel (R-O14 … R-O19, R-O26).",
    answer=FlowExplanations,
    problems=[FlowsRefused, ContractNotFound],
)
async def explain_flows(
    ctx: Ctx,
    contract_id: Annotated[
        UUID | None,
        Query(alias="contractId", description="Van dit contract; leeg = van elk contract. Nodig bij by."),
    ] = None,
    by: Annotated[FlowBy, Query(description="Voor wie wordt geteld.")] = FlowBy.CONTRACT,
    period: Annotated[FlowPeriod, Query(description="Per maand, kwartaal of jaar.")] = FlowPeriod.QUARTER,
    since: Annotated[
        Day | None, Query(description="Een dag in de eerste periode; leeg = 1 januari van dit jaar.")
    ] = None,
    until: Annotated[Day | None, Query(description="Een dag in de laatste periode; leeg = vandaag.")] = None,
    window_months: Annotated[
        int,
        Query(
            alias="windowMonths", ge=1, le=120, description="Het venster van terugval, in maanden (R-O17)."
        ),
    ] = 12,
) -> Response:
    """Why the flows say what they say."""
    found = await operations.explain_flows(
        ctx,
        contract_id=contract_id,
        by=by,
        period=period,
        since=since,
        until=until,
        window_months=window_months,
    )
    return answer(ctx, FlowExplanations, found)


plain_routes(
    rebuilds_router,
    operations.PLAIN,
    operations,
    Words(
        about="Tel alle stromen opnieuw uit alle casussen, en zie hoeveel bewaarde tellingen anders waren: 0 als alles klopt.",
        example={"externalReference": "herbouw-2026-11"},
        filters={"reference": "Alleen met dit eigen kenmerk."},
    ),
)
