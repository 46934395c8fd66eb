"""What a municipality sees of its most expensive clients."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.access.costly_clients import rules, store
from services.access.costly_clients.rules import CostlyClients
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rights import READ
from shared.kit.steps import steps_of
from shared.values.terms import Scope


@operation
async def list_costly_clients(ctx: Context, first: date, last: date, top_basis_points: int) -> CostlyClients:
    """The most expensive clients of these days by what was allocated, and their part of all costs (R-A43, D-35).

    Raises PurchaserOnly, CostlyPeriodRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    require_purchaser(ctx)
    rules.check_period(first, last)
    async with ctx.read() as connection:
        counted = await store.count_costly(
            connection, connection.organisations, first, last, top_basis_points, limit=rules.MOST
        )
    found = rules.rank(counted, first, last, top_basis_points)
    persons: dict[str, list[UUID]] = {}
    for one in found.lines:
        persons.setdefault(one.owner, []).append(one.citizen_id)
    if persons:
        ctx.seen.note(
            ctx.service.rights.of("costly_clients", READ), "list_costly_clients", persons, machine_now()
        )
    return replace(found, steps=steps_of(ctx, found.derivation))
