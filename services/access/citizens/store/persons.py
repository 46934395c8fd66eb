"""Persons in and out of their row: what is personal is sealed on its way in and opened on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import BigInteger, Integer, Uuid, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.citizens.rules import (
    Citizen,
    CitizenErased,
    CitizenKnown,
    CitizenNotFound,
    Personal,
    Stated,
)
from services.access.settings import Settings
from services.access.tables import citizens
from shared.kit.database import Connection, Reach, Record, among, statement
from shared.kit.rows import PageRequest, Slice, add_row, find_row, list_rows_by, save_row, visible
from shared.kit.sealing import Keys
from shared.values import new_id
from shared.values.terms import PersonalField

if TYPE_CHECKING:
    from shared.kit.context import Context

_SEP = "\x1f"
_FIELDS = {field.value: field for field in PersonalField}


def keys_of(ctx: Context) -> Keys:
    """The keys of this process."""
    settings = ctx.service.settings
    assert isinstance(settings, Settings)
    return settings.citizen_keys


def place_of(owner: str, citizen_id: UUID) -> str:
    """Where a person's data are sealed: they open in no other row."""
    return f"citizen{_SEP}{owner}{_SEP}{citizen_id}"


def parcel_place(owner: str, transfer_id: UUID) -> str:
    """Where that is sealed which goes to another municipality."""
    return f"transfer{_SEP}{owner}{_SEP}{transfer_id}"


def sample_place(owner: str, sample_id: UUID) -> str:
    """Where the secret of a sample of reviews is sealed."""
    return f"sample{_SEP}{owner}{_SEP}{sample_id}"


def hashed(owner: str, bsn: str) -> str:
    """What is hashed of a BSN: with the municipality, so that nobody counts persons across municipalities."""
    return f"{owner}{_SEP}{bsn}"


def sealed_values(keys: Keys, personal: Personal, place: str) -> bytes:
    """The values of personal data, sealed for a place; their purposes stand beside them."""
    values = {field.value: stated.value for field, stated in personal.items()}
    return keys.sealer.seal(orjson.dumps(values), place)


def opened_values(keys: Keys, sealed: bytes, place: str) -> dict[PersonalField, Any]:
    """The values that were sealed for a place. Raises SealingKeyMissing, SealBroken."""
    return {_FIELDS[name]: value for name, value in orjson.loads(keys.sealer.open(sealed, place)).items()}


def _columns(keys: Keys, citizen: Citizen) -> dict[str, Any]:
    """What is kept of a person's data."""
    personal, owner = citizen.personal, citizen.owner
    return {
        "sealed": sealed_values(keys, personal, place_of(owner, citizen.id)) if personal else None,
        "bsn_hash": None if citizen.bsn is None else keys.hash.digest(hashed(owner, citizen.bsn)),
        "purposes": {field.value: stated.purpose for field, stated in personal.items()},
    }


def _citizen(keys: Keys, row: Record) -> Citizen:
    personal: Personal = {}
    if row["sealed"] is not None:
        values = opened_values(keys, row["sealed"], place_of(row["owner"], row["id"]))
        personal = {field: Stated(value, row["purposes"][field]) for field, value in values.items()}
    return Citizen(
        row["id"], row["version"], row["owner"], row["reference"], personal, row["moved_on"], row["moved_to"],
        row["departure_id"], row["arrival_id"], row["erased_on"],
    )  # fmt: skip


async def get_citizen(connection: Connection, keys: Keys, citizen_id: UUID) -> Citizen:
    """One citizen; CitizenNotFound, CitizenErased."""
    return _alive(keys, await find_row(connection, citizens, citizen_id), citizen_id)


async def lock_citizen(connection: Connection, keys: Keys, citizen_id: UUID) -> Citizen:
    """One citizen, locked for a change; CitizenNotFound, CitizenErased."""
    return _alive(keys, await find_row(connection, citizens, citizen_id, lock=True), citizen_id)


def _alive(keys: Keys, row: Record | None, citizen_id: UUID) -> Citizen:
    if row is None:
        raise CitizenNotFound(id=citizen_id)
    if row["erased_on"] is not None:
        raise CitizenErased(id=citizen_id, erased_on=row["erased_on"])
    return _citizen(keys, row)


@statement
def _erasure() -> Executable:
    return select(citizens.c.erased_on).where(
        citizens.c.id == bindparam("id_", type_=Uuid), among(citizens.c.owner, "owners")
    )


async def check_alive(connection: Connection, owner: str, citizen_id: UUID) -> None:
    """Nothing when this municipality has this citizen, without opening the data; CitizenNotFound, CitizenErased."""
    row = await connection.fetch_one(_erasure(), id_=citizen_id, owners=[owner])
    if row is None:
        raise CitizenNotFound(id=citizen_id)
    if row["erased_on"] is not None:
        raise CitizenErased(id=citizen_id, erased_on=row["erased_on"])


@statement
def _page(reach: Reach, after: bool, descending: bool) -> Executable:
    query = select(citizens).where(visible(citizens, purchaser=reach), citizens.c.erased_on.is_(None))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(citizens.c.id < last if descending else citizens.c.id > last)
    order = citizens.c.id.desc() if descending else citizens.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_citizens(connection: Connection, keys: Keys, page: PageRequest) -> Slice[Citizen]:
    """A page of citizens in order of creation, without those that were erased; one statement."""
    after = {"after": page.after} if page.after is not None else {}
    query = _page(connection.reach, bool(after), page.descending)
    rows = await connection.fetch(
        query, limit=page.limit + 1, organisations=connection.organisations, **after
    )
    more = len(rows) > page.limit
    found = [_citizen(keys, row) for row in rows[: page.limit]]
    return Slice(found, found[-1].id if more else None)


async def list_citizens_by_id(connection: Connection, keys: Keys, ids: list[UUID]) -> list[Citizen]:
    """Many citizens at once, without those that were erased; one statement."""
    rows = await list_rows_by(connection, citizens, "id", ids)
    return [_citizen(keys, row) for row in rows if row["erased_on"] is None]


@statement
def _known() -> Executable:
    return select(citizens).where(
        among(citizens.c.owner, "owners"),
        or_(citizens.c.reference == bindparam("reference"), among(citizens.c.bsn_hash, "hashes")),
    )


async def list_known(
    connection: Connection, keys: Keys, owner: str, reference: str | None, bsn: str | None
) -> list[Citizen]:
    """The citizens of a municipality with this reference or this BSN: two at most, in one statement for all keys."""
    hashes = [] if bsn is None else keys.hash.digests(hashed(owner, bsn))
    rows = await connection.fetch(_known(), owners=[owner], reference=reference, hashes=hashes)
    return [_citizen(keys, row) for row in rows]


@statement
def _surrogate() -> Executable:
    return select(citizens.c.id).where(
        citizens.c.owner == bindparam("owner"), among(citizens.c.bsn_hash, "hashes")
    )


async def find_surrogate(connection: Connection, keys: Keys, owner: str, bsn: str) -> UUID | None:
    """The surrogate of the citizen with this BSN and nothing else of the row, or None."""
    hashes = keys.hash.digests(hashed(owner, bsn))
    found: UUID | None = await connection.fetch_value(_surrogate(), owner=owner, hashes=hashes)
    return found


@statement
def _lock() -> Executable:
    return select(func.pg_advisory_xact_lock(bindparam("lock", type_=BigInteger)))


async def lock_person(connection: Connection, keys: Keys, owner: str, bsn: str) -> None:
    """Wait for whoever records the same BSN at this moment: during a rotation two hashes of it do not collide.

    The lock is that of the lowest key number, which processes in the midst of a rotation have in common.
    """
    digest = keys.hash.oldest(hashed(owner, bsn))
    await connection.fetch(_lock(), lock=int.from_bytes(digest[-8:], signed=True))


@statement
def _add() -> Executable:
    names = ("owner", "id", "client_id", "reference")
    query = insert(citizens).values({name: bindparam(name, type_=citizens.c[name].type) for name in names})
    # DO NOTHING would return no row for a citizen who is known already.
    return query.on_conflict_do_update(
        index_elements=[citizens.c.owner, citizens.c.reference], set_={"reference": query.excluded.reference}
    ).returning(citizens.c.id)


async def add_citizen(connection: Connection, owner: str, reference: str, client_id: str) -> UUID:
    """The surrogate of this purchaser's citizenReference: the one that is there, else a new random one."""
    surrogate: UUID = await connection.fetch_value(
        _add(), owner=owner, id=new_id(), client_id=client_id, reference=reference
    )
    return surrogate


async def add_person(connection: Connection, keys: Keys, citizen: Citizen, client_id: str) -> None:
    """A new citizen with its data sealed; CitizenKnown when somebody was quicker with the reference or the BSN."""
    values = {
        "owner": citizen.owner, "id": citizen.id, "client_id": client_id, "reference": citizen.citizen_reference,
        "arrival_id": citizen.arrival_id, **_columns(keys, citizen),
    }  # fmt: skip
    try:
        await add_row(connection, citizens, values)
    except asyncpg.UniqueViolationError as error:
        raise CitizenKnown(id="…") from error


async def save_person(connection: Connection, keys: Keys, citizen: Citizen) -> None:
    """A citizen whose data changed, or who came; CitizenKnown when somebody was quicker with the BSN."""
    values = {**_columns(keys, citizen), **_move(citizen)}
    try:
        await save_row(connection, citizens, citizen.id, citizen.version - 1, values)
    except asyncpg.UniqueViolationError as error:
        raise CitizenKnown(id="…") from error


async def save_move(connection: Connection, citizen: Citizen) -> None:
    """A citizen who moves, or stays after all."""
    await save_row(connection, citizens, citizen.id, citizen.version - 1, _move(citizen))


def _move(citizen: Citizen) -> dict[str, Any]:
    return {name: getattr(citizen, name) for name in ("moved_on", "moved_to", "departure_id", "arrival_id")}
