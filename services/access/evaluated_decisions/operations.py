"""What a municipality can do with evaluated decisions: read which ask for its attention."""

from __future__ import annotations

from uuid import UUID

from services.access.desired_results.rules import DesiredResult
from services.access.desired_results.store import REGISTER as RESULTS
from services.access.evaluated_decisions import rules, store
from services.access.evaluated_decisions.rules import EvaluatedDecision, EvaluatedDecisionNotFound
from shared.kit.context import Context, operation
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.care_courses import DesiredResultState
from shared.values.terms import Law, Scope

PLAIN = Plain(
    one="evaluated_decision",
    many="evaluated_decisions",
    dutch="besluit met beoordeelde resultaten",
    dutch_many="besluiten met alleen beoordeelde resultaten",
    model=schemas.EvaluatedDecision,
    new=None,
    missing=EvaluatedDecisionNotFound,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_evaluated_decision(ctx: Context, decision_id: UUID) -> EvaluatedDecision:
    """One decision of the list. Raises EvaluatedDecisionNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.find_judged(connection, decision_id, await ctx.read_clock(connection))
        if found is None:
            raise EvaluatedDecisionNotFound(id=decision_id)
        results = await RESULTS.list_by(connection, "decision_id", [decision_id])
    return rules.evaluated(found, _judged(results))


@operation
async def list_evaluated_decisions(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    citizen_id: UUID | None = None,
    provider: str | None = None,
    law: Law | None = None,
) -> Slice[EvaluatedDecision]:
    """A page of the decisions that run while all their results were judged (R-A11, R-A34); two statements, however many."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.list_judged(
            connection, page, await ctx.read_clock(connection), contract_id=contract_id, citizen_id=citizen_id,
            provider=provider, law=law,
        )  # fmt: skip
        results = await RESULTS.list_by(connection, "decision_id", [one.id for one in found.items])
    by_decision: dict[UUID | None, list[DesiredResult]] = {}
    for one in _judged(results):
        by_decision.setdefault(one.decision_id, []).append(one)
    return Slice([rules.evaluated(one, by_decision[one.id]) for one in found.items], found.last)


def _judged(results: list[DesiredResult]) -> list[DesiredResult]:
    return [one for one in results if one.state is DesiredResultState.EVALUATED]
