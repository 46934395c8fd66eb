"""What can be done with audit statements: the auditor registers them, the parties read them."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.audits import rules, store
from services.outcomes.audits.rules import AuditStatement
from services.outcomes.audits.rules.overview import AuditOverview, overview
from services.outcomes.indicators import store as indicators
from services.outcomes.verdicts import store as verdicts
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import outcomes as schemas
from shared.values.measuring import AuditKind
from shared.values.terms import Scope


@operation
async def get_statement(ctx: Context, statement_id: UUID) -> AuditStatement:
    """One statement. Raises StatementNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.get_statement(connection, statement_id)


@operation
async def list_statements(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    year: int | None = None,
    external_reference: str | None = None,
    kind: AuditKind | None = None,
    provider: str | None = None,
) -> Slice[AuditStatement]:
    """A page of statements, of one contract, year, kind or provider when asked; the newest of a year counts."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.list_statements(
            connection, page, contract_id=contract_id, year=year, external_reference=external_reference, kind=kind,
            provider=provider,
        )  # fmt: skip


@operation
async def get_overview(ctx: Context, contract_id: UUID, year: int) -> AuditOverview:
    """What accountants covered of a contract year, per indicator and per provider (D-05). Raises ContractNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        contract = await indicators.get_contract(connection, contract_id)
        known = await indicators.list_indicators_of(connection, [contract_id])
        statements = await store.list_newest_of_year(connection, contract_id, year)
        observed = await verdicts.list_observations(connection, known, [(contract_id, year)])
        parts = await verdicts.list_parts(connection, known, [(contract_id, year)])
    since = [
        late
        for one in statements
        if one.kind is AuditKind.RESULT_AGREEMENTS
        for late in rules.measured_since(one, known, observed, parts)
    ]
    return overview(contract, known, year, statements, since)


@operation
async def list_statements_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, AuditStatement]:
    """Many statements at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.list_statements_by_id(connection, ids)}


@operation
async def register_statement(ctx: Context, new: schemas.NewAuditStatement) -> AuditStatement:
    """Register the accountant's statement on a contract year, with its gaps, and judge the year anew (R-O28, R-S03, R-S63).

    The same client, reference and contents give the statement that is there (Replayed). Raises ContractNotFound,
    NotTheAuditor, YearOutsideContract, YearNotOver, StatedInFuture, IndicatorUnknown, ProviderUnknown, ReferenceTaken.
    """
    ctx.require(Scope.OUTCOMES_AUDIT)
    ctx.require_end_user()
    client_id = ctx.actor.client_id
    async with ctx.begin() as connection:
        contract = await indicators.lock_contract(connection, new.contract_id)
        rules.check_auditor(contract, ctx.actor.organisation)
        if new.external_reference is not None:
            await _answer_known(connection, contract.owner, client_id, new, new.external_reference)
        known = await indicators.list_indicators_of(connection, [contract.id])
        statement, why = rules.state(contract, known, new, ctx.today)
        await store.add_statement(connection, statement, client_id)
        await verdicts.judge_years(connection, [contract], [(contract.id, statement.year)], client_id)
        await logbook.record(
            ctx, connection, "audit-statement-registered", schemas.AuditStatement, statement, why
        )
    return statement


async def _answer_known(
    connection: Connection, owner: str, client_id: str, new: schemas.NewAuditStatement, reference: str
) -> None:
    """Leave with what was registered before under this reference, when it is the same."""
    known = await store.find_statement_by_reference(connection, owner, client_id, reference)
    if known is not None:
        rules.check_same(known, new)
        raise Replayed(Answer(200, encode(schemas.AuditStatement, known), known.version, known.id))
