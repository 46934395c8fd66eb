"""The only SQL on transfers: seen by both municipalities, each with its own surrogate and never the other's."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Date, Integer, Uuid, bindparam, literal_column, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.types import Text

from services.access.citizens.rules import Personal, Stated
from services.access.citizens.store import parcel_place
from services.access.tables import citizens, transfers
from services.access.transfers.rules import Transfer, TransferNotFound
from shared.kit.database import Connection, among, statement
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest, Slice, add_row, read, read_all
from shared.kit.sealing import Keys
from shared.values.terms import PersonalField, TransferState

_STORED = (
    "id", "version", "owner", "parties", "recipient", "moved_on", "state", "offered_on", "expires_on", "answered_on",
    "fields",
)  # fmt: skip


def _columns() -> list[Any]:
    organisations = bindparam("organisations", type_=ARRAY(Text))
    acting = Grouping(organisations)[literal_column("1", Integer)]
    # Policies show each municipality its own citizens; the first organisation is the one that acts.
    own = (
        select(citizens.c.id)
        .where(
            citizens.c.owner == acting,
            or_(citizens.c.departure_id == transfers.c.id, citizens.c.arrival_id == transfers.c.id),
        )
        .limit(1)
        .scalar_subquery()
    )
    return [*(transfers.c[name] for name in _STORED), own.label("own_citizen_id")]


def _seen() -> Any:
    organisations = bindparam("organisations", type_=ARRAY(Text))
    return or_(among(transfers.c.owner, "organisations"), transfers.c.parties.overlap(organisations))


@statement
def _one(lock: bool) -> Executable:
    query = select(*_columns()).where(transfers.c.id == bindparam("id_", type_=Uuid), _seen())
    return query.with_for_update(of=transfers) if lock else query


async def get_transfer(connection: Connection, transfer_id: UUID) -> Transfer:
    """One transfer; TransferNotFound."""
    return await _find(connection, transfer_id, lock=False)


async def lock_transfer(connection: Connection, transfer_id: UUID) -> Transfer:
    """One transfer, locked for an answer; TransferNotFound."""
    return await _find(connection, transfer_id, lock=True)


async def _find(connection: Connection, transfer_id: UUID, *, lock: bool) -> Transfer:
    row = await connection.fetch_one(_one(lock), id_=transfer_id, organisations=connection.organisations)
    if row is None:
        raise TransferNotFound(id=transfer_id)
    return read(row, Transfer)


@statement
def _page(after: bool, descending: bool, by_state: bool) -> Executable:
    query = select(*_columns()).where(_seen())
    if by_state:
        query = query.where(transfers.c.state == bindparam("state"))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(transfers.c.id < last if descending else transfers.c.id > last)
    order = transfers.c.id.desc() if descending else transfers.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_transfers(
    connection: Connection, page: PageRequest, state: TransferState | None
) -> Slice[Transfer]:
    """A page of the transfers that a municipality offered or was offered, in order of creation."""
    given: dict[str, Any] = {"after": page.after} if page.after is not None else {}
    if state is not None:
        given["state"] = state
    rows = await connection.fetch(
        _page(page.after is not None, page.descending, state is not None),
        limit=page.limit + 1,
        organisations=connection.organisations,
        **given,
    )
    more = len(rows) > page.limit
    return Slice(read_all(rows[: page.limit], Transfer), rows[page.limit - 1]["id"] if more else None)


async def add_transfer(
    connection: Connection, keys: Keys, transfer: Transfer, personal: Personal, client_id: str
) -> None:
    """A new transfer with what goes over sealed in it, and whose it was: nobody but the acceptance opens that."""
    values = {name: getattr(transfer, name) for name in _STORED if name != "version"}
    parcel = {
        "citizenId": str(transfer.own_citizen_id),
        "personal": {field.value: [stated.value, stated.purpose] for field, stated in personal.items()},
    }
    sealed = keys.sealer.seal(orjson.dumps(parcel), parcel_place(transfer.owner, transfer.id))
    await add_row(connection, transfers, {**values, "client_id": client_id, "sealed": sealed})


@statement
def _sealed() -> Executable:
    return select(transfers.c.sealed).where(
        transfers.c.id == bindparam("id_", type_=Uuid), transfers.c.owner == bindparam("owner")
    )


async def open_parcel(connection: Connection, keys: Keys, transfer: Transfer) -> tuple[UUID, Personal]:
    """Whose transfer it is at the former municipality, for that one's log alone, and the data that go over."""
    sealed = await connection.fetch_value(_sealed(), id_=transfer.id, owner=transfer.owner)
    parcel = orjson.loads(keys.sealer.open(sealed, parcel_place(transfer.owner, transfer.id)))
    personal = {PersonalField(name): Stated(*stated) for name, stated in parcel["personal"].items()}
    return UUID(parcel["citizenId"]), personal


@statement
def _save() -> Executable:
    return (
        transfers.update()
        .where(
            transfers.c.id == bindparam("id_", type_=Uuid),
            transfers.c.version == bindparam("seen", type_=Integer),
            _seen(),
        )
        .values(
            version=transfers.c.version + 1,
            state=bindparam("state_"),
            answered_on=bindparam("answered_on_", type_=Date),
            sealed=None,
        )
    )


async def save_answer(connection: Connection, transfer: Transfer) -> None:
    """A transfer that was answered; what was sealed in it is gone. PreconditionFailed when another was quicker."""
    touched = await connection.execute(
        _save(),
        id_=transfer.id,
        seen=transfer.version - 1,
        organisations=connection.organisations,
        state_=transfer.state,
        answered_on_=transfer.answered_on,
    )
    if touched != 1:
        raise PreconditionFailed()


@statement
def _expired() -> Executable:
    return (
        select(transfers.c.id)
        .where(
            among(transfers.c.owner, "organisations"),
            transfers.c.state == TransferState.OFFERED.value,
            transfers.c.expires_on < bindparam("today", type_=Date),
        )
        .order_by(transfers.c.id)
    )


async def list_expired(connection: Connection, today: date) -> list[UUID]:
    """The open transfers of an owner whose last day is past."""
    rows = await connection.fetch(_expired(), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]
