"""Reading requests, and asking which municipality would be responsible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.policies import store as policies
from services.access.requests import rules, store
from services.access.requests.rules import Request
from services.access.requests.store import Filter
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.terms import Scope


@operation
async def get_request(ctx: Context, request_id: UUID) -> Request:
    """One request. Raises RequestNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.get_request(connection, request_id)


@operation
async def get_question(ctx: Context, request_id: UUID) -> Request:
    """The question itself and the motives, for the municipality alone. Raises RequestNotFound, CitizenErased."""
    ctx.require(Scope.ACCESS_READ)
    ctx.require_end_user()
    async with ctx.read() as connection:
        request = await store.get_request(connection, request_id)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
    return request


@operation
async def list_requests(ctx: Context, page: PageRequest, filter_: Filter) -> Slice[Request]:
    """A page of requests. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (filter_.external_reference, filter_.team, filter_.area):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await store.list_requests(connection, page, filter_)


@operation
async def list_requests_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, Request]:
    """Many requests at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return {request.id: request for request in await store.list_requests_by_id(connection, ids)}


@operation
async def assess_responsible_municipality(
    ctx: Context, asked: schemas.AssessResidence
) -> schemas.ResponsibleMunicipality:
    """Which municipality would be responsible, by addresses and stays that are not kept (R-A56). Raises PurchaserOnly."""
    ctx.require(Scope.ACCESS_READ)
    owner = ctx.actor.organisation
    rules.check_purchaser(ctx.actor.organisations, owner, purchaser=ctx.actor.purchaser)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        policy = await policies.policy_on(connection, owner, today)
    found, _ = rules.responsible(residence_of(asked), asked.law, asked.on or today)
    code = rules.code_of(found, asked.law, owner)
    by = None if code is None else today + timedelta(days=policy.transfer_term_days)
    return schemas.ResponsibleMunicipality(
        municipality=found.municipality, reason=found.reason, since=found.since, code=code, transfer_by=by
    )


def residence_of(given: schemas.Residence) -> rules.Residence:
    """The addresses and stays of a body."""
    return rules.Residence(
        [rules.Place(one.municipality, one.from_date, one.until) for one in given.addresses],
        [rules.Place(one.municipality, one.from_date, one.until) for one in given.stays],
        given.mother,
    )
