"""Evaluations over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.amendments.rules import AmendmentNotFound
from services.contracts.contracts.rules import ContractNotFound
from services.contracts.evaluations import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference
from shared.schemas.contracts import Evaluation, NewEvaluation
from shared.values.life import EvaluationKind
from shared.values.terms import Scope

router = Router(prefix="/evaluations", tags=["evaluations"])
EXAMPLE = {
    "contractId": "01985c7e-1b1a-7c33-9d0e-5a4f6b7c8d9e",
    "kind": "scopeCheck",
    "heldOn": "2027-01-15",
    "conclusion": "De inloop GGZ hoort er nu bij",
}
HOLDING = [ContractNotFound, AmendmentNotFound, PurchaserOnly, rules.EvaluationRefused, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek evaluaties (evaluations)",
    description="Gehouden evaluaties, toetsen van de opdracht en jaarlijkse toetsen; wat nog moet staat in de kalender.",
    answer=Evaluation,
    page=True,
)
async def list_evaluations(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    kind: Annotated[EvaluationKind | None, Query(description="Alleen van deze soort.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of evaluations."""
    found = await operations.list_evaluations(ctx, request, contract_id, kind, external_reference)
    return page(ctx, Evaluation, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een evaluatie vast (evaluation)",
    description="De evaluatie (R-C05), de toets van de opdracht een jaar na gunning met de verschillen (R-C06), of de jaarlijkse"
    " toets met wat partijen voorstellen (R-C07, D-55).",
    answer=Evaluation,
    status=201,
    problems=HOLDING,
    example=EXAMPLE,
    dry_run=True,
)
async def hold_evaluation(ctx: Ctx, body: NewEvaluation) -> Response:
    """Record an evaluation."""
    made = await operations.hold_evaluation(ctx, body)
    return answer(ctx, Evaluation, made, 201, f"/v1/evaluations/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een evaluatie vast onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde evaluatie komt terug; een andere inhoud wordt geweigerd.",
    answer=Evaluation,
    status=201,
    problems=HOLDING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_evaluation(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de evaluatie.")],
    body: NewEvaluation,
) -> Response:
    """Record an evaluation under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.hold_evaluation(ctx, named)
    return answer(ctx, Evaluation, made, 201, f"/v1/evaluations/{made.id}")


@router.get(
    "/{evaluation_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een evaluatie (evaluation)",
    answer=Evaluation,
    problems=[rules.EvaluationNotFound],
)
async def get_evaluation(ctx: Ctx, evaluation_id: UUID) -> Response:
    """One evaluation."""
    return answer(ctx, Evaluation, await operations.get_evaluation(ctx, evaluation_id))


@router.get(
    "/{evaluation_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Wanneer was deze evaluatie verschuldigd, en wat vond zij (derivation)",
    description="De dag waarop zij verschuldigd was, en de verschillen met de aanbestede opdracht.",
    answer=DerivationAnswer,
    problems=[rules.EvaluationNotFound],
)
async def get_evaluation_derivation(ctx: Ctx, evaluation_id: UUID) -> Response:
    """When it was due and what it found."""
    await operations.get_evaluation(ctx, evaluation_id)
    return await explained(ctx, evaluation_id)
