"""What can be done with verdicts: read them as they stand, as they were given, and why; and tell them in the feed."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.measurements.rules import limit_for
from services.outcomes.verdicts import rules, store
from services.outcomes.verdicts.rules import ContractVerdict
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import Derivation
from shared.values.terms import Scope


@operation
async def get_verdict(ctx: Context, verdict_id: UUID) -> ContractVerdict:
    """One verdict as it stands. Raises VerdictNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return rules.published(await store.get_verdict(connection, verdict_id), _limit(ctx))


def _limit(ctx: Context) -> int:
    """Below how many respondents this reader sees no figures (F-08)."""
    return limit_for(ctx.actor.kind, ctx.service.settings.small_number)


@operation
async def get_version(ctx: Context, verdict_id: UUID, version: int) -> ContractVerdict:
    """One version of a verdict as it was given. Raises VerdictNotFound, VersionNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        await store.get_verdict(connection, verdict_id)
        found, _ = await store.get_version(connection, verdict_id, version)
        return rules.published(found, _limit(ctx))


@operation
async def explain_verdict(ctx: Context, verdict_id: UUID) -> tuple[int, Derivation]:
    """Why the verdict is what it is, with the version that this explains. Raises VerdictNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        verdict = await store.get_verdict(connection, verdict_id)
        _, why = await store.get_version(connection, verdict_id, verdict.version)
        return verdict.version, rules.published_reasons(why, _limit(ctx))


@operation
async def due_verdicts(ctx: Context) -> list[UUID]:
    """The verdicts that changed since the feed last told them."""
    async with ctx.read() as connection:
        return await store.list_to_announce(connection)


@operation
async def announce_verdict(ctx: Context, verdict_id: UUID) -> ContractVerdict:
    """Tell a changed verdict in the feed (R-X02); whoever acted on an older version learns that it was superseded.

    Only the newest version is told, for a verdict may change with every measurement. Raises VerdictNotFound.
    """
    async with ctx.begin() as connection:
        verdict = await store.lock_verdict(connection, verdict_id)
        _, why = await store.get_version(connection, verdict_id, verdict.version)
        await store.save_announced(connection, verdict)
        # The feed is read by more than the parties to the contract.
        told = rules.published(verdict, ctx.service.settings.small_number)
        await logbook.record(ctx, connection, "verdict-given", schemas.ContractVerdict, told, why)
    return verdict


@operation
async def explain_verdicts(ctx: Context, ids: list[UUID]) -> dict[UUID, tuple[int, Derivation]]:
    """Why many verdicts are what they are at once, for a loader: the version that is explained, and the steps."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.list_explanations(connection, ids)
    limit = _limit(ctx)
    return {id_: (version, rules.published_reasons(why, limit)) for id_, (version, why) in found.items()}


@operation
async def list_verdicts(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, year: int | None = None
) -> Slice[ContractVerdict]:
    """A page of verdicts, of one contract or year when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.list_verdicts(connection, page, contract_id, year)
    limit = _limit(ctx)
    return Slice([rules.published(one, limit) for one in found.items], found.last) if limit else found


@operation
async def list_verdicts_by_contract(ctx: Context, contracts: list[UUID]) -> dict[UUID, list[ContractVerdict]]:
    """The verdicts on many contracts at once, for a loader."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.list_verdicts_by_contract(connection, contracts)
    grouped: dict[UUID, list[ContractVerdict]] = {}
    limit = _limit(ctx)
    for verdict in found:
        grouped.setdefault(verdict.contract_id, []).append(rules.published(verdict, limit))
    return grouped
