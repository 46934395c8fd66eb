"""Outcomes of clients: registered one by one or as a file, and read by the purchaser and the provider itself."""

from __future__ import annotations

from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.outcomes.comparisons import store
from services.outcomes.comparisons.rules.admission import Admission
from services.outcomes.comparisons.rules.faults import OutcomeNotFound, OutcomeRefused, fault
from services.outcomes.comparisons.rules.records import ClientOutcome
from services.outcomes.indicators import store as indicators
from shared.errors import FieldError
from shared.kit import batches, logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made
from shared.kit.plain import Plain
from shared.kit.rights import PURCHASERS
from shared.kit.rows import PageRequest, Slice
from shared.schemas import common
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.comparing import OutcomeKind
from shared.values.terms import BatchState, Scope

KIND = "client-outcomes"
_FIELDS = tuple(schemas.NewClientOutcome.model_fields)
_TEAM = _FIELDS.index("team")
_GIVEN = tuple(name for name in _FIELDS if name != "external_reference")
PLAIN = Plain(
    "client_outcome",
    "client_outcomes",
    "uitkomst per cliënt",
    "uitkomsten per cliënt",
    schemas.ClientOutcome,
    schemas.NewClientOutcome,
    OutcomeNotFound,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_client_outcome(ctx: Context, client_outcome_id: UUID) -> ClientOutcome:
    """One client's outcome. Raises OutcomeNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.OUTCOMES.get(connection, client_outcome_id)


@operation
async def list_client_outcomes(
    ctx: Context,
    page: PageRequest,
    *,
    indicator: str | None = None,
    quarter: str | None = None,
    provider: str | None = None,
    kind: OutcomeKind | None = None,
    batch_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[ClientOutcome]:
    """A page of outcomes, corrected ones included."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.OUTCOMES.page(
            connection, page, indicator=indicator, quarter=quarter, provider=provider, kind=kind, batch_id=batch_id,
            external_reference=reference,
        )  # fmt: skip


async def _admission(ctx: Context, connection: Connection) -> Admission:
    contracts = await indicators.list_contracts(connection)
    defined = await store.list_defined(connection, contracts)
    purchaser = ctx.actor.organisation if ctx.actor.kind in PURCHASERS else None
    return Admission(contracts, defined, ctx.today, ctx.actor.organisations, purchaser)


@operation
async def register_client_outcome(ctx: Context, new: schemas.NewClientOutcome) -> ClientOutcome:
    """Register one client's outcome; one that it corrects stays and counts no more.

    The same client, reference and contents give what is there (Replayed). Raises OutcomeRefused with every reason,
    ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        admission = await _admission(ctx, connection)
        faults = admission.judge(new)
        if faults:
            raise OutcomeRefused(errors=faults)
        owner, client_id = admission.owner or ctx.actor.organisation, ctx.actor.client_id
        outcome = made(
            ClientOutcome, new, id=new_id(), version=1, owner=owner, parties=[new.provider], superseded=False, batch_id=None
        )  # fmt: skip
        known = await store.OUTCOMES.find_by_reference(connection, owner, client_id, new.external_reference)
        if (
            new.corrects is not None
            and known is None
            and not await store.supersede(connection, owner, client_id, new.corrects)
        ):
            raise OutcomeRefused(errors=(fault("corrects", "correction-unknown"),))
        return await store.OUTCOMES.enter(ctx, connection, outcome, "client-outcome-registered", given=_GIVEN)


class _Checker:
    """The admission as a file's lines meet it."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        self.corrects = False

    def quick(self, line: int, values: batches.Values) -> str | None:
        if not self.admission.quick(*values):
            return None
        # What was looked at holds nothing that COPY reads otherwise, but for the name of a team.
        told = ["\\N" if one is None else str(one) for one in values]
        told[_TEAM] = batches.copy_text(values[_TEAM])
        return f"{line}\t{self.admission.owner}\t" + "\t".join(told) + "\n"

    def judge(self, line: int, item: schemas.NewClientOutcome) -> str | Sequence[FieldError]:
        faults = self.admission.judge(item)
        if faults:
            return faults
        self.corrects = self.corrects or item.corrects is not None
        self.admission.remember(item.area, item.team)
        values = [getattr(item, name) for name in _FIELDS]
        told = [one if one is None or isinstance(one, int) else str(one) for one in values]
        return batches.copy_line((line, self.admission.owner, *told))


@dataclass(frozen=True, slots=True)
class OutcomeFile:
    """A file that was read and checked, ready to be registered."""

    upload: batches.Upload
    owner: str | None
    corrects: bool

    def close(self) -> None:
        """Give the disk back."""
        self.upload.close()


@operation
async def read_client_outcomes(ctx: Context, chunks: AsyncIterable[bytes], media: str) -> OutcomeFile:
    """Read and check a file of outcomes while it streams in, without a transaction. Raises HeaderInvalid."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.read() as connection:
        await ctx.read_clock(connection)
        checker = _Checker(await _admission(ctx, connection))
    upload = batches.Upload()
    try:
        await batches.receive(chunks, media, schemas.NewClientOutcome, checker, upload)
    except BaseException:
        upload.close()
        raise
    return OutcomeFile(upload, checker.admission.owner, checker.corrects)


@operation
async def register_client_outcomes(ctx: Context, file: OutcomeFile) -> common.Batch:
    """Register the good lines of a file at once and keep why the others came back (decision 0009)."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    client_id, upload = ctx.actor.client_id, file.upload
    ctx = batches.keyed(ctx, upload)
    owner = file.owner or ctx.actor.organisation
    async with ctx.begin() as connection:
        batch = batches.batch_of(owner, ctx.actor.organisation, KIND)
        staged = await store.stage_lines(connection, upload)
        refused = 0
        if file.corrects:
            refused = await store.refuse_miscorrections(connection, owner, client_id)
            await store.supersede_staged(connection, owner, client_id)
        staged -= refused
        entered = await store.enter_lines(connection, batch.id, client_id)
        clashed = await store.refuse_clashes(connection, owner, client_id) if entered < staged else 0
        batch = replace(
            batch, state=BatchState.COMPLETED, received=upload.received, accepted=entered,
            rejected=upload.rejected + refused + clashed, duplicates=staged - entered - clashed,
            errors=await store.first_faults(connection),
        )  # fmt: skip
        await store.add_batch(connection, batch, client_id)
        shown = batches.shown(batch, ctx.language)
        await logbook.record(ctx, connection, "client-outcomes-registered", common.Batch, shown, status=202)
    return shown
