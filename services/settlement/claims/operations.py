"""What can be done with claims: send a file of them, and read what became of each line."""

from __future__ import annotations

from collections.abc import AsyncIterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.settlement.ceilings import store as ceilings
from services.settlement.ceilings.rules import Ceilings, exhaustion
from services.settlement.claims import rules, store
from services.settlement.claims.rules import Allocated, Book, Claim, ClaimPayable, Judged, Line
from services.settlement.ledger import store as ledger
from shared.errors import FieldError
from shared.kit import batches, logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.rows import PageRequest, Slice
from shared.schemas import common
from shared.schemas import settlement as schemas
from shared.values import new_id
from shared.values.agreements import FundingForm
from shared.values.claiming import ClaimState
from shared.values.terms import BatchState, Law, Scope

KIND = "claims"
CHAIN = "chain"  # one sum for several providers: their files come one after another too (R-S31)
PIECE = 5_000  # lines judged at a time: a fixed number of statements for each piece
_FIELDS = tuple(schemas.NewClaim.model_fields)
_DUE = (ClaimState.APPROVED, ClaimState.PARTIAL)


class _Checker:
    """A file's lines as they are read: what is well-formed is judged later, all together."""

    def quick(self, line: int, values: batches.Values) -> str | None:
        return None

    def judge(self, line: int, item: schemas.NewClaim) -> str | Sequence[FieldError]:
        return store.staged_line(line, [_plain(getattr(item, name)) for name in _FIELDS])


def _plain(value: Any) -> str | int | None:
    return value if value is None or isinstance(value, int) else str(value)


@operation
async def read_file(ctx: Context, owner: str, chunks: AsyncIterable[bytes], media: str) -> batches.Upload:
    """Read a file of claims while it streams in, without a transaction. Raises PurchaserUnknown, HeaderInvalid, FileTooLong."""
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    async with ctx.read() as connection:
        if not await store.serves(connection, owner, [ctx.actor.organisation]):
            raise rules.PurchaserUnknown(owner=owner)
    upload = batches.Upload()
    try:
        await batches.receive(chunks, media, schemas.NewClaim, _Checker(), upload)
    except BaseException:
        upload.close()
        raise
    return upload


@operation
async def judge_file(ctx: Context, owner: str, upload: batches.Upload) -> common.Batch:
    """Judge every line of a file by what was allocated and agreed, keep what became of it, and book what is paid (R-S36).

    One transaction for the whole file, a fixed number of statements for each five thousand lines. A line that the provider
    sent before changes nothing. Raises PurchaserUnknown.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    provider, client_id = ctx.actor.organisation, ctx.actor.client_id
    ctx = batches.keyed(ctx, upload)
    # Tariffs for all and the books are the purchaser's: a provider that is a party to its contract is judged by them.
    reached = tuple(dict.fromkeys((*ctx.actor.organisations, owner)))
    speaking = replace(ctx, actor=replace(ctx.actor, organisations=reached, purchaser=True))
    async with speaking.begin() as connection:
        if not await store.serves(connection, owner, [provider]):
            raise rules.PurchaserUnknown(owner=owner)
        batch = batches.batch_of(owner, provider, KIND)
        staged = await store.stage_lines(connection, upload)
        await ceilings.lock_telling(connection, owner, shared=True)
        await store.lock_provider(connection, owner, provider)
        clashed, known = await store.drop_known(connection, owner, provider)
        left = staged - clashed - known
        held = Ceilings(await ceilings.lock_ceilings(connection, owner, provider) if left else [])
        refused, sums = await _judge(ctx, connection, batch.id, owner, provider, left, held)
        await ceilings.save_uses(connection, held.changed(), client_id)
        made = rules.payables_of(sums, batch.id, owner, ctx.today)
        await ledger.post(connection, [entry for _, entry in made], client_id, today=ctx.today)
        await store.add_payables(connection, [payable for payable, _ in made], client_id)
        batch = replace(
            batch, state=BatchState.COMPLETED, received=upload.received, accepted=left - refused,
            rejected=upload.rejected + clashed + refused, duplicates=known,
            errors=await store.first_faults(connection),
        )  # fmt: skip
        await store.add_batch(connection, batch, client_id)
        for one in held.warned_now():
            _, why = exhaustion(one)
            await logbook.tell(ctx, connection, "ceiling-warned", schemas.CeilingUsage, one, why)
        shown = batches.shown(batch, ctx.language)
        await logbook.record(ctx, connection, "claims-judged", common.Batch, shown, status=202)
    return shown


async def _judge(
    ctx: Context, connection: Connection, batch_id: UUID, owner: str, provider: str, left: int, held: Ceilings
) -> tuple[int, rules.Sums]:
    """Judge the staged lines piece by piece; how many were refused, and what the others came to."""
    sums: rules.Sums = {}
    if not left:
        return 0, sums
    contracts = await store.list_contracts(connection, owner, [provider])
    if any(one.form is FundingForm.CHAIN_BUNDLE for each in contracts.values() for one in each.funding):
        await store.lock_provider(connection, owner, CHAIN)
    products = await store.staged_products(connection)
    tariffs = await store.list_tariffs(connection, owner, products, contracts, [provider])
    book = Book(ctx.today, frozenset({provider}), contracts, tariffs, held)
    refused = 0
    for after in range(0, left, PIECE):
        piece = await store.next_lines(connection, owner, after, PIECE)
        await _look_up(connection, book, owner, provider, piece)
        judged = [book.judge(line, allocation) for line, allocation in piece]
        kept = [_kept(one, batch_id, owner, provider, ctx) for one in judged]
        await store.add_claims(connection, kept, ctx.actor.client_id)
        await store.note_faults(connection, store.fault_rows(judged))
        refused += sum(one.state is ClaimState.REJECTED for one in judged)
        rules.add_up(sums, judged)
    return refused, sums


async def _look_up(
    connection: Connection, book: Book, owner: str, provider: str, piece: list[tuple[Line, Allocated | None]]
) -> None:
    """Read what these lines are judged by beside what the book has: at most four statements."""
    book.awaited = {line.credit_of for line, _ in piece if line.credit_of is not None}
    book.debits.update(
        await store.list_debits(connection, owner, provider, sorted(book.awaited - book.debits.keys()))
    )
    named = {one.id: one for _, one in piece if one is not None and one.provider == provider}
    named |= {one.allocation.id: one.allocation for one in book.debits.values()}
    new = [id_ for id_ in named if id_ not in book.spent]
    book.spent.update({id_: [] for id_ in new} | await store.list_spent(connection, owner, new))
    guaranteed = {id_ for id_, one in book.contracts.items() if one.guarantee_months is not None}
    under = [id_ for id_ in new if named[id_].contract_id in guaranteed]
    book.returned.update(await store.list_returns(connection, owner, under))
    by_period = {
        id_ for id_, one in book.contracts.items() if any("months" in agreed.terms for agreed in one.funding)
    }
    clients = {named[id_].citizen_id for id_ in new if named[id_].contract_id in by_period} - book.clients
    if clients:
        book.clients |= clients
        book.bundles.update(await store.list_bundles(connection, owner, by_period, sorted(clients)))


def _kept(one: Judged, batch_id: UUID, owner: str, provider: str, ctx: Context) -> Claim:
    line, allocation, contract = one.line, one.allocation, one.contract
    own = allocation is not None and allocation.provider == provider
    why = None if one.reason is None else rules.WHY[one.reason]
    return Claim(
        id=new_id(), version=1, owner=owner, external_reference=line.external_reference, parties=[provider],
        batch_id=batch_id, provider=provider, law=Law(line.law), allocation_number=line.allocation_number,
        allocation_id=allocation.id if own and allocation is not None else None,
        citizen_id=allocation.citizen_id if own and allocation is not None else None,
        contract_id=None if contract is None else contract.id, product_category=line.product_category,
        product_code=line.product_code, unit=line.unit, period_start=line.period_start, period_end=line.period_end,
        volume=line.volume, tariff=line.tariff, amount_cents=line.amount_cents, credit_of=line.credit_of, state=one.state,
        reason=one.reason, rule=None if why is None else why.rule, return_code=None if why is None else why.return_code,
        paid_volume=one.paid_volume, paid_cents=one.paid_cents, exception_cents=one.exception_cents,
        exceptions={str(id_): cents for id_, cents in one.exceptions.items()} or None, ceiling_id=one.ceiling_id, allowed_volume=one.allowed_volume, judged_on=ctx.today,
        due_on=ctx.today + rules.PAID_WITHIN if one.state in _DUE else None,
        contract_version=None if contract is None else contract.version, agreement_number=one.agreement_number,
        allocation_version=allocation.version if own and allocation is not None else None,
        tariff_id=one.tariff_id, tariff_version=one.tariff_version, applied_tariff=one.applied_tariff,
    )  # fmt: skip


@operation
async def get_claim(ctx: Context, claim_id: UUID) -> Claim:
    """One claim with what became of it. Raises ClaimNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_claim(connection, claim_id)


@operation
async def list_claims(
    ctx: Context,
    page: PageRequest,
    batch_id: UUID | None = None,
    contract_id: UUID | None = None,
    allocation_id: UUID | None = None,
    state: ClaimState | None = None,
    external_reference: str | None = None,
) -> Slice[Claim]:
    """A page of claims, of one file, contract, allocation or state when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_claims(
            connection, page, batch_id=batch_id, contract_id=contract_id, allocation_id=allocation_id, state=state,
            external_reference=external_reference,
        )  # fmt: skip


@operation
async def get_payable(ctx: Context, payable_id: UUID) -> ClaimPayable:
    """What a file makes payable of one contract and year. Raises ClaimPayableNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_payable(connection, payable_id)


@operation
async def list_payables(
    ctx: Context, page: PageRequest, batch_id: UUID | None = None, contract_id: UUID | None = None
) -> Slice[ClaimPayable]:
    """A page of what files make payable, with the day by which it must be paid (R-S62)."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_payables(connection, page, batch_id=batch_id, contract_id=contract_id)


@operation
async def get_batch(ctx: Context, batch_id: UUID) -> batches.Batch:
    """One batch with its first faults. Raises BatchNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_batch(connection, batch_id)


@operation
async def list_errors(
    ctx: Context, batch: batches.Batch, after: tuple[int, int] = (0, 0)
) -> tuple[Sequence[batches.LineFault], tuple[int, int] | None]:
    """The next faults of a batch in the sender's order, and where to go on; None at the end."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_errors(connection, batch, after)
