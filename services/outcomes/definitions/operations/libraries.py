"""The libraries of the sources, and taking them over as definitions."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from pydantic.alias_generators import to_camel

from services.outcomes.definitions import rules, store
from services.outcomes.definitions.rules import Library, LibraryImport
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def list_libraries(ctx: Context) -> list[Library]:
    """Every library of the sources, without its items."""
    ctx.require(Scope.OUTCOMES_READ)
    return [replace(one, items=[]) for one in store.list_libraries()]


@operation
async def get_library(ctx: Context, code: str) -> Library:
    """One library with its items. Raises LibraryNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    return store.get_library(code)


@operation
async def import_library(ctx: Context, code: str, asked: schemas.LibraryToImport) -> LibraryImport:
    """Take a library over as the purchaser's definitions; what is there stays as it is, so that it is safe to repeat.

    Raises PurchaserOnly, LibraryNotFound, LibraryItemsUnknown.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    library = store.get_library(code)
    items = rules.chosen(library, asked.codes)
    codes = [one.code for one in items]
    async with ctx.begin() as connection:
        known = await store.lock_codes(connection, owner, codes)
        seen = await store.list_readers(connection, owner, codes)
        made, told = rules.take_over(owner, library, items, known, asked.valid_from, asked.providers, seen)
        if made:
            await store.add_definitions(connection, made, ctx.actor.client_id)
        shown = [replace(one, differing=[to_camel(name) for name in one.differing]) for one in told]
        done = LibraryImport(id=new_id(), owner=owner, library=code, items=shown)
        return await store.IMPORTS.enter(
            ctx, connection, done, "indicator-library-imported", given=(), status=200
        )


@operation
async def get_library_import(ctx: Context, import_id: UUID) -> LibraryImport:
    """What an import did. Raises LibraryImportNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.IMPORTS.get(connection, import_id)


@operation
async def list_library_imports(
    ctx: Context, page: PageRequest, *, library: str | None = None
) -> Slice[LibraryImport]:
    """A page of imports, of one library when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.IMPORTS.page(connection, page, library=library)
