"""The stacks of a whole municipality on a day, for a page of them and for the watch of each month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    CTE,
    BigInteger,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.base import Executable

from services.access.care_stacking import rules
from services.access.care_stacking.rules import CareStacking, Running, Stack
from services.access.care_stacking.store.lines import in_plan, running
from services.access.policies.store import policy_on
from services.access.tables import allocations, household_members, reviews
from shared.kit.database import Connection, among, statement
from shared.kit.rows import PageRequest, Slice, read_all
from shared.values.reviewing import ReviewState, ReviewTrigger
from shared.values.stacking import StackedFor

if TYPE_CHECKING:
    from services.access.policies.rules import Policy
    from services.access.signals.rules import Found

_SHOWN = (
    "citizen_id", "law", "allocation_number", "provider", "product_category", "product_code", "start_date", "end_date",
    "value_cents",
)  # fmt: skip


def _parts() -> tuple[CTE, CTE]:
    """Whose stack each allocation is in (its citizen's, its household's), and the stacks that stand out."""
    lines = running("on", "on", among(allocations.c.owner, "organisations")).cte("lines")
    members, plans, held = in_plan("own", "on")
    mine = select(
        literal(StackedFor.CITIZEN.value, Text).label("stacked_for"),
        lines.c.citizen_id.label("subject_id"),
        lines,
    )
    ours = select(
        literal(StackedFor.HOUSEHOLD.value, Text).label("stacked_for"),
        members.c.plan_id.label("subject_id"),
        lines,
    ).select_from(
        lines.join(
            members, and_(members.c.owner == lines.c.owner, members.c.citizen_id == lines.c.citizen_id)
        ).join(plans, held)
    )
    within = union_all(mine, ours).cte("within")
    count = func.count()
    worth = func.coalesce(func.sum(within.c.value_cents), 0).cast(BigInteger)
    standing_out = (
        select(
            within.c.owner, within.c.stacked_for, within.c.subject_id, count.cast(Integer).label("count"),
            worth.label("value_cents"),
            count.filter(within.c.value_cents.is_(None)).cast(Integer).label("value_unknown"),
        )
        .group_by(within.c.owner, within.c.stacked_for, within.c.subject_id)
        .having(
            or_(
                count >= bindparam("minimum", type_=Integer),
                and_(
                    within.c.stacked_for == StackedFor.CITIZEN.value,
                    count > 1,
                    worth > bindparam("above", type_=BigInteger),
                ),
            )
        )
        .cte("standing_out")
    )  # fmt: skip
    return within, standing_out


@statement
def _page(after: bool) -> Executable:
    within, standing_out = _parts()
    chosen = select(standing_out).order_by(standing_out.c.subject_id).limit(bindparam("limit", type_=Integer))
    if after:
        chosen = chosen.where(standing_out.c.subject_id > bindparam("after", type_=Uuid))
    page = chosen.cte("page")
    shown: list[Any] = []
    for name in _SHOWN:
        shown += [literal(name, Text), within.c[name]]
    review = (
        select(reviews.c.id)
        .where(
            reviews.c.owner == page.c.owner,
            or_(
                and_(
                    reviews.c.trigger == ReviewTrigger.STACKED_CARE.value,
                    reviews.c.citizen_id == page.c.subject_id,
                ),
                and_(
                    reviews.c.trigger == ReviewTrigger.STACKED_HOUSEHOLD.value,
                    exists().where(
                        household_members.c.owner == page.c.owner,
                        household_members.c.plan_id == page.c.subject_id,
                        household_members.c.citizen_id == reviews.c.citizen_id,
                        household_members.c.left_on.is_(None),
                    ),
                ),
            ),
            reviews.c.state == ReviewState.OPEN.value,
        )
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            page.c.owner, page.c.stacked_for, page.c.subject_id, review.label("review_id"),
            func.jsonb_agg(func.jsonb_build_object(*shown)).label("lines"),
        )
        .select_from(
            page.join(
                within,
                and_(
                    within.c.owner == page.c.owner,
                    within.c.stacked_for == page.c.stacked_for,
                    within.c.subject_id == page.c.subject_id,
                ),
            )
        )
        .group_by(page.c.owner, page.c.stacked_for, page.c.subject_id)
        .order_by(page.c.subject_id)
    )  # fmt: skip


async def list_stackings(
    connection: Connection, page: PageRequest, policy: Policy, minimum: int, on: date
) -> Slice[CareStacking]:
    """A page of the stacks that stand out on a day, in the order of whose they are; one statement."""
    after = {} if page.after is None else {"after": page.after}
    rows = await connection.fetch(
        _page(bool(after)), organisations=connection.organisations, on=on, minimum=minimum,
        above=policy.switch_team_above_cents, limit=page.limit + 1, **after,
    )  # fmt: skip
    items = [
        rules.show(
            row["owner"], row["subject_id"], StackedFor(row["stacked_for"]),
            msgspec.convert(row["lines"], list[Running]), row["review_id"], policy, minimum, on,
        )
        for row in rows[: page.limit]
    ]  # fmt: skip
    return Slice(items, items[-1].subject_id if len(rows) > page.limit else None)


@dataclass(frozen=True, slots=True)
class _Standing:
    stacked_for: StackedFor
    subject_id: UUID
    count: int
    value_cents: int
    value_unknown: int


@statement
def _all() -> Executable:
    return select(_parts()[1])


async def find_signals(connection: Connection, owner: str, today: date) -> list[Found]:
    """The stacks of a municipality on the day, for clients and households: what no act brought about is told too.

    Two statements.
    """
    policy = await policy_on(connection, owner, today)
    rows = await connection.fetch(
        _all(), organisations=[owner], on=today, minimum=policy.stacking_threshold,
        above=policy.switch_team_above_cents,
    )  # fmt: skip
    found = []
    for one in read_all(rows, _Standing):
        stack = Stack(today, one.count, one.value_cents, one.value_unknown)
        if one.stacked_for is StackedFor.HOUSEHOLD:
            found.append(rules.tell_many(stack, policy, plan_id=one.subject_id))
            continue
        if one.count >= policy.stacking_threshold:
            found.append(rules.tell_many(stack, policy, citizen_id=one.subject_id))
        if rules.is_costly(one.count, one.value_cents, policy.switch_team_above_cents):
            found.append(rules.tell_worth(stack, policy, one.subject_id))
    return found
