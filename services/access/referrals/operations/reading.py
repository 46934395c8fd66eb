"""Reading referrals, and counting them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.referrals import store
from services.access.referrals.rules import DomainFlows, Referral, RefusalCounts
from services.access.referrals.store import Filter
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.values.terms import Scope


@operation
async def get_referral(ctx: Context, referral_id: UUID) -> Referral:
    """One referral. Raises ReferralNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.get_referral(connection, referral_id)


@operation
async def list_referrals(ctx: Context, page: PageRequest, filter_: Filter) -> Slice[Referral]:
    """A page of referrals. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(filter_.external_reference)
    async with ctx.read() as connection:
        return await store.list_referrals(connection, page, filter_)


@operation
async def list_referrals_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, Referral]:
    """Many referrals at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return {referral.id: referral for referral in await store.list_referrals_by_id(connection, ids)}


@operation
async def list_referrals_by_request(ctx: Context, request_ids: list[UUID]) -> Mapping[UUID, list[Referral]]:
    """The referrals of many requests at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.list_referrals_by_request(connection, request_ids)
    grouped: dict[UUID, list[Referral]] = {}
    for referral in found:
        grouped.setdefault(referral.request_id, []).append(referral)
    return grouped


@operation
async def get_refusal_counts(
    ctx: Context, first_day: date, last_day: date, contract_id: UUID | None
) -> RefusalCounts:
    """How often providers refuse, by how heavy the care is (E-19). Counts of the municipality's own referrals."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        lines = await store.count_refusals(connection, first_day, last_day, contract_id)
    return RefusalCounts(first_day, last_day, lines)


@operation
async def get_domain_flows(ctx: Context, first_day: date, last_day: date) -> DomainFlows:
    """What is referred from domain to domain, with the costs (E-18, D-53)."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        lines = await store.count_flows(connection, first_day, last_day)
    return DomainFlows(first_day, last_day, lines)
