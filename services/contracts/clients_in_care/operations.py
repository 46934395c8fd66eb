"""What happens to clients in care: they follow the access feed, and are counted per contract (R-X12)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from services.contracts.clients_in_care import rules, store
from services.contracts.clients_in_care.rules import Care, ClientsInCare, Counted
from services.contracts.contracts import store as contracts
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact
from shared.kit.rights import OURSELVES, PURCHASERS
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.terms import ActorKind, ProvisionType, ReferralState, Scope

# The municipality and the provider see each case in access too; who else reads here sees no small numbers (F-08).
_ENTITLED = PURCHASERS | OURSELVES | {ActorKind.PROVIDER}


@operation
async def list_clients_in_care(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    population_id: UUID | None = None,
    on: date | None = None,
    until: date | None = None,
) -> Slice[ClientsInCare]:
    """A page of contracts, each with its clients in care from a day (today) up to and including another (R-X12).

    A provider's are its own clients. Two statements, however many contracts. Raises CarePeriodReversed, ContractNotFound.
    """
    ctx.require(Scope.CONTRACTS_READ)
    entitled = ctx.actor.kind in _ENTITLED
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        days = rules.days_counted(on or today, until, entitled=entitled)
        if contract_id is not None:
            found = Slice([await contracts.get_contract(connection, contract_id)])
        else:
            asked = contracts.Filter(population_id=population_id)
            found = await contracts.list_contracts(connection, page, asked)
        counted = await store.count_care(connection, [one.id for one in found.items], *days)
    by_contract: dict[UUID, list[Counted]] = {}
    for one in counted:
        by_contract.setdefault(one.contract_id, []).append(one)
    limit = 0 if entitled else ctx.service.settings.small_number
    items = [
        rules.clients_in_care(
            one.id, one.number, one.population_id, days, by_contract.get(one.id, []), limit=limit
        )
        for one in found.items
    ]
    return Slice(items, found.last)


@operation
async def apply_decision(ctx: Context, fact: Fact) -> None:
    """Take over the days of a decision under a contract, and their end when the citizen moves (R-X12, R-A56).

    One that ends on the day it begins by moving has lapsed (WJ756 code 13).
    """
    told = fact.told(schemas.GrantedDecision)
    async with ctx.begin() as connection:
        if told.contract_id is None:
            return
        care = Care(
            id=told.id,
            version=told.version,
            owner=fact.owner,
            parties=await _seen_by(connection, told.provider, told.contract_id),
            contract_id=told.contract_id,
            provider=told.provider,
            provision_type=told.provision_type,
            product_category=told.product_category,
            product_code=told.product_code,
            start_date=told.start_date,
            end_date=told.end_date,
            lapsed=fact.what == "decision-ended" and told.end_date == told.start_date,
        )
        await store.save_care(connection, care, ctx.actor.client_id)


@operation
async def apply_referral(ctx: Context, fact: Fact) -> None:
    """Take over an accepted referral: care under a general provision from the day of acceptance on (R-X12, R-A27).

    It ends on the day before the citizen lives elsewhere (R-A56); one that moved on the day of acceptance has lapsed.
    """
    told = fact.told(schemas.Referral)
    async with ctx.begin() as connection:
        if told.state is not ReferralState.ACCEPTED or told.answered_on is None:
            return
        care = Care(
            id=told.id,
            version=told.version,
            owner=fact.owner,
            parties=await _seen_by(connection, told.provider, told.contract_id),
            contract_id=told.contract_id,
            provider=told.provider,
            provision_type=ProvisionType.GENERAL,
            start_date=told.answered_on,
            end_date=None
            if told.closed_on is None
            else max(told.answered_on, told.closed_on - timedelta(days=1)),
            lapsed=told.closed_on is not None and told.closed_on <= told.answered_on,
        )
        await store.save_care(connection, care, ctx.actor.client_id)


@operation
async def apply_allocation(ctx: Context, fact: Fact) -> None:
    """Take over an allocation that changed, or was granted apart from a decision: its days, or that it was deleted (R-X12).

    It counts under its decision's id where that made it, else under its own.
    """
    told = fact.told(schemas.Allocation)
    async with ctx.begin() as connection:
        if told.contract_id is None:
            return
        by_decision = told.origin is AllocationOrigin.DECISION
        care = Care(
            id=(told.decision_id or told.id) if by_decision else told.id,
            version=1,
            owner=fact.owner,
            parties=await _seen_by(connection, told.provider, told.contract_id),
            contract_id=told.contract_id,
            provider=told.provider,
            provision_type=ProvisionType.TAILOR_MADE,
            product_category=told.product_category,
            product_code=told.product_code,
            start_date=told.start_date,
            end_date=told.end_date,
            lapsed=told.state is AllocationState.DELETED,
            allocation_version=told.version,
        )
        await store.save_change(connection, care, ctx.actor.client_id)


async def _seen_by(connection: Connection, provider: str, contract_id: UUID) -> list[str]:
    """Who counts this care: its provider, and the contract's auditor, who sees no small numbers."""
    found = await contracts.list_contracts_by_id(connection, [contract_id])
    return sorted({provider, *(one.auditor for one in found if one.auditor is not None)})
