"""What can be done with budgets for results: the municipality sets, sums, ends and withdraws them; the citizen's choice is recorded."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.clarifications.store import find_clarification
from services.access.contract_terms import store as contract_terms
from services.access.contract_terms.rules import ContractNotFound
from services.access.requests import store as requests
from services.access.requests.rules import check_purchaser
from services.access.result_budgets import rules, store
from services.access.result_budgets.rules import (
    BudgetedResult,
    Package,
    ResultBudget,
    ResultBudgetNotFound,
    ResultBudgetSum,
)
from services.access.result_budgets.store import REGISTER
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas.access import result_budgets as schemas
from shared.values import Derivation
from shared.values.legal_frames import ResultBudgetState
from shared.values.terms import Scope

PLAIN = Plain(
    one="result_budget",
    many="result_budgets",
    dutch="budget voor resultaten",
    dutch_many="budgetten voor resultaten",
    model=schemas.ResultBudget,
    new=schemas.NewResultBudget,
    missing=ResultBudgetNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_result_budget(ctx: Context, budget_id: UUID) -> ResultBudget:
    """One budget. Raises ResultBudgetNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, budget_id)


@operation
async def list_result_budgets(
    ctx: Context,
    page: PageRequest,
    *,
    state: ResultBudgetState | None = None,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    contract_id: UUID | None = None,
    provider: str | None = None,
    reference: str | None = None,
) -> Slice[ResultBudget]:
    """A page of budgets. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, citizen_id=citizen_id, request_id=request_id, contract_id=contract_id,
            provider=provider, external_reference=reference,
        )  # fmt: skip


@operation
async def get_result_budget_sum(ctx: Context, citizen_id: UUID) -> ResultBudgetSum:
    """What a citizen's budgets that stand come to (R-A32). Raises PurchaserOnly, CitizenNotFound, CitizenErased."""
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        await citizens.check_alive(connection, owner, citizen_id)
        return await store.sum_budgets(connection, owner, citizen_id)


@operation
async def register_result_budget(ctx: Context, new: schemas.NewResultBudget) -> ResultBudget:
    """Set a budget for a citizen's package of results, after what comes first was weighed (R-A32, A-7.1).

    The same client, reference and contents give the budget that is there (Replayed). Raises RequestNotFound, PurchaserOnly,
    CitizenErased, ContractNotFound, ContractNotInForce, ResultBudgetRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    user, actor, reference = ctx.require_end_user(), ctx.actor, new.external_reference
    results = [BudgetedResult(one.text, one.amount_cents) for one in new.results]
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, new.request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        known = await REGISTER.find_by_reference(connection, request.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            given = {"request_id": new.request_id, "results": results, "amount_cents": new.amount_cents}
            give_known(schemas.ResultBudget, known, reference, {**given, "start_date": new.start_date})
        terms, contract_id = None, new.contract_id or request.contract_id
        if contract_id is not None:
            terms = await contract_terms.get_terms(connection, contract_id)
            if terms.owner != request.owner:
                raise ContractNotFound(id=contract_id)
        told = await find_clarification(connection, request.owner, request.id)
        stands = await store.is_known(connection, request.owner, request.id)
        package = Package(reference, results, new.amount_cents, new.start_date, new.end_date)
        made, why = rules.set_budget(request, terms, told, package, known=stands, user=user, today=ctx.today)
        await REGISTER.add(connection, made, actor.client_id)
        await logbook.record(ctx, connection, "result-budget-set", schemas.ResultBudget, made, why)
    return made


async def _locked(ctx: Context, connection: Connection, budget_id: UUID) -> tuple[ResultBudget, Derivation]:
    """A budget with what explains it so far, locked, in the version that was seen, of a citizen who is there."""
    known = await REGISTER.get(connection, budget_id, lock=True)
    ctx.expect(known.version)
    check_purchaser(ctx.actor.organisations, known.owner, purchaser=ctx.actor.purchaser)
    await citizens.check_alive(connection, known.owner, known.citizen_id)
    told = await logbook.get_derivation(connection, budget_id)
    return known, told[1] if told else Derivation()


@operation
async def choose_provider(ctx: Context, budget_id: UUID, given: schemas.BudgetChoice) -> ResultBudget:
    """Record the provider that the citizen chose from the framework contract, once or anew (R-A32, A-7.5).

    The provider that was chosen already is answered as it is (Replayed). Raises ResultBudgetNotFound, PreconditionFailed,
    PurchaserOnly, CitizenErased, ResultBudgetClosed, NotAMember.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, budget_id)
        terms = await contract_terms.get_terms(connection, known.contract_id)
        chosen, why = rules.choose(known, terms, given.provider, ctx.today, told)
        if chosen is known:
            raise Replayed(Answer(200, encode(schemas.ResultBudget, known), known.version, known.id))
        await REGISTER.save(connection, chosen)
        await logbook.record(ctx, connection, "result-budget-chosen", schemas.ResultBudget, chosen, why)
    return chosen


@operation
async def end_result_budget(ctx: Context, budget_id: UUID, given: schemas.BudgetEnding) -> ResultBudget:
    """End a budget on a day. Raises ResultBudgetNotFound, PurchaserOnly, CitizenErased, ResultBudgetClosed, ResultBudgetRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, budget_id)
        ended, why = rules.end(known, given.end_date, told)
        await REGISTER.save(connection, ended)
        await logbook.record(ctx, connection, "result-budget-ended", schemas.ResultBudget, ended, why)
    return ended


@operation
async def withdraw_result_budget(ctx: Context, budget_id: UUID) -> ResultBudget:
    """Take a budget back. Raises ResultBudgetNotFound, PurchaserOnly, CitizenErased, ResultBudgetClosed."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, budget_id)
        gone, why = rules.withdraw(known, ctx.today, told)
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "result-budget-withdrawn", schemas.ResultBudget, gone, why)
    return gone
