"""What was done under contracts of what they ask: how social return and the quality demands stand (R-C31, R-C32)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract
from services.contracts.findings.rules import Delivered
from services.contracts.quality_deliveries import rules as quality
from services.contracts.quality_deliveries.store import list_measured
from services.contracts.social_returns import rules as social
from services.contracts.social_returns.store import read_around
from shared.kit.database import Connection


async def read_delivered(connection: Connection, found: list[Contract], today: date) -> dict[UUID, Delivered]:
    """Of each contract in force what was done of what it asks; four statements at most, and none where none asks."""
    running = [one for one in found if one.state not in social.NOT_IN_FORCE]
    asking = [one for one in running if social.asks(one)]
    demanding = [one for one in running if quality.demands_of(one)]
    around = await read_around(connection, [one.id for one in asking])
    told = await list_measured(connection, [one.id for one in demanding])
    stands = {}
    for one in asking:
        beside = around[one.id]
        stands[one.id], _ = social.statement(one, beside.slices, beside.stated, beside.realised)
    checks = {one.id: quality.check(one, told[one.id], today) for one in demanding}
    return {one.id: Delivered(stands.get(one.id), checks.get(one.id)) for one in running}
