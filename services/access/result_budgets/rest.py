"""Budgets for results over REST: a plain resource (shared/kit/plain.py) that gets a provider and ends, and their sum per citizen."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.contract_terms.rules import ContractNotFound, ContractNotInForce, NotAMember
from services.access.requests.rules import RequestNotFound
from services.access.result_budgets import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access.result_budgets import BudgetChoice, BudgetEnding, ResultBudget, ResultBudgetSum
from shared.values.terms import Scope

router = Router(prefix="/result-budgets", tags=["result-budgets"])
EXAMPLE: dict[str, Any] = {
    "requestId": "01890000-0000-7000-8000-000000000000",
    "results": [
        {"text": "Het huishouden loopt weer.", "amountCents": 200000},
        {"text": "Twee keer per week onder de mensen.", "amountCents": 150000},
        {"text": "De post is op orde.", "amountCents": 100000},
    ],
    "amountCents": 450000,
    "startDate": "2026-05-01",
}
_ONE = [rules.ResultBudgetNotFound, PurchaserOnly, CitizenErased, rules.ResultBudgetClosed]


@router.get(
    "/sum",
    scope=Scope.ACCESS_READ,
    summary="Tel de budgetten van een inwoner op (sum)",
    description="De som van de budgetten voor resultaten die voor deze inwoner gelden (R-A32).",
    answer=ResultBudgetSum,
    problems=[PurchaserOnly, CitizenNotFound, CitizenErased],
)
async def get_result_budget_sum(
    ctx: Ctx, citizen_id: Annotated[UUID, Query(alias="citizenId", description="De inwoner (surrogaat).")]
) -> Response:
    """What a citizen's budgets come to."""
    return answer(ctx, ResultBudgetSum, await operations.get_result_budget_sum(ctx, citizen_id))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Een persoonlijk budget voor het pakket aan resultaten van een inwoner (R-A32): pas nadat de voorliggende voorzieningen"
            " zijn gewogen, onder een raamovereenkomst waaruit de inwoner een aanbieder kiest (choice). Wie acuut zorg nodig heeft,"
            " wacht daar niet op."
        ),
        example=EXAMPLE,
        filters={
            "state": "Alleen in deze toestand.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
            "request_id": "Alleen van deze melding.",
            "contract_id": "Alleen onder deze raamovereenkomst.",
            "provider": "Alleen bij deze aanbieder.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[
            RequestNotFound, CitizenErased, ContractNotFound, ContractNotInForce, rules.ResultBudgetRefused,
        ],
    ),
)  # fmt: skip


@router.post(
    "/{result_budget_id}/choice",
    scope=Scope.ACCESS_WRITE,
    summary="Leg vast welke aanbieder de inwoner koos (choice)",
    description="Een lid van de raamovereenkomst; de inwoner mag later een ander lid kiezen.",
    answer=ResultBudget,
    problems=[*_ONE, NotAMember],
    example={"provider": "00000099000000000019"},
    dry_run=True,
)
async def choose_provider(ctx: Ctx, result_budget_id: UUID, body: BudgetChoice) -> Response:
    """Record the citizen's choice."""
    return answer(ctx, ResultBudget, await operations.choose_provider(ctx, result_budget_id, body))


@router.post(
    "/{result_budget_id}/ending",
    scope=Scope.ACCESS_WRITE,
    summary="Beëindig een budget (ending)",
    answer=ResultBudget,
    problems=[*_ONE, rules.ResultBudgetRefused],
    example={"endDate": "2026-12-31"},
    dry_run=True,
)
async def end_result_budget(ctx: Ctx, result_budget_id: UUID, body: BudgetEnding) -> Response:
    """End a budget."""
    return answer(ctx, ResultBudget, await operations.end_result_budget(ctx, result_budget_id, body))


@router.post(
    "/{result_budget_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een budget in (withdrawal)",
    answer=ResultBudget,
    problems=_ONE,
    dry_run=True,
)
async def withdraw_result_budget(ctx: Ctx, result_budget_id: UUID) -> Response:
    """Withdraw a budget."""
    return answer(ctx, ResultBudget, await operations.withdraw_result_budget(ctx, result_budget_id))
