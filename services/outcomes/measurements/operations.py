"""What can be done with measurements: register one or a file of them, and read them."""

from __future__ import annotations

from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.outcomes.indicators import store as indicators
from services.outcomes.indicators.rules import ContractCopy
from services.outcomes.measurements import rules, store
from services.outcomes.measurements.rules import Admission, Measurement, Slot
from services.outcomes.verdicts import store as verdicts
from shared.errors import FieldError
from shared.kit import batches, logbook
from shared.kit.batches.upload_processing import settle
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.rights import PURCHASERS
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import common
from shared.schemas import outcomes as schemas
from shared.values.measuring import MeasurementMoment
from shared.values.terms import ActorKind, BatchState, Scope

KIND = "measurements"
_FIELDS = tuple(schemas.NewMeasurement.model_fields)
_CORRECTS = _FIELDS.index("corrects_id")


@operation
async def get_measurement(ctx: Context, measurement_id: UUID) -> Measurement:
    """One measurement. Raises MeasurementNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.get_measurement(connection, measurement_id)
        [shown] = await _published(ctx, connection, [found])
    return shown


async def _published(
    ctx: Context, connection: Connection, found: Sequence[Measurement]
) -> Sequence[Measurement]:
    """Measurements as this reader may see them: without the small, and the parts that would give those back (F-08)."""
    limit = _limit(ctx)
    if not limit:
        return found
    return rules.publish_all(found, await store.list_small_breakdowns(connection, found, limit), limit)


def _limit(ctx: Context) -> int:
    """Below how many respondents this reader sees no figures (F-08)."""
    return rules.limit_for(ctx.actor.kind, ctx.service.settings.small_number)


@operation
async def list_measurements(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    indicator: str | None = None,
    quarter: str | None = None,
    batch_id: UUID | None = None,
    external_reference: str | None = None,
    provider: str | None = None,
    area: str | None = None,
    moment: MeasurementMoment | None = None,
) -> Slice[Measurement]:
    """A page of measurements, corrected ones included: the newest of a quarter counts."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.list_measurements(
            connection, page, contract_id=contract_id, indicator=indicator, quarter=quarter, batch_id=batch_id,
            external_reference=external_reference, provider=provider, area=area, moment=moment,
        )  # fmt: skip
        return Slice(list(await _published(ctx, connection, found.items)), found.last)


@operation
async def list_measurements_by_indicator(ctx: Context, ids: list[UUID]) -> dict[UUID, list[Measurement]]:
    """What counts in the quarters of many indicators at once, for a loader: the newest measurement of each, in order."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.list_newest_by_indicator(connection, ids)
    grouped: dict[UUID, list[Measurement]] = {}
    limit = _limit(ctx)
    for measurement in found:
        grouped.setdefault(measurement.indicator_id, []).append(rules.published(measurement, limit))
    return grouped


@operation
async def register_measurement(ctx: Context, new: schemas.NewMeasurement) -> Measurement:
    """Register a measurement, and judge its contract year anew (R-O05, R-O12, G-81).

    The same client, reference and contents give the measurement that is there (Replayed). Raises ContractNotFound,
    IndicatorNotFound, MeasurementRefused (with every reason), ReferenceTaken.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    client_id = ctx.actor.client_id
    async with ctx.begin() as connection:
        contract = await indicators.lock_contract(connection, new.contract_id)
        if new.external_reference is not None:
            await _answer_known(connection, contract.owner, client_id, new, new.external_reference)
        known = await indicators.list_indicators_of(connection, [contract.id])
        slot = rules.admit(
            contract, known, new, ctx.today, ctx.actor.organisations,
            researcher=_is_researcher(ctx), purchaser=_is_purchaser(ctx),
        )  # fmt: skip
        rules.check_correction(new, slot, *await store.find_corrected(connection, slot, new))
        measurement = rules.measure(slot, new)
        await store.add_measurement(connection, measurement, client_id)
        await verdicts.judge_years(connection, [contract], [slot.key], client_id)
        # The feed is read by more than the parties to the contract.
        told = rules.told(measurement, ctx.service.settings.small_number)
        await logbook.record(ctx, connection, "measurement-registered", schemas.Measurement, told)
    return measurement


def _is_researcher(ctx: Context) -> bool:
    return ctx.actor.kind is ActorKind.RESEARCHER


def _is_purchaser(ctx: Context) -> bool:
    return ctx.actor.kind in PURCHASERS


async def _answer_known(
    connection: Connection, owner: str, client_id: str, new: schemas.NewMeasurement, reference: str
) -> None:
    """Leave with what was registered before under this reference, when it is the same."""
    known = await store.find_measurement_by_reference(connection, owner, client_id, reference)
    if known is not None:
        rules.check_same(known, new)
        raise Replayed(Answer(200, encode(schemas.Measurement, known), known.version, known.id))


class _Checker:
    """The admission as a file's lines meet it, and the contract years that they touch."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        self.slots: set[Slot] = set()
        self.years: set[tuple[UUID, int]] = set()
        self.corrects = False

    def quick(self, line: int, values: batches.Values) -> str | None:
        slot = self.admission.quick(*values)
        if slot is None:
            return None
        self.slots.add(slot)
        if values[_CORRECTS] is not None:
            self.corrects = True
        return store.staged_line(line, slot, values)

    def judge(self, line: int, item: schemas.NewMeasurement) -> str | Sequence[FieldError]:
        found = self.admission.judge(item)
        if not isinstance(found, Slot):
            return found
        self.years.add(found.key)
        self.corrects = self.corrects or item.corrects_id is not None
        return store.staged_line(line, found, [getattr(item, name) for name in _FIELDS])


@dataclass(frozen=True, slots=True)
class MeasurementFile:
    """A file that was read and checked, ready to be registered."""

    upload: batches.Upload
    admission: Admission
    years: set[tuple[UUID, int]]
    corrects: bool

    def close(self) -> None:
        """Give the disk back."""
        self.upload.close()


@operation
async def read_file(ctx: Context, chunks: AsyncIterable[bytes], media: str) -> MeasurementFile:
    """Read and check a file of measurements while it streams in, without a transaction. Raises HeaderInvalid."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.read() as connection:
        today: date = await ctx.read_clock(connection)
        contracts = await indicators.list_contracts(connection)
        defined = await indicators.list_indicators_of(connection, [contract.id for contract in contracts])
    admission = Admission(
        contracts, defined, today, ctx.actor.organisations,
        researcher=_is_researcher(ctx), purchaser=_is_purchaser(ctx),
    )  # fmt: skip
    checker = _Checker(admission)
    upload = batches.Upload()
    try:
        await batches.receive(chunks, media, schemas.NewMeasurement, checker, upload)
    except BaseException:
        upload.close()
        raise
    years = checker.years | {slot.key for slot in checker.slots}
    return MeasurementFile(upload, checker.admission, years, checker.corrects)


@operation
async def register_file(ctx: Context, file: MeasurementFile) -> common.Batch:
    """Register the good lines of a file at once and keep why the others came back (recipes § 5, decision 0009).

    The contract years that it touches are judged anew in the same transaction. Raises ContractChanged.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    client_id, upload = ctx.actor.client_id, file.upload
    ctx = batches.keyed(ctx, upload)
    owner = file.admission.owner or ctx.actor.organisation
    async with ctx.begin() as connection:
        batch = batches.batch_of(owner, ctx.actor.organisation, KIND)
        staged = await store.stage_lines(connection, upload)
        # What is corrected must count when its correction enters; else nobody waits for a contract while a million lines do.
        contracts = await _lock(connection, file) if file.corrects else None
        refused = await store.refuse_miscorrections(connection, owner) if file.corrects else 0
        staged -= refused
        entered = await store.enter_lines(connection, batch.id, client_id)
        clashed = await store.refuse_clashes(connection, owner, client_id) if entered < staged else 0
        contracts = await _lock(connection, file) if contracts is None else contracts
        await verdicts.judge_years(connection, contracts, file.years, client_id)
        batch = replace(
            batch, state=BatchState.COMPLETED, received=upload.received, accepted=entered,
            rejected=upload.rejected + refused + clashed, duplicates=staged - entered - clashed,
            errors=await store.first_faults(connection),
        )  # fmt: skip
        await store.add_batch(connection, batch, client_id)
        await settle(ctx, connection, upload, batch)
        shown = batches.shown(batch, ctx.language)
        await logbook.record(ctx, connection, "measurements-registered", common.Batch, shown, status=202)
    return shown


async def _lock(connection: Connection, file: MeasurementFile) -> list[ContractCopy]:
    """The contracts of a file, locked. Raises ContractChanged."""
    contracts = await indicators.lock_contracts(connection, {contract for contract, _ in file.years})
    rules.check_unchanged(file.admission, contracts)
    return contracts


@operation
async def get_batch(ctx: Context, batch_id: UUID) -> batches.Batch:
    """One batch with its first faults. Raises BatchNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.get_batch(connection, batch_id)


@operation
async def list_errors(
    ctx: Context, batch: batches.Batch, after: tuple[int, int] = (0, 0)
) -> tuple[Sequence[batches.LineFault], tuple[int, int] | None]:
    """The next faults of a batch in the sender's order, and where to go on; None at the end."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.list_errors(connection, batch, after)
