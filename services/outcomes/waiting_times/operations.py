"""What happens to waiting times: they follow the access feed, and are read per contract and quarter."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.cases import store as cases
from services.outcomes.indicators import store as indicators
from services.outcomes.indicators.rules import ContractCopy, quarter_period
from services.outcomes.waiting_times import rules, store
from services.outcomes.waiting_times.rules import Wait, WaitingTime, WaitingTimes, WaitingTimesByGroup
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.rights import OURSELVES
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.flowing import GroupedBy
from shared.values.terms import Scope


@operation
async def get_waiting_times(ctx: Context, contract_id: UUID, quarter: str) -> WaitingTimes:
    """The waiting times of a contract's requests whose first contact lies in the quarter (R-O06), without small numbers (F-08).

    A provider's are those of its own requests; the purchaser's and the auditor's those of all. A sibling reckons with the
    figures as they are. Raises ContractNotFound.
    """
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        contract = await indicators.get_contract(connection, contract_id)
        waits = await store.list_waits(connection, contract_id, quarter_period(quarter))
    limit = 0 if ctx.actor.kind in OURSELVES else ctx.service.settings.small_number
    return rules.waiting_times(contract, quarter, waits, today, limit=limit)


@operation
async def get_waiting_times_by_group(
    ctx: Context, contract_id: UUID, quarter: str, by: GroupedBy
) -> WaitingTimesByGroup:
    """The same for each area or team of the care that followed (R-O06), without small numbers (F-08). Raises ContractNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        contract = await indicators.get_contract(connection, contract_id)
        waits = await store.list_waits(connection, contract_id, quarter_period(quarter))
        followed = await cases.list_care_of_requests(connection, [one.id for one in waits])
    given = sorted((one for one in followed if one.started_on and not one.withdrawn), key=lambda one: one.id)
    places = {one.request_id: (one.area_code, one.team) for one in reversed(given) if one.request_id}
    limit = 0 if ctx.actor.kind in OURSELVES else ctx.service.settings.small_number
    return rules.by_group(contract, quarter, by, waits, places, today, limit=limit)


@operation
async def list_waiting_times(
    ctx: Context, page: PageRequest, contract_id: UUID, quarter: str
) -> Slice[WaitingTime]:
    """A page of the waiting times of single requests, for who works on them. Raises ContractNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        contract = await indicators.get_contract(connection, contract_id)
        found = await store.page_waits(connection, page, contract_id, quarter_period(quarter))
    norm = contract.waiting_norm_days
    return Slice([rules.waiting_time(wait, norm, today) for wait in found.items], found.last)


@operation
async def apply_request(ctx: Context, fact: Fact) -> None:
    """Take over a request's days: received, its first talk held, or closed by moving (R-X07, R-A56). Raises NotYetKnown."""
    told = fact.told(schemas.Request)
    if told.first_talk_on is not None and told.first_talk_on < told.contact_on:
        raise ValueError("a first talk does not lie before the first contact")
    async with ctx.begin() as connection:
        contract = await _contract(connection, told.contract_id)
        wait = Wait(
            id=told.id, version=told.version, owner=fact.owner, external_reference=None,
            parties=_seen_by(told.parties, contract), citizen_id=told.citizen_id, contract_id=told.contract_id,
            contact_on=told.contact_on, first_talk_on=told.first_talk_on, closed_on=told.closed_on,
            client_delay_days=told.client_delay_days,
        )  # fmt: skip
        await store.save_wait(connection, wait, ctx.actor.client_id)


async def _contract(connection: Connection, contract_id: UUID | None) -> ContractCopy | None:
    if contract_id is None:
        return None
    contract = await indicators.find_contract(connection, contract_id)
    if contract is None:
        raise NotYetKnown(f"contract {contract_id}")
    return contract


def _seen_by(providers: list[str], contract: ContractCopy | None) -> list[str]:
    auditor = [contract.auditor] if contract is not None and contract.auditor is not None else []
    return sorted({*providers, *auditor})
