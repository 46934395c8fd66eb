"""Sealing anew under the first key, in small steps beside running writes (docs/decisions/0011)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    LargeBinary,
    Table,
    Uuid,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.citizens.store.persons import (
    hashed,
    parcel_place,
    place_of,
    sample_place,
)
from services.access.tables import citizens, review_samples, transfers
from shared.kit.database import Connection, statement
from shared.kit.sealing import MARK_BYTES, Keys
from shared.values.terms import PersonalField

BATCH = 300


@dataclass(frozen=True, slots=True)
class Renewed:
    """How many rows of each kind were sealed anew."""

    citizens: int
    transfers: int
    samples: int

    @property
    def total(self) -> int:
        """How many rows in all."""
        return self.citizens + self.transfers + self.samples

    def __bool__(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.total)


def _older(table: Table) -> ColumnElement[bool]:
    """What does not begin with the mark of the first key."""

    def other(name: str) -> ColumnElement[bool]:
        begins = func.substring(table.c[name], 1, literal_column(str(MARK_BYTES)))
        return begins != bindparam(f"{name}_mark", type_=LargeBinary)

    return or_(other("sealed"), other("bsn_hash")) if "bsn_hash" in table.c else other("sealed")


def _marks(keys: Keys, table: Table) -> dict[str, bytes]:
    marks = {"sealed_mark": keys.sealer.mark, "bsn_hash_mark": keys.hash.mark}
    return {name: mark for name, mark in marks.items() if name.removesuffix("_mark") in table.c}


@statement
def _owners(table: Table) -> Executable:
    return select(table.c.owner).where(_older(table)).distinct()


async def list_owners(worker: Any, keys: Keys) -> list[str]:
    """The municipalities that have something under an older key, as the role that reads across tenants finds them."""
    found: set[str] = set()
    for table in (citizens, transfers, review_samples):
        query = _owners(table)
        rows = await worker.fetch(query.sql, *query.arguments(_marks(keys, table)))
        found.update(row["owner"] for row in rows)
    return sorted(found)


@statement
def _batch(table: Table) -> Executable:
    names = [name for name in ("id", "owner", "sealed", "bsn_hash") if name in table.c]
    return (
        select(*(table.c[name] for name in names))
        .where(table.c.owner == bindparam("owner"), _older(table))
        .order_by(table.c.id)
        .limit(bindparam("limit", type_=Integer))
        # A row that somebody is writing at this moment is passed over: it is sealed anew by that, or next time.
        .with_for_update(skip_locked=True)
    )


@statement
def _save(table: Table) -> Executable:
    names = [name for name in ("sealed", "bsn_hash") if name in table.c]
    given = [bindparam("ids", type_=ARRAY(Uuid))]
    given += [bindparam(name, type_=ARRAY(LargeBinary)) for name in names]
    new = func.unnest(*given).table_valued("id", *names, name="new").render_derived()
    return (
        table.update()
        .where(table.c.owner == bindparam("owner"), table.c.id == new.c.id)
        .values({name: new.c[name] for name in names})
    )


async def renew(connection: Connection, keys: Keys, owner: str, limit: int = BATCH) -> Renewed:
    """Seal at most so many rows of a municipality anew under the first keys; what they say and their version stay.

    Safe to repeat, to stop anywhere and to run twice at once. Raises SealingKeyMissing when an older key is gone.
    """
    return Renewed(
        citizens=await _renew_citizens(connection, keys, owner, limit),
        transfers=await _renew_sealed(connection, keys, owner, limit, transfers, parcel_place),
        samples=await _renew_sealed(connection, keys, owner, limit, review_samples, sample_place),
    )


async def _renew_citizens(connection: Connection, keys: Keys, owner: str, limit: int) -> int:
    rows = await connection.fetch(_batch(citizens), owner=owner, limit=limit, **_marks(keys, citizens))
    ids: list[UUID] = []
    sealed: list[bytes] = []
    hashes: list[bytes | None] = []
    for row in rows:
        place = place_of(owner, row["id"])
        values = keys.sealer.open(row["sealed"], place)
        bsn = orjson.loads(values).get(PersonalField.BSN)
        ids.append(row["id"])
        sealed.append(keys.sealer.seal(values, place))
        hashes.append(None if bsn is None else keys.hash.digest(hashed(owner, bsn)))
    if ids:
        await connection.execute(_save(citizens), owner=owner, ids=ids, sealed=sealed, bsn_hash=hashes)
    return len(ids)


async def _renew_sealed(
    connection: Connection,
    keys: Keys,
    owner: str,
    limit: int,
    table: Table,
    place_in: Callable[[str, UUID], str],
) -> int:
    """The same for a table in which nothing is hashed; `place_in` says where a row's value is sealed."""
    rows = await connection.fetch(_batch(table), owner=owner, limit=limit, **_marks(keys, table))
    ids = [row["id"] for row in rows]
    sealed = []
    for row in rows:
        place = place_in(owner, row["id"])
        sealed.append(keys.sealer.seal(keys.sealer.open(row["sealed"], place), place))
    if ids:
        await connection.execute(_save(table), owner=owner, ids=ids, sealed=sealed)
    return len(ids)
