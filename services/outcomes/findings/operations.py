"""Finding where a set of indicators goes wrong, of one contract or of all; and setting where findings begin."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from uuid import UUID

import asyncpg
import msgspec

from services.outcomes.findings import rules, store
from services.outcomes.findings.rules import IndicatorFindings, IndicatorPolicy, Limits
from services.outcomes.indicators import store as contracts
from services.outcomes.indicators.rules import ContractCopy
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.schemas.events import InTwoLanguages
from shared.values.findings import FindingSeverity
from shared.values.terms import Scope


async def _look(
    ctx: Context,
    connection: Connection,
    found: list[ContractCopy],
    severity: FindingSeverity | None,
    ceiling_use_basis_points: int | None = None,
) -> list[IndicatorFindings]:
    today = await ctx.read_clock(connection)
    cases = await store.read_cases(connection, found, today, sees_all=ctx.actor.purchaser)
    return [
        rules.look(replace(case, ceiling_use_basis_points=ceiling_use_basis_points), severity)
        for case in cases
    ]


@operation
async def get_findings(
    ctx: Context,
    contract_id: UUID,
    severity: FindingSeverity | None = None,
    ceiling_use_basis_points: int | None = None,
) -> IndicatorFindings:
    """What is found about a contract's indicators as they are today, or only what weighs so much.

    `ceiling_use_basis_points` is how much of the contract's ceiling is used, which outcomes does not know (E-26).
    Raises ContractNotFound.
    """
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        contract = await contracts.get_contract(connection, contract_id)
        (found,) = await _look(ctx, connection, [contract], severity, ceiling_use_basis_points)
        return found


@operation
async def list_findings(
    ctx: Context, page: PageRequest, severity: FindingSeverity | None = None
) -> Slice[IndicatorFindings]:
    """What is found about the indicators of every contract, a page of contracts at a time: a constant number of statements."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await contracts.page_contracts(connection, page)
        return Slice(await _look(ctx, connection, found.items, severity), found.last)


@operation
async def list_finding_kinds(ctx: Context) -> list[schemas.IndicatorFindingKind]:
    """Every kind of finding on indicators, with what mends it."""
    ctx.require(Scope.OUTCOMES_READ)
    return list(_kinds())


@operation
async def get_policy(ctx: Context) -> IndicatorPolicy:
    """The purchaser's limits for findings, or those that everybody begins with. Raises PurchaserOnly."""
    ctx.require(Scope.OUTCOMES_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        known = await store.find_policies(connection, [owner])
    return known.get(owner) or rules.default_policy(owner)


@operation
async def set_policy(ctx: Context, limits: schemas.IndicatorLimits) -> IndicatorPolicy:
    """Set the purchaser's limits; the same again changes nothing. Raises PurchaserOnly, PreconditionFailed."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    asked = msgspec.convert(limits, Limits, from_attributes=True)
    async with ctx.begin() as connection:
        kept = (await store.find_policies(connection, [owner])).get(owner)
        known = kept or rules.default_policy(owner)
        ctx.expect(known.version)
        changed = rules.set_limits(known, asked)
        if changed is None:
            connection.recorded = True
            return known
        made, why = changed
        if kept is None:
            try:
                await store.POLICIES.add(connection, made, ctx.actor.client_id)
            except asyncpg.UniqueViolationError as error:
                raise PreconditionFailed() from error
        else:
            await store.POLICIES.save(connection, made)
        await logbook.record(ctx, connection, "indicator-policy-set", schemas.IndicatorPolicy, made, why)
    return made


@cache
def _kinds() -> tuple[schemas.IndicatorFindingKind, ...]:
    return tuple(
        schemas.IndicatorFindingKind(
            code=one.code,
            rule=one.rule,
            related=list(one.related),
            severity=one.severity,
            reason=InTwoLanguages(nl=one.sentence.nl, en=one.sentence.en),
            mend=InTwoLanguages(nl=one.mend.nl, en=one.mend.en),
            source=one.source,
        )
        for one in rules.KINDS.values()
    )
