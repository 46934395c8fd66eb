"""Defining an indicator, defining it anew from a day on, and agreeing with it (R-O21)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
from pydantic.alias_generators import to_camel

from services.outcomes.definitions import rules, store
from services.outcomes.definitions.rules import Agreement, Content, DefinitionCodeUsed, IndicatorDefinition
from shared.errors import FieldError, PurchaserOnly, ReferenceUsed, Text
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.wire import encode
from shared.schemas import outcomes as schemas
from shared.values.indicating import AgreeingSide
from shared.values.terms import Scope

_OF_PURCHASER = (AgreeingSide.PURCHASER, AgreeingSide.COUNCIL, AgreeingSide.CITIZENS)
_DIFFERS = Text("Dit is eerder anders opgegeven.", "This was given differently before.")


@operation
async def register_definition(ctx: Context, new: schemas.NewIndicatorDefinition) -> IndicatorDefinition:
    """Define an indicator (R-O21). The same client, reference and contents give what is there (Replayed).

    Raises PurchaserOnly, DefinitionRefused (with every fault), DefinitionCodeUsed, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    made, why = rules.define(
        owner, new.code, _content(new), new.valid_from, new.providers, reference=new.external_reference
    )
    async with ctx.begin() as connection:
        known = await store.lock_codes(connection, owner, [new.code])
        await _give_known(ctx, connection, made)
        if new.code in known:
            raise DefinitionCodeUsed(indicator=new.code, id=known[new.code].id)
        sees = await store.list_readers(connection, owner, [new.code])
        made = replace(made, parties=sorted({*made.parties, *sees.get(new.code, [])}))
        await store.DEFINITIONS.add(connection, made, ctx.actor.client_id)
        await logbook.record(
            ctx, connection, "indicator-definition-registered", schemas.IndicatorDefinition, made, why
        )
    return made


async def _give_known(ctx: Context, connection: Connection, made: IndicatorDefinition) -> None:
    """Leave with what this client defined before under this reference, when its first version says the same."""
    reference = made.external_reference
    known = await store.DEFINITIONS.find_by_reference(connection, made.owner, ctx.actor.client_id, reference)
    if known is None or reference is None:
        return
    before, now = known.versions[0], made.versions[0]
    differing = [name for name in rules.GIVEN if getattr(before, name) != getattr(now, name)]
    differing += [name for name in ("code", "providers") if getattr(known, name) != getattr(made, name)]
    if differing:
        errors = tuple(FieldError(f"#/{to_camel(name)}", "differs", _DIFFERS) for name in differing)
        raise ReferenceUsed(errors=errors, reference=reference, id=known.id)
    raise Replayed(Answer(200, encode(schemas.IndicatorDefinition, known), known.version, known.id))


@operation
async def renew_definition(
    ctx: Context, definition_id: UUID, new: schemas.NewDefinitionVersion
) -> IndicatorDefinition:
    """Define an indicator anew from a day on; what held before stays (R-O21). The same version again changes nothing.

    Raises DefinitionNotFound, PurchaserOnly, PreconditionFailed, DefinitionRefused (with every fault).
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await _own(ctx, connection, definition_id)
        renewed = rules.renew(known, _content(new), new.valid_from)
        if renewed is None:
            connection.recorded = True
            return known
        made, why = renewed
        await store.DEFINITIONS.save(connection, made)
        await logbook.record(
            ctx, connection, "indicator-definition-renewed", schemas.IndicatorDefinition, made, why
        )
    return made


@operation
async def change_definition(
    ctx: Context, definition_id: UUID, change: schemas.IndicatorDefinitionChange
) -> IndicatorDefinition:
    """Say with which providers consensus is sought.

    Raises DefinitionNotFound, PurchaserOnly, PreconditionFailed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await _own(ctx, connection, definition_id)
        made = rules.invite(known, change.providers)
        if made is known:
            connection.recorded = True
            return known
        await store.DEFINITIONS.save(connection, made)
        await logbook.record(
            ctx, connection, "indicator-definition-changed", schemas.IndicatorDefinition, made, None
        )
    return made


@operation
async def agree_definition(
    ctx: Context, definition_id: UUID, new: schemas.NewDefinitionAgreement
) -> IndicatorDefinition:
    """Agree with a version of a definition, for one's own side; once is enough.

    The purchaser may record that politics or citizens agreed. Raises DefinitionNotFound, AgreementRefused.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await store.DEFINITIONS.get(connection, definition_id, lock=True)
        ctx.expect(known.version)
        own = known.owner in ctx.actor.organisations
        sides = _OF_PURCHASER if own else (AgreeingSide.PROVIDER,)
        agreement = Agreement(
            side=new.side or sides[0], organisation=ctx.actor.organisation, agreed_by=ctx.actor.end_user,
            agreed_on=ctx.today, note=new.note,
        )  # fmt: skip
        agreed = rules.agree(known, new.number, agreement, sides)
        if agreed is None:
            connection.recorded = True
            return known
        made, why = agreed
        await store.DEFINITIONS.save(connection, made)
        await logbook.record(
            ctx, connection, "indicator-definition-agreed", schemas.IndicatorDefinition, made, why
        )
    return made


def _content(new: schemas.DefinitionContent) -> Content:
    told: dict[str, Any] = {name: getattr(new, name) for name in rules.CONTENT}
    return msgspec.convert(told, Content)


async def _own(ctx: Context, connection: Connection, definition_id: UUID) -> IndicatorDefinition:
    """The definition, locked, of the acting purchaser. Raises DefinitionNotFound, PurchaserOnly, PreconditionFailed."""
    known = await store.DEFINITIONS.get(connection, definition_id, lock=True)
    if known.owner not in ctx.actor.organisations:
        raise PurchaserOnly()
    ctx.expect(known.version)
    return known
