"""The only SQL on social return: efforts, stated sums, and what contracts come to in the years of their term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.contracts.contracts.rules import Contract
from services.contracts.social_returns.rules import (
    Entry,
    FundedSlice,
    Realised,
    SocialReturnNotFound,
    SocialReturnSumNotFound,
    StatedSum,
)
from services.contracts.tables import contract_versions, contracts, social_return_sums, social_returns
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read, read_all, visible
from shared.schemas import contracts as schemas
from shared.values.demands import SocialReturnState

ENTRIES = Register(social_returns, Entry, schemas.SocialReturnEntry, SocialReturnNotFound)
SUMS = Register(social_return_sums, StatedSum, schemas.SocialReturnSum, SocialReturnSumNotFound)


@dataclass(frozen=True, slots=True)
class Around:
    """What a contract's statement rests on beside its condition."""

    slices: list[FundedSlice] = field(default_factory=list)
    stated: dict[int, int] = field(default_factory=dict)
    realised: Realised = field(default_factory=Realised)


@statement
def _slices(reach: Reach) -> Executable:
    table = contract_versions.c
    content = table.content
    return (
        select(
            table.contract_id,
            table.valid_from,
            table.valid_until,
            func.coalesce(content["funding_agreements"], func.jsonb_build_array()).label(
                "funding_agreements"
            ),
            func.coalesce(content["yearly_funding"], func.jsonb_build_array()).label("yearly_funding"),
        )
        .where(
            among(table.contract_id, "ids"),
            table.known_until_version.is_(None),
            visible(contract_versions, purchaser=reach),
        )
        .order_by(table.contract_id, table.valid_from)
    )


@statement
def _told(reach: Reach) -> Executable:
    table = social_returns.c
    counted = (SocialReturnState.ENTERED.value, SocialReturnState.RECOGNISED.value)
    return (
        select(
            table.contract_id,
            table.year,
            table.state,
            func.count().label("count"),
            func.sum(table.value_cents).cast(social_returns.c.value_cents.type).label("told"),
            func.sum(table.recognised_cents).cast(social_returns.c.value_cents.type).label("recognised"),
        )
        .where(
            among(table.contract_id, "ids"),
            (table.state == counted[0]) | (table.state == counted[1]),
            visible(social_returns, purchaser=reach),
        )
        .group_by(table.contract_id, table.year, table.state)
        .order_by(table.contract_id, table.year)
    )


async def read_around(connection: Connection, ids: list[UUID]) -> Mapping[UUID, Around]:
    """What the statements of contracts rest on, as far as the reader sees it: three statements, however many contracts."""
    found = {one: Around() for one in ids}
    if not ids:
        return found
    given: dict[str, Any] = {"ids": ids, "organisations": connection.organisations}
    for row in await connection.fetch(_slices(connection.reach), **given):
        found[row["contract_id"]].slices.append(read(row, FundedSlice))
    for stated in await SUMS.list_by(connection, "contract_id", ids):
        found[stated.contract_id].stated[stated.year] = stated.amount_cents
    efforts: dict[UUID, list[Any]] = {}
    for row in await connection.fetch(_told(connection.reach), **given):
        efforts.setdefault(row["contract_id"], []).append(row)
    return {
        key: Around(one.slices, one.stated, _realised(efforts.get(key, []))) for key, one in found.items()
    }


def _realised(rows: list[Any]) -> Realised:
    counted = [one for one in rows if one["state"] == SocialReturnState.RECOGNISED]
    return Realised(
        by_year={one["year"]: one["recognised"] for one in counted},
        count=sum(one["count"] for one in counted),
        awaiting_cents=sum(one["told"] for one in rows if one["state"] == SocialReturnState.ENTERED),
    )


@statement
def _asking(reach: Reach, after: bool, descending: bool) -> Executable:
    query = select(contracts).where(
        visible(contracts, purchaser=reach),
        # As the partial index says it.
        contracts.c.conditions["social_return"].astext.isnot(None),
    )
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(contracts.c.id < last if descending else contracts.c.id > last)
    order = contracts.c.id.desc() if descending else contracts.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_asking(connection: Connection, page: PageRequest) -> Slice[Contract]:
    """A page of the contracts that ask social return, in order of creation."""
    given: dict[str, Any] = {} if page.after is None else {"after": page.after}
    rows = await connection.fetch(
        _asking(connection.reach, page.after is not None, page.descending),
        organisations=connection.organisations,
        limit=page.limit + 1,
        **given,
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Contract), last)


async def find_sum(connection: Connection, contract_id: UUID, year: int) -> StatedSum | None:
    """What was stated for a contract in a year, or None."""
    found = await SUMS.page(connection, PageRequest(1), contract_id=contract_id, year=year)
    return found.items[0] if found.items else None
