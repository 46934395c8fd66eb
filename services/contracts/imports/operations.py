"""Reading back what was read in."""

from __future__ import annotations

from uuid import UUID

from services.contracts.imports import rules, store
from services.contracts.imports.rules import Import
from shared.kit.context import Context, operation
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.imports import ImportKind
from shared.values.terms import Scope

PLAIN = Plain("import", "imports", "inlezing", "inlezingen", schemas.Import, None, rules.ImportNotFound)


@operation
async def get_import(ctx: Context, import_id: UUID) -> Import:
    """One import. Raises ImportNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.IMPORTS.get(connection, import_id)


@operation
async def list_imports(ctx: Context, page: PageRequest, *, kind: ImportKind | None = None) -> Slice[Import]:
    """A page of imports, of one kind when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.IMPORTS.page(connection, page, kind=kind)
