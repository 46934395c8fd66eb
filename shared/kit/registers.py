"""A register: rows that a purchaser enters under its own reference, reads by id and page, and revises version by version.

It is the store of a plain resource in one object, over `rows.py`: the feature's `store.py` makes one and adds its own SQL.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import JSONB

from shared.errors import NotFound
from shared.kit import logbook
from shared.kit.ownership import give_known
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
    save_row,
)

if TYPE_CHECKING:
    from sqlalchemy import Table

    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.values import Derivation

Kind = TypeVar("Kind")
_FIXED = ("id", "version", "owner", "external_reference")


@dataclass(frozen=True, slots=True)
class Register(Generic[Kind]):
    """A table with the dataclass of its rows (its fields are columns), the wire model, and the problem when one is not there."""

    table: Table
    kind: type[Kind]
    model: type[BaseModel]
    missing: type[NotFound]

    async def get(self, connection: Connection, id_: UUID, *, lock: bool = False) -> Kind:
        """One row, locked for a change when asked. Raises the register's NotFound."""
        row = await find_row(connection, self.table, id_, lock=lock)
        if row is None:
            raise self.missing(id=id_)
        return read(row, self.kind)

    async def page(self, connection: Connection, request: PageRequest, **equal: Any) -> Slice[Kind]:
        """A page in order of creation, filtered on columns; a filter that is None is left out."""
        return await page_rows(connection, self.table, self.kind, request, **equal)

    async def list_by(self, connection: Connection, column: str, keys: list[Any]) -> list[Kind]:
        """All rows whose column is one of the keys, in order of creation: the batch behind a loader."""
        return read_all(await list_rows_by(connection, self.table, column, keys), self.kind)

    async def find_by_reference(
        self, connection: Connection, owner: str, client_id: str, reference: str | None
    ) -> Kind | None:
        """What this client entered under its own reference, or None."""
        if reference is None:
            return None
        row = await find_by_reference(connection, self.table, owner, client_id, reference)
        return None if row is None else read(row, self.kind)

    async def add(self, connection: Connection, made: Kind, client_id: str) -> None:
        """A new row."""
        await add_row(connection, self.table, {**self.values(made), "client_id": client_id})

    async def save(self, connection: Connection, made: Kind) -> None:
        """A row's next version. Raises PreconditionFailed where another was sooner."""
        values = {name: value for name, value in self.values(made).items() if name not in _FIXED}
        subject: Any = made
        await save_row(connection, self.table, subject.id, subject.version - 1, values)

    def values(self, made: Kind) -> dict[str, Any]:
        """The columns of a row; what is nested becomes JSON."""
        dataclass_: Any = self.kind
        found = {one.name: getattr(made, one.name) for one in fields(dataclass_)}
        nested = {name for name in found if isinstance(self.table.c[name].type, JSONB)}
        return {name: plain(value) if name in nested else value for name, value in found.items()}

    async def enter(
        self,
        ctx: Context,
        connection: Connection,
        made: Kind,
        what: str,
        why: Derivation | None = None,
        *,
        given: tuple[str, ...],
        status: int = 201,
    ) -> Kind:
        """Enter a new row and tell it; the same client, reference and contents (`given`) give what is there.

        `status` is that of the answer, for a retry. Raises Replayed, or ReferenceUsed with what differs.
        """
        subject: Any = made
        reference = subject.external_reference
        known: Any = await self.find_by_reference(connection, subject.owner, ctx.actor.client_id, reference)
        if known is not None:
            give_known(self.model, known, reference, {name: getattr(subject, name) for name in given})
        await self.add(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, what, self.model, subject, why, status=status)
        return made

    async def revise(
        self,
        ctx: Context,
        connection: Connection,
        known: Kind,
        what: str,
        why: Derivation | None = None,
        **changes: Any,
    ) -> Kind:
        """The row's next version with these changes, told; nothing happens where nothing changes."""
        before: Any = known
        if all(getattr(before, name) == value for name, value in changes.items()):
            connection.recorded = True
            return known
        after: Any = replace(before, **changes, version=before.version + 1)
        await self.save(connection, after)
        await logbook.record(ctx, connection, what, self.model, after, why)
        made: Kind = after
        return made
