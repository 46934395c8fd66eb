"""The only SQL on catalogues: one row per catalogue of contracts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.catalogues.rules import Catalogue, CatalogueNotFound
from services.access.tables import catalogues
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.kit.rows import find_row, read
from shared.schemas import access as schemas

REGISTER = Register(catalogues, Catalogue, schemas.ProviderCatalogue, CatalogueNotFound)
_FIXED = ("owner", "id", "client_id", "external_reference")


async def find_catalogue(connection: Connection, catalogue_id: UUID) -> Catalogue | None:
    """The catalogue, locked while it is renewed or a place in it is given, or None where it is not known yet."""
    row = await find_row(connection, catalogues, catalogue_id, lock=True)
    return None if row is None else read(row, Catalogue)


@statement
def _save(*names: str) -> Executable:
    columns = catalogues.c
    query = insert(catalogues).values({name: bindparam(name, type_=columns[name].type) for name in names})
    told = query.excluded
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.id],
        set_={name: told[name] for name in names if name not in _FIXED},
        where=columns.version < told.version,
    )


async def save_catalogue(connection: Connection, catalogue: Catalogue, client_id: str) -> None:
    """Keep the newest version of a catalogue; an older one changes nothing."""
    values: dict[str, Any] = {**REGISTER.values(catalogue), "client_id": client_id}
    await connection.execute(_save(*values), **values)


__all__ = ["REGISTER", "find_catalogue", "save_catalogue"]
