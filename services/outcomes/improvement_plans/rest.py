"""Plans of action over REST: a plain resource (shared/kit/plain.py) with a life, and what is needed."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.improvement_plans import operations, rules
from services.outcomes.indicators.rules import ContractNotFound
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.kit.rest import PageQuery, page
from shared.schemas.outcomes import ImprovementPlan, NewPlanProgress, PlanClosure, PlanNeed
from shared.values.terms import Scope

router = Router(prefix="/improvement-plans", tags=["improvement-plans"])
EXAMPLE = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "indicators": ["waiting-time"],
    "quarter": "2026-Q1",
    "cause": "Drie wijkteams hadden te weinig mensen voor het eerste gesprek.",
    "actions": [
        {
            "number": 1,
            "description": "Per wijkteam een vaste dag voor eerste gesprekken.",
            "responsible": "00000099000000001001",
            "dueOn": "2026-09-01",
        }
    ],
}
_LIFE = [rules.PlanNotFound, rules.NotASideOfThePlan, rules.PlanStateRefused]


@router.get(
    "/needed",
    scope=Scope.OUTCOMES_READ,
    summary="Welke resultaten achterblijven en welk plan erop antwoordt (needed)",
    description=(
        "Per contract de afspraken die in hun nieuwste kwartaal achterblijven (R-O20). De bladzijde telt contracten."
    ),
    answer=PlanNeed,
    page=True,
)
async def list_needs(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    term_days: Annotated[
        int,
        Query(
            alias="termDays",
            ge=0,
            le=366,
            description="Binnen hoeveel dagen na het kwartaal er een plan moet zijn.",
        ),
    ] = rules.DEFAULT_TERM_DAYS,
) -> Response:
    """Which agreements lag and which plan answers them."""
    return page(ctx, PlanNeed, await operations.list_needs(ctx, request, contract_id, term_days))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Wat opdrachtgever en aanbieder afspreken omdat een resultaat achterblijft, met de voortgang (R-O20, N-152).",
        example=EXAMPLE,
        filters={
            "contract_id": "Alleen van dit contract.",
            "state": "Alleen in deze toestand.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.NotASideOfThePlan, rules.PlanRefused],
    ),
)


@router.post(
    "/{plan_id}/agreement",
    scope=Scope.OUTCOMES_WRITE,
    summary="Ga akkoord met een plan van aanpak (agreement)",
    description="Een plan is van beide partijen: wie het niet voorstelde gaat akkoord (R-O20).",
    answer=ImprovementPlan,
    problems=_LIFE,
)
async def agree_improvement_plan(ctx: Ctx, plan_id: UUID) -> Response:
    """Agree to a plan."""
    return answer(ctx, ImprovementPlan, await operations.agree_improvement_plan(ctx, plan_id))


@router.post(
    "/{plan_id}/progress",
    scope=Scope.OUTCOMES_WRITE,
    summary="Meld de voortgang van een plan van aanpak (progress)",
    description="Over één afspraak of het geheel; `done` zegt dat zij is nagekomen (D-09).",
    answer=ImprovementPlan,
    problems=[*_LIFE, rules.ActionUnknown],
    example={"actionNumber": 1, "note": "Alle teams hebben een vaste dag.", "done": True},
)
async def tell_progress(ctx: Ctx, plan_id: UUID, body: NewPlanProgress) -> Response:
    """Tell the progress."""
    return answer(ctx, ImprovementPlan, await operations.tell_progress(ctx, plan_id, body))


@router.post(
    "/{plan_id}/closure",
    scope=Scope.OUTCOMES_WRITE,
    summary="Sluit een plan van aanpak (closure)",
    description="Met wat het opleverde, of zonder: dan is het ingetrokken.",
    answer=ImprovementPlan,
    problems=_LIFE,
    example={"result": "recovered", "note": "De wachttijd is weer binnen de norm."},
)
async def close_improvement_plan(ctx: Ctx, plan_id: UUID, body: PlanClosure) -> Response:
    """Close a plan."""
    return answer(ctx, ImprovementPlan, await operations.close_improvement_plan(ctx, plan_id, body))
