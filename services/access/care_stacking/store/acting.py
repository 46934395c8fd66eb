"""Stacking as it comes about: one citizen with the household, in the transaction of the act that allocates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Text, Uuid, any_, bindparam, func, select, union
from sqlalchemy.sql.base import Executable

from services.access.care_stacking.rules import Running, judge
from services.access.care_stacking.store.lines import in_plan, running
from services.access.policies.store import policy_on
from services.access.signals.store import raise_signals
from services.access.tables import allocations
from shared.kit.database import Connection, statement
from shared.kit.rows import read_all

if TYPE_CHECKING:
    from services.access.policies.rules import Policy
    from services.access.signals.rules import Found

_FOR_EVER = date(9999, 12, 31)


@statement
def _lasting() -> Executable:
    """What runs or is to run for a citizen and all who are in the same plan, by the index on the citizen."""
    owner, citizen = bindparam("of_owner", type_=Text), bindparam("of_citizen", type_=Uuid)
    members, _, held = in_plan("own", "today")
    plan = select(members.c.plan_id).where(held, members.c.owner == owner, members.c.citizen_id == citizen)
    own = plan.limit(1).cte("own")
    others, _, kept = in_plan("other", "today")
    mates = select(others.c.citizen_id).where(
        kept, others.c.owner == owner, others.c.plan_id == select(own.c.plan_id).scalar_subquery()
    )
    # Gathered before: as a subquery within OR no index would find them.
    whose = func.array(union(select(citizen), mates).scalar_subquery())
    return running(
        "for_ever", "today", allocations.c.owner == owner, allocations.c.citizen_id == any_(whose)
    ).add_columns(select(own.c.plan_id).scalar_subquery().label("plan_id"))


async def judge_stacking(
    connection: Connection, owner: str, citizen_id: UUID, policy: Policy, today: date
) -> list[Found]:
    """What is to be told now that a citizen's allocations changed: one statement, whatever there is (R-A42, G-36)."""
    rows = await connection.fetch(
        _lasting(), of_owner=owner, of_citizen=citizen_id, today=today, for_ever=_FOR_EVER
    )
    if not rows:
        return []
    return judge(read_all(rows, Running), citizen_id, rows[0]["plan_id"], policy, today)


async def tell_stacking(connection: Connection, owner: str, citizen_id: UUID, today: date) -> None:
    """Judge and tell it where no policy was read yet: two statements, a third where there is something to tell."""
    policy = await policy_on(connection, owner, today)
    found = await judge_stacking(connection, owner, citizen_id, policy, today)
    await raise_signals(connection, owner, found, today)
