"""What can be done with evaluations: record one that was held, and read them."""

from __future__ import annotations

from uuid import UUID

from services.contracts.amendments import store as amendments
from services.contracts.amendments.rules import AmendmentNotFound
from services.contracts.contracts import store as contracts
from services.contracts.evaluations import rules, store
from services.contracts.evaluations.rules import Evaluation
from shared.errors import PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.life import EvaluationKind
from shared.values.terms import Scope

_GIVEN = ("contract_id", "kind", "held_on", "extreme_circumstances", "conclusion", "proposal", "amendment_id")


@operation
async def get_evaluation(ctx: Context, evaluation_id: UUID) -> Evaluation:
    """One evaluation. Raises EvaluationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.EVALUATIONS.get(connection, evaluation_id)


@operation
async def list_evaluations(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    kind: EvaluationKind | None = None,
    reference: str | None = None,
) -> Slice[Evaluation]:
    """A page of evaluations, of one contract, kind or reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.EVALUATIONS.page(
            connection, page, contract_id=contract_id, kind=kind, external_reference=reference
        )


@operation
async def list_evaluations_by_contract(ctx: Context, ids: list[UUID]) -> dict[UUID, list[Evaluation]]:
    """The evaluations of many contracts at once, for a loader."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.EVALUATIONS.list_by(connection, "contract_id", ids)
    grouped: dict[UUID, list[Evaluation]] = {}
    for evaluation in found:
        grouped.setdefault(evaluation.contract_id, []).append(evaluation)
    return grouped


@operation
async def hold_evaluation(ctx: Context, new: schemas.NewEvaluation) -> Evaluation:
    """Record an evaluation that was held; the scope is compared with what was tendered (R-C05, R-C06, R-C07, D-55).

    The same client, reference and contents give what is there (Replayed). Raises ContractNotFound, AmendmentNotFound,
    PurchaserOnly, EvaluationRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await contracts.get_contract(connection, new.contract_id)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        if new.amendment_id is not None:
            amendment = await amendments.get_amendment(connection, new.amendment_id)
            if amendment.contract_id != contract.id:
                raise AmendmentNotFound(id=new.amendment_id)
        made, why = rules.hold(
            contract,
            new.kind,
            new.held_on,
            extreme=new.extreme_circumstances,
            conclusion=new.conclusion,
            proposal=new.proposal,
            amendment_id=new.amendment_id,
            reference=new.external_reference,
            today=ctx.today,
        )
        return await store.EVALUATIONS.enter(ctx, connection, made, "evaluation-held", why, given=_GIVEN)
