"""What a purchaser does with the lights of a contract: give them, see them side by side (N-157, D-46)."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.incentive_evaluations import rules, store
from services.outcomes.incentive_evaluations.rules import IncentiveEvaluation, Overview
from services.outcomes.indicators import store as indicators
from shared.errors import PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.merging import made
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.consulting import Light
from shared.values.findings import Dimension
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewIncentiveEvaluation.model_fields if name != "external_reference")
PLAIN = Plain(
    "incentive_evaluation",
    "incentive_evaluations",
    "stoplicht",
    "stoplichten",
    schemas.IncentiveEvaluation,
    schemas.NewIncentiveEvaluation,
    rules.EvaluationNotFound,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_incentive_evaluation(ctx: Context, incentive_evaluation_id: UUID) -> IncentiveEvaluation:
    """One light. Raises EvaluationNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.EVALUATIONS.get(connection, incentive_evaluation_id)


@operation
async def list_incentive_evaluations(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    year: int | None = None,
    dimension: Dimension | None = None,
    light: Light | None = None,
    reference: str | None = None,
) -> Slice[IncentiveEvaluation]:
    """A page of lights, filtered when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.EVALUATIONS.page(
            connection, page, contract_id=contract_id, year=year, dimension=dimension, light=light,
            external_reference=reference,
        )  # fmt: skip


@operation
async def register_incentive_evaluation(
    ctx: Context, new: schemas.NewIncentiveEvaluation
) -> IncentiveEvaluation:
    """Give a dimension its light, with the argument (D-46).

    The same client, reference and contents give what is there (Replayed). Raises ContractNotFound, PurchaserOnly,
    YearOutsideContract, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await indicators.get_contract(connection, new.contract_id)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        rules.check_year(contract, new.year, ctx.today)
        light = made(
            IncentiveEvaluation, new, id=new_id(), version=1, owner=contract.owner,
            parties=sorted({*contract.parties, *contract.members}), given_on=ctx.today,
        )  # fmt: skip
        return await store.EVALUATIONS.enter(
            ctx, connection, light, "incentive-evaluation-given", given=_GIVEN
        )


@operation
async def get_overview(ctx: Context, contract_id: UUID, year: int) -> Overview:
    """The lights of a contract in a year, beside those of before (D-46). Raises ContractNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        contract = await indicators.get_contract(connection, contract_id)
        given = await store.EVALUATIONS.list_by(connection, "contract_id", [contract.id])
    return rules.overview(contract.id, year, given)
