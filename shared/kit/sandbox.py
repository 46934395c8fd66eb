"""Sandbox tenants: invented organisations whose domain clock is moved one day at a time over the services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ARRAY, Date, Text, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from shared.errors import NotAllowed, NotFound, Refused
from shared.errors import Text as Sentence
from shared.kit.database import statement
from shared.kit.logbook import CLOCKS
from shared.kit.sandbox_guests import check_guests
from shared.kit.work import count_due, do_due
from shared.schemas.common import FollowerPosition, NewSandboxTenant, SandboxState

if TYPE_CHECKING:
    from shared.kit.context import Context


class SandboxClosed(Refused):
    """There are no sandbox tenants where real money moves."""

    code = "sandbox-closed"
    title = Sentence("Geen zandbak in productie", "No sandbox in production")
    detail = Sentence("Deze omgeving kent geen zandbak.", "This environment has no sandbox.")
    mend = Sentence("Gebruik een testomgeving.", "Use a test environment.")


class TenantForeign(NotAllowed):
    """A sandbox is moved by its own purchaser, or by the system's administrator."""

    code = "sandbox-foreign"
    title = Sentence("De zandbak is van een ander", "The sandbox is another's")
    detail = Sentence("Dit token spreekt niet voor {owner}.", "This token does not speak for {owner}.")
    mend = Sentence("Vraag een token van {owner}.", "Ask for a token of {owner}.")


class TenantExists(Refused):
    """This tenant is open already, on another day or with other organisations."""

    code = "sandbox-exists"
    title = Sentence("De zandbak bestaat al", "The sandbox exists already")
    detail = Sentence("Zandbak {owner} staat op {today}.", "Sandbox {owner} stands at {today}.")
    mend = Sentence(
        "Ga verder met deze zandbak of neem een ander OIN.", "Go on with this sandbox or take another OIN."
    )


class TenantUnknown(NotFound):
    """There is no such sandbox tenant."""

    code = "sandbox-unknown"
    title = Sentence("Zandbak niet gevonden", "Sandbox not found")
    detail = Sentence("Er is geen zandbak {owner}.", "There is no sandbox {owner}.")
    mend = Sentence("Open hem eerst met POST /v1/sandbox.", "Open it first with POST /v1/sandbox.")


class DayRefused(Refused):
    """A sandbox's clock goes forward one day at a time and never back."""

    code = "sandbox-day-refused"
    title = Sentence("Deze dag kan niet", "Not this day")
    detail = Sentence(
        "De klok staat op {today}; {asked} is niet die dag of de volgende.",
        "The clock stands at {today}; {asked} is neither that day nor the next.",
    )
    mend = Sentence("Vraag de volgende dag: {next}.", "Ask for the next day: {next}.")


@statement
def _open() -> Executable:
    return (
        insert(CLOCKS)
        .values(
            owner=bindparam("owner"),
            parties=bindparam("parties", type_=ARRAY(Text)),
            today=bindparam("today"),
        )
        .on_conflict_do_nothing()
        .inline()
    )


@statement
def _get(lock: bool) -> Executable:
    query = select(CLOCKS).where(CLOCKS.c.owner == bindparam("owner"))
    return query.with_for_update() if lock else query


@statement
def _set() -> Executable:
    return (
        CLOCKS.update()
        .where(CLOCKS.c.owner == bindparam("owner_"))
        .values(today=bindparam("today", type_=Date))
    )


def _own(ctx: Context, owner: str) -> Context:
    ctx.admit("sandbox", "write")
    settings, organisations = ctx.service.settings, ctx.actor.organisations
    if not settings.sandbox:
        raise SandboxClosed()
    if not ctx.actor.service and not {owner, settings.system_oin} & set(organisations):
        raise TenantForeign(owner=owner)
    return ctx.acting_for(owner)


async def _today(ctx: Context, owner: str) -> date:
    async with _own(ctx, owner).read() as connection:
        row = await connection.fetch_one(_get(False), owner=owner)
    if row is None:
        raise TenantUnknown(owner=owner)
    today: date = row["today"]
    return today


async def _who_lives_there(ctx: Context, owner: str) -> list[str]:
    async with _own(ctx, owner).read() as connection:
        row = await connection.fetch_one(_get(False), owner=owner)
    assert row is not None
    return [owner, *row["parties"]]


async def open_tenant(ctx: Context, asked: NewSandboxTenant) -> SandboxState:
    """Open a tenant on a day; asked again in the same words it is the same tenant, on the day it has reached.

    Raises SandboxClosed, TenantForeign, TenantExists, GuestKnown.
    """
    own = _own(ctx, asked.owner)
    parties = sorted(set(asked.organisations))
    async with own.begin() as connection:
        added = await connection.execute(_open(), owner=asked.owner, parties=parties, today=asked.today)
        if not added:
            row = await connection.fetch_one(_get(False), owner=asked.owner)
            assert row is not None
            if row["parties"] != parties or asked.today > row["today"]:
                raise TenantExists(owner=asked.owner, today=row["today"])
        else:
            await check_guests(ctx, connection, asked.owner, parties)
        connection.recorded = True  # a clock is no domain fact: nobody follows it
    return await get_state(ctx, asked.owner)


async def get_state(ctx: Context, owner: str) -> SandboxState:
    """Where a tenant stands in this service. Raises TenantForeign, TenantUnknown."""
    return await _state(ctx, owner, await _today(ctx, owner))


async def set_day(ctx: Context, owner: str, day: date) -> SandboxState:
    """Move the clock to the next day; the same day again changes nothing. Raises TenantUnknown, DayRefused."""
    own = _own(ctx, owner)
    async with own.begin() as connection:
        row = await connection.fetch_one(_get(True), owner=owner)
        if row is None:
            raise TenantUnknown(owner=owner)
        following = row["today"] + timedelta(days=1)
        if day not in (row["today"], following):
            raise DayRefused(today=row["today"], asked=day, next=following)
        if day == following:
            await connection.execute(_set(), owner_=owner, today=day)
        connection.recorded = True
    return await _state(ctx, owner, day)


async def catch_up(ctx: Context, owner: str) -> SandboxState:
    """Follow all siblings to the end of their feeds. Raises TenantUnknown."""
    await _today(ctx, owner)
    for follower in ctx.service.followers.values():
        await follower.catch_up()
    return await get_state(ctx, owner)


async def do_work(ctx: Context, owner: str) -> SandboxState:
    """Do what is due on the tenant's day, and send the webhooks that are due to who lives there. Raises TenantUnknown."""
    await _today(ctx, owner)
    await do_due(ctx.service, owner)
    await ctx.service.webhooks.deliver(await _who_lives_there(ctx, owner))
    return await get_state(ctx, owner)


async def _state(ctx: Context, owner: str, today: date) -> SandboxState:
    service = ctx.service
    followers = []
    for feed, follower in service.followers.items():
        found = await follower.state()
        followers.append(
            FollowerPosition(
                feed=feed, position=found["position"], parked=found["parked"], applied=found["applied"]
            )
        )
    return SandboxState(
        owner=owner,
        today=today,
        position=await service.mark.settle(service.database, patience=0.5),
        due=await count_due(service, owner),
        followers=followers,
    )
