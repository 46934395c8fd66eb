"""Reading definitions as they are and as they were, and computing a value by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.outcomes.definitions import rules, store
from services.outcomes.definitions.rules import IndicatorDefinition, Value
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.values import Derivation
from shared.values.terms import IndicatorKind, IndicatorScope, MeasurementSource, Scope


@operation
async def get_definition(
    ctx: Context, definition_id: UUID, valid_on: date | None = None
) -> IndicatorDefinition:
    """One definition, with only the version of a day when one is asked (R-O21).

    Raises DefinitionNotFound, DefinitionNotValid.
    """
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return rules.narrowed(await store.get_definition(connection, definition_id), valid_on)


@operation
async def list_definitions(
    ctx: Context,
    page: PageRequest,
    *,
    code: str | None = None,
    library: str | None = None,
    kind: IndicatorKind | None = None,
    scope: IndicatorScope | None = None,
    source: MeasurementSource | None = None,
    reference: str | None = None,
    valid_on: date | None = None,
) -> Slice[IndicatorDefinition]:
    """A page of definitions; `valid_on` leaves of each the version of that day, and an empty list where none held yet."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.DEFINITIONS.page(
            connection, page, code=code, library=library, kind=kind, scope=scope, source=source,
            external_reference=reference,
        )  # fmt: skip
    if valid_on is None:
        return found
    held = [
        replace(one, versions=[version for version in one.versions if version.holds_on(valid_on)])
        for one in found.items
    ]
    return Slice(held, found.last)


@operation
async def list_definitions_by_code(
    ctx: Context, keys: list[tuple[str, str]]
) -> dict[tuple[str, str], IndicatorDefinition]:
    """Many definitions by owner and code at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.list_by_code_of(connection, keys)


@operation
async def compute_value(
    ctx: Context, definition_id: UUID, numerator: int, denominator: int, valid_on: date | None = None
) -> tuple[Value, Derivation]:
    """A value by the version of a day, today's when none is asked: 6 of 200 is 3.0 % (R-O29); nothing is written.

    Raises DefinitionNotFound, DefinitionNotValid, RatioUndefined.
    """
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        known = await store.get_definition(connection, definition_id)
        day = valid_on or await ctx.read_clock(connection)
    version = rules.narrowed(known, day).versions[0]
    return rules.value_of(known, version, numerator, denominator)
