"""What can be done with client results: follow what is wanted, give an opinion, read what it comes to and what is to be done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.outcomes.client_results import rules, store
from services.outcomes.client_results.rules import (
    ClientResult,
    ClientResultCounts,
    DesiredResult,
    Opinion,
    ResultTask,
    Speaker,
)
from services.outcomes.flows import store as flows
from services.outcomes.flows.rules import shown_days
from services.outcomes.indicators import store as indicators
from services.outcomes.indicators.rules import ContractCopy
from services.outcomes.measurements.rules import limit_for
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.merging import made
from shared.kit.ownership import give_known
from shared.kit.rights import PURCHASERS
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as sent
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.client_results import ClientResultState
from shared.values.terms import Law, Scope

_GIVEN = tuple(name for name in schemas.NewResultOpinion.model_fields if name != "external_reference")


@operation
async def apply_desired_result(ctx: Context, fact: Fact) -> None:
    """Take over what is wanted for a client, as access set, changed, evaluated or withdrew it (R-X07). Raises NotYetKnown."""
    told = fact.told(sent.DesiredResult)
    async with ctx.begin() as connection:
        if told.contract_id is not None:
            contract = await indicators.find_contract(connection, told.contract_id)
            if contract is None:
                raise NotYetKnown(f"contract {told.contract_id}")
        seen_by = sorted({told.provider} - {fact.owner})
        wanted = DesiredResult(
            id=told.id, version=told.version, owner=fact.owner, parties=seen_by, citizen_id=told.citizen_id,
            contract_id=told.contract_id, provider=told.provider, law=told.law,
            allocation_number=told.allocation_number, referral_id=told.referral_id, domain=told.domain,
            start_value=told.start_value, target=told.target, set_on=told.set_on, term=told.term,
            linked_share_basis_points=told.funding_share_basis_points, state=told.state,
        )  # fmt: skip
        client_id = ctx.actor.client_id
        await store.save_desired_result(connection, wanted, client_id)
        await flows.keep_goal(connection, fact.owner, told, seen_by, client_id)


@operation
async def register_opinion(ctx: Context, new: schemas.NewResultOpinion) -> Opinion:
    """Say, as an evaluator, what became of a desired result; with the last one it is complete (R-O24, R-O25).

    The same client, reference and contents give the opinion that is there (Replayed). A verdict, and each change of it, is
    told in the feed. Raises DesiredResultNotFound, OpinionRefused (with every reason), ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    actor = ctx.actor
    async with ctx.begin() as connection:
        wanted = await store.lock_desired_result(connection, new.desired_result_id)
        await _answer_known(connection, actor.client_id, wanted, new)
        before = await store.find_result_of(connection, wanted.id)
        names = rules.demanded(await _contract(connection, wanted.contract_id))
        result = before if before is not None else rules.opened(wanted, names)
        opinion = made(
            Opinion, new, id=new_id(), version=1, owner=wanted.owner, parties=wanted.parties,
            client_result_id=result.id, citizen_id=wanted.citizen_id, given_by=actor.organisation,
        )  # fmt: skip
        speaker = Speaker(actor.kind in PURCHASERS, actor.organisations)
        faults = rules.refusals(wanted, before, opinion, result.demanded, speaker, ctx.today)
        if faults:
            raise rules.OpinionRefused(errors=faults)
        after, why = rules.evaluate(result, wanted, opinion)
        await _keep(connection, before, after, actor.client_id)
        await store.OPINIONS.add(connection, opinion, actor.client_id)
        if after.verdict is not None:
            await logbook.tell(ctx, connection, "client-result-evaluated", schemas.ClientResult, after, why)
        await logbook.record(ctx, connection, "result-opinion-given", schemas.ResultOpinion, opinion, why)
    return opinion


async def _answer_known(
    connection: Connection, client_id: str, wanted: DesiredResult, new: schemas.NewResultOpinion
) -> None:
    """Leave with the opinion that was given before under this reference, when it is the same."""
    reference = new.external_reference
    known = await store.OPINIONS.find_by_reference(connection, wanted.owner, client_id, reference)
    if known is not None and reference is not None:
        give_known(schemas.ResultOpinion, known, reference, {name: getattr(new, name) for name in _GIVEN})


async def _contract(connection: Connection, contract_id: UUID | None) -> ContractCopy | None:
    return None if contract_id is None else await indicators.find_contract(connection, contract_id)


async def _keep(
    connection: Connection, before: ClientResult | None, after: ClientResult, client_id: str
) -> None:
    if before is None:
        await store.RESULTS.add(connection, after, client_id)
    else:
        await store.RESULTS.save(connection, after)


@operation
async def get_opinion(ctx: Context, opinion_id: UUID) -> Opinion:
    """One opinion. Raises OpinionNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.OPINIONS.get(connection, opinion_id)


@operation
async def list_opinions(
    ctx: Context,
    page: PageRequest,
    *,
    desired_result_id: UUID | None = None,
    client_result_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[Opinion]:
    """A page of opinions, oldest first, also those that were come back on."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.OPINIONS.page(
            connection, page, desired_result_id=desired_result_id, client_result_id=client_result_id,
            external_reference=reference,
        )  # fmt: skip


@operation
async def get_result(ctx: Context, client_result_id: UUID) -> ClientResult:
    """One client result. Raises ClientResultNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.RESULTS.get(connection, client_result_id)


@operation
async def list_results(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    desired_result_id: UUID | None = None,
    law: Law | None = None,
    allocation_number: int | None = None,
    state: ClientResultState | None = None,
    attributable: bool | None = None,
) -> Slice[ClientResult]:
    """A page of client results (D-42): all that anybody said something of."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.RESULTS.page(
            connection, page, contract_id=contract_id, desired_result_id=desired_result_id, law=law,
            allocation_number=allocation_number, state=state, attributable=attributable,
        )  # fmt: skip


@operation
async def list_tasks(ctx: Context, page: PageRequest, contract_id: UUID | None = None) -> Slice[ResultTask]:
    """A page of what is to be done: terms that passed without a verdict, evaluators missing, disputes (R-O24, E-21)."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        found = await store.page_waiting(connection, page, contract_id, today)
        contracts = {one.id: one for one in await indicators.list_contracts(connection)}
    tasks = [
        rules.task(
            one, rules.demanded(contracts.get(one.contract_id) if one.contract_id is not None else None)
        )
        for one in found.items
    ]
    return Slice(tasks, found.last)


@operation
async def get_counts(ctx: Context, contract_id: UUID, start: date, until: date) -> ClientResultCounts:
    """What became of a contract's desired results whose term lies in a period (D-42, E-21, E-22).

    Who is no party to the contract sees whole quarters and no small numbers (F-08). Raises ContractNotFound.
    """
    ctx.require(Scope.OUTCOMES_READ)
    limit = limit_for(ctx.actor.kind, ctx.service.settings.small_number)
    start, until = shown_days(start, until, limit)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        await indicators.get_contract(connection, contract_id)
        tally = await store.tally(connection, contract_id, start, until, today)
    return rules.counts(contract_id, start, until, tally, limit=limit)
