"""Reciprocal obligations and the reciprocity report over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.obligations import operations, rules
from services.contracts.obligations.store import Filter
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer, Oin, Reference
from shared.schemas.contracts import (
    NewReciprocalObligation,
    ObligationStep,
    ReciprocalObligation,
    ReciprocityLine,
)
from shared.values.budgets import ObligationKind, ObligationState
from shared.values.terms import Scope

router = Router(tags=["obligations"])
EXAMPLE = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "kind": "socialPlan",
    "description": "Een sociaal plan voor de hele sector",
    "dueOn": "2026-09-30",
}
AGREEING = [PurchaserOnly, ContractNotFound, rules.ObligationRefused, ReferenceUsed]
ContractId = Annotated[UUID | None, Query(alias="contractId", description="Alleen van dit contract.")]


@router.get(
    "/obligations",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek wederkerige verplichtingen (obligations)",
    description="Ook als werklijst: wat nog open staat en uiterlijk op een dag moet (N-119).",
    answer=ReciprocalObligation,
    page=True,
)
async def list_obligations(
    ctx: Ctx,
    request: PageQuery,
    contract_id: ContractId = None,
    kind: Annotated[ObligationKind | None, Query(description="Alleen van deze soort.")] = None,
    party: Annotated[Oin | None, Query(description="Alleen van deze partij (OIN).")] = None,
    state: Annotated[ObligationState | None, Query(description="Alleen in deze toestand.")] = None,
    due_date_to: Annotated[
        Day | None, Query(alias="dueDateTo", description="Alleen die uiterlijk op of voor deze dag moeten.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of obligations."""
    asked = Filter(contract_id, kind, party, state, due_date_to, external_reference)
    return page(ctx, ReciprocalObligation, await operations.list_obligations(ctx, request, asked))


@router.post(
    "/obligations",
    scope=Scope.CONTRACTS_WRITE,
    summary="Spreek een wederkerige verplichting af (obligation)",
    description="Wat de aanbieder doet tegenover een garantie: sociaal plan, detachering, scholing, mobiliteit (R-C50).",
    answer=ReciprocalObligation,
    status=201,
    problems=AGREEING,
    example=EXAMPLE,
    dry_run=True,
)
async def agree_obligation(ctx: Ctx, body: NewReciprocalObligation) -> Response:
    """Agree an obligation."""
    made = await operations.agree_obligation(ctx, body)
    return answer(ctx, ReciprocalObligation, made, 201, f"/v1/obligations/{made.id}")


@router.put(
    "/obligations/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Spreek een verplichting af onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde verplichting komt terug; een andere inhoud wordt geweigerd.",
    answer=ReciprocalObligation,
    status=201,
    problems=AGREEING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_obligation(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de verplichting.")],
    body: NewReciprocalObligation,
) -> Response:
    """Agree an obligation under a reference of one's own."""
    made = await operations.agree_obligation(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, ReciprocalObligation, made, 201, f"/v1/obligations/{made.id}")


@router.get(
    "/obligations/{obligation_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een wederkerige verplichting (obligation)",
    answer=ReciprocalObligation,
    problems=[rules.ObligationNotFound],
)
async def get_obligation(ctx: Ctx, obligation_id: UUID) -> Response:
    """One obligation."""
    return answer(ctx, ReciprocalObligation, await operations.get_obligation(ctx, obligation_id))


@router.get(
    "/obligations/{obligation_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom is de verplichting in deze toestand (derivation)",
    answer=DerivationAnswer,
    problems=[rules.ObligationNotFound],
)
async def get_obligation_derivation(ctx: Ctx, obligation_id: UUID) -> Response:
    """Why an obligation is in its state."""
    await operations.get_obligation(ctx, obligation_id)
    return await explained(ctx, obligation_id)


@router.post(
    "/obligations/{obligation_id}/states",
    scope=Scope.CONTRACTS_WRITE,
    summary="Zet een verplichting in een volgende toestand (state)",
    description="De uitvoerende partij meldt underWay; de opdrachtgever fulfilled, of waived met een reden.",
    answer=ReciprocalObligation,
    problems=[rules.ObligationNotFound, rules.StepOfOther, rules.ObligationStepRefused],
    example={"state": "fulfilled", "evidence": "Vastgesteld door de ondernemingsraden"},
    dry_run=True,
)
async def advance_obligation(ctx: Ctx, obligation_id: UUID, body: ObligationStep) -> Response:
    """A next state."""
    state = ObligationState(body.state)
    done = await operations.advance_obligation(ctx, obligation_id, state, body.evidence)
    return answer(ctx, ReciprocalObligation, done)


@router.get(
    "/reciprocity-report",
    scope=Scope.CONTRACTS_READ,
    summary="Lees wat is gegarandeerd en wat daartegenover staat (reciprocity report, D-56)",
    description=(
        "Per contract met een garantie of een verplichting: de gegarandeerde bedragen per jaar, de verplichtingen, en wat"
        " ontbreekt of te laat is (R-C50)."
    ),
    answer=ReciprocityLine,
    page=True,
)
async def read_reciprocity_report(ctx: Ctx, request: PageQuery, contract_id: ContractId = None) -> Response:
    """A page of contracts with guarantees and obligations."""
    return page(ctx, ReciprocityLine, await operations.read_reciprocity(ctx, request, contract_id))
