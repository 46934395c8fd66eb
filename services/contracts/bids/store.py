"""The only SQL on bids, and their seal: until it is opened the content is ciphertext for everyone but its bidder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import orjson
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Integer, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ColumnElement

from services.contracts.bids.rules import (
    OPEN_TO_PURCHASER,
    Bid,
    BiddingClosed,
    BidExists,
    BidNotFound,
)
from services.contracts.tables import bids
from shared.kit.database import Connection, Reach, Record, among, statement
from shared.kit.rows import PageRequest, Slice, add_row, find_by_reference, plain, save_row, visible
from shared.kit.sealing import Sealer
from shared.values import Derivation
from shared.values.procurements import BidState

_PURPOSE = b"bedoeling sealed bids"
_FIELDS = tuple(Bid.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which bids are asked; None leaves a filter out."""

    procurement_id: UUID | None = None
    state: BidState | None = None
    lot: int | None = None
    bidder: str | None = None
    external_reference: str | None = None


@lru_cache(maxsize=8)
def _sealer(secret: bytes) -> Sealer:
    return Sealer({1: HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(secret)})


def _place(owner: str, procurement_id: UUID, bid_id: UUID) -> str:
    return f"bid/{owner}/{procurement_id}/{bid_id}"


def _sealed(secret: bytes, bid: Bid) -> bytes:
    place = _place(bid.owner, bid.procurement_id, bid.id)
    return _sealer(secret).seal(orjson.dumps(plain(bid.content)), place)


def _content(secret: bytes, row: Record) -> dict[str, Any]:
    place = _place(row["owner"], row["procurement_id"], row["id"])
    found: dict[str, Any] = orjson.loads(_sealer(secret).open(row["sealed"], place))
    return found


def _read(connection: Connection, secret: bytes, row: Record, *, opening: bool = False) -> Bid:
    """A row as a bid; what is sealed is opened for its bidder, and for who opens the procedure."""
    values = {name: row[name] for name in _FIELDS}
    if row["sealed"] is not None and (opening or row["bidder"] in connection.organisations):
        values["content"] = _content(secret, row)
    return msgspec.convert(values, Bid)


def _seen(reach: Reach) -> ColumnElement[bool]:
    """A bidder sees its own; a purchaser what was opened, and nothing before the closing moment whatever a row says."""
    mine = visible(bids, purchaser=reach)
    if reach is Reach.PARTY:
        return mine
    return mine & among(bids.c.state, "opened") & (bids.c.closes_at <= func.domain_now(bids.c.owner))


def _reader(connection: Connection) -> dict[str, Any]:
    values: dict[str, Any] = {"organisations": connection.organisations}
    if connection.reach is not Reach.PARTY:
        values["opened"] = sorted(OPEN_TO_PURCHASER)
    return values


@statement
def _one(reach: Reach, lock: bool) -> Executable:
    query = select(bids).where(bids.c.id == bindparam("id_", type_=Uuid), _seen(reach))
    return query.with_for_update() if lock else query


async def get_bid(connection: Connection, secret: bytes, bid_id: UUID, *, lock: bool = False) -> Bid:
    """One bid, locked for a change when asked; BidNotFound."""
    row = await connection.fetch_one(_one(connection.reach, lock), id_=bid_id, **_reader(connection))
    if row is None:
        raise BidNotFound(id=bid_id)
    return _read(connection, secret, row)


async def get_derivation(connection: Connection, bid_id: UUID) -> tuple[int, Derivation]:
    """Why a bid has its score, and the version that is explained; without steps before it is scored. BidNotFound."""
    row = await connection.fetch_one(_one(connection.reach, False), id_=bid_id, **_reader(connection))
    if row is None:
        raise BidNotFound(id=bid_id)
    return row["version"], Derivation.from_json(row["derivation"] or [])


@statement
def _many(reach: Reach) -> Executable:
    return select(bids).where(among(bids.c.id, "ids"), _seen(reach)).order_by(bids.c.id)


async def list_explained(
    connection: Connection, secret: bytes, ids: list[UUID]
) -> list[tuple[Bid, Derivation]]:
    """Many bids, each with why it has its score, in one statement; without steps before it is scored."""
    rows = await connection.fetch(_many(connection.reach), ids=ids, **_reader(connection))
    return [(_read(connection, secret, row), Derivation.from_json(row["derivation"] or [])) for row in rows]


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(bids).where(_seen(reach))
    for name in filters:
        query = query.where(bids.c[name] == bindparam(name, type_=bids.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(bids.c.id < last if descending else bids.c.id > last)
    order = bids.c.id.desc() if descending else bids.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_bids(connection: Connection, secret: bytes, page: PageRequest, asked: Filter) -> Slice[Bid]:
    """A page of bids in order of creation."""
    found = {name: getattr(asked, name) for name in Filter.__slots__}
    given: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    query = _page(connection.reach, page.after is not None, page.descending, *given)
    if page.after is not None:
        given["after"] = page.after
    rows = await connection.fetch(query, limit=page.limit + 1, **_reader(connection), **given)
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice([_read(connection, secret, row) for row in rows[: page.limit]], last)


def client_of(bidder: str, client_id: str) -> str:
    """Whose reference it is: a vendor that bids for two competitors has two sets, and learns of neither by the other."""
    return f"{bidder}/{client_id}"


async def find_bid_by_reference(
    connection: Connection, secret: bytes, owner: str, client: str, reference: str
) -> Bid | None:
    """What this client bid under its own reference, or None."""
    row = await find_by_reference(connection, bids, owner, client, reference)
    return None if row is None else _read(connection, secret, row)


@asynccontextmanager
async def _in_time(bid: Bid) -> AsyncIterator[None]:
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_bids_live":
            raise BidExists() from error
        raise
    except asyncpg.InsufficientPrivilegeError as error:
        # The database's clock is a little ahead of ours: by that one the closing moment has come.
        raise BiddingClosed(number="", closes_at=bid.closes_at.isoformat()) from error


async def add_bid(connection: Connection, secret: bytes, bid: Bid, client: str) -> None:
    """A new sealed bid. Raises BidExists, BiddingClosed."""
    values = {name: getattr(bid, name) for name in _FIELDS if name not in ("content", "outcome")}
    async with _in_time(bid):
        await add_row(connection, bids, {**values, "sealed": _sealed(secret, bid), "client_id": client})


async def save_sealed(connection: Connection, secret: bytes, bid: Bid) -> None:
    """A bid replaced or withdrawn by its bidder: the former content is gone. Raises PreconditionFailed, BiddingClosed."""
    sealed = _sealed(secret, bid) if bid.state is BidState.SEALED else None
    values = {"state": bid.state, "submitted_at": bid.submitted_at, "sealed": sealed}
    async with _in_time(bid):
        await save_row(connection, bids, bid.id, bid.version - 1, values)


@statement
def _of_procurement() -> Executable:
    return (
        select(bids)
        .where(
            bids.c.procurement_id == bindparam("procurement_id", type_=Uuid),
            bids.c.state != BidState.WITHDRAWN.value,
            bids.c.closes_at <= func.domain_now(bids.c.owner),
            visible(bids, purchaser=True),
        )
        .order_by(bids.c.id)
        .with_for_update()
    )


async def lock_bids(
    connection: Connection, secret: bytes, procurement_id: UUID, *, opening: bool = False
) -> list[Bid]:
    """The bids of a procurement of the acting purchaser, after its closing moment; unsealed where it is opened now."""
    query = _of_procurement()
    rows = await connection.fetch(
        query, procurement_id=procurement_id, organisations=connection.organisations
    )
    return [_read(connection, secret, row, opening=opening) for row in rows]


async def save_opened(connection: Connection, bid: Bid) -> None:
    """A bid's next version with its content in the open. Raises PreconditionFailed."""
    values = {"state": bid.state, "content": plain(bid.content), "sealed": None}
    await save_row(connection, bids, bid.id, bid.version - 1, values)


async def save_outcome(connection: Connection, bid: Bid, why: Derivation) -> None:
    """A bid's next version with its score and why. Raises PreconditionFailed."""
    values = {"state": bid.state, "outcome": plain(bid.outcome), "derivation": why.to_json()}
    await save_row(connection, bids, bid.id, bid.version - 1, values)


async def save_award(connection: Connection, bid: Bid, more: Derivation) -> None:
    """A bid's next version with the last step of its explanation. Raises BidNotFound, PreconditionFailed."""
    _, why = await get_derivation(connection, bid.id)
    values = {"state": bid.state, "derivation": why.merge(more).to_json()}
    await save_row(connection, bids, bid.id, bid.version - 1, values)
