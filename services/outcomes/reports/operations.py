"""What the parties to a contract do with reports: see one beforehand, draft, tell the story, submit, read what was sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from services.outcomes.indicators import store as indicators
from services.outcomes.reports import rules, store
from services.outcomes.reports.rules import Content, DueReport, FigureNarrative, Kind, Report
from shared.errors import FieldError, Text
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import outcomes as schemas
from shared.values.flowing import FlowBy
from shared.values.reporting import ReportKind, ReportStatus, ReportSubject
from shared.values.terms import ActorKind, Scope

_GIVEN = ("kind", "contract_id", "period", "narrative", "narratives", "corrects_id")
_NO_CONTRACT = Text("Noem het contract.", "Name the contract.")
PLAIN = Plain(
    "report",
    "reports",
    "rapportage",
    "rapportages",
    schemas.Report,
    schemas.NewReport,
    rules.ReportNotFound,
    change=schemas.ReportChangeRequest,
    derivation=True,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_report(ctx: Context, report_id: UUID) -> Report:
    """One report. Raises ReportNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.REPORTS.get(connection, report_id)


@operation
async def list_reports(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    kind: ReportKind | None = None,
    period: str | None = None,
    status: ReportStatus | None = None,
    reference: str | None = None,
) -> Slice[Report]:
    """A page of reports, filtered when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.REPORTS.page(
            connection,
            page,
            contract_id=contract_id,
            kind=kind,
            period=period,
            status=status,
            external_reference=reference,
        )


@operation
async def list_kinds(ctx: Context) -> list[Kind]:
    """Every kind of report that can be asked, as it is declared."""
    ctx.require(Scope.OUTCOMES_READ)
    return list(rules.KINDS.values())


@operation
async def get_preview(ctx: Context, kind: ReportKind, contract_id: UUID | None, period: str) -> Content:
    """A report as it would be now; nothing is kept. Raises ReportInvalid, ContractNotFound, PurchaserOnly."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        await ctx.read_clock(connection)
        return await _compose(ctx, connection, kind, contract_id, period)


@operation
async def list_due(ctx: Context, contract_id: UUID) -> list[DueReport]:
    """The reports that a contract asks for on the periods that are over, each with the one that came. Raises ContractNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        contract = await indicators.get_contract(connection, contract_id)
        known = await indicators.list_indicators_of(connection, [contract_id])
        reports = await store.list_submitted(connection, contract_id)
        return rules.due(contract, known, reports, await ctx.read_clock(connection))


@operation
async def register_report(ctx: Context, new: schemas.NewReport) -> Report:
    """Draft a report on a period with what is there now (N-155).

    The same client, reference and contents give the draft that is there (Replayed). Raises ReportInvalid, ContractNotFound,
    PurchaserOnly, ReportNotFound, NotCorrectable, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    narratives = rules.narratives_of(new.narratives)
    async with ctx.begin() as connection:
        content = await _compose(
            ctx, connection, new.kind, new.contract_id, new.period, new.narrative, narratives, new.corrects_id
        )
        if new.corrects_id is not None:
            rules.check_corrects(content, await store.REPORTS.get(connection, new.corrects_id))
        organisation = ctx.actor.organisation
        made = rules.draft(
            content, narratives, external_reference=new.external_reference,
            parties=[] if organisation == content.owner else [organisation],
        )  # fmt: skip
        return await store.REPORTS.enter(
            ctx, connection, made, "report-drafted", rules.told(content), given=_GIVEN
        )


@operation
async def change_report(ctx: Context, report_id: UUID, change: schemas.ReportChangeRequest) -> Report:
    """Tell the story of a draft; its figures are read anew.

    Raises ReportNotFound, NotYourReport, AlreadySubmitted, PreconditionFailed, ReportInvalid.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.REPORTS.get(connection, report_id, lock=True)
        rules.check_open(before, ctx.actor.organisation)
        ctx.expect(before.version)
        sent = change.model_fields_set
        narrative = change.narrative if "narrative" in sent else before.narrative
        narratives = rules.narratives_of(change.narratives) if "narratives" in sent else before.narratives
        content = await _again(ctx, connection, before, narrative, narratives)
        rules.check_narratives(narratives, content)
        changes = {
            "narrative": narrative, "narratives": narratives, "content": content, "composed_on": content.composed_on,
        }  # fmt: skip
        return await store.REPORTS.revise(
            ctx, connection, before, "report-changed", rules.told(content), **changes
        )


@operation
async def submit_report(ctx: Context, report_id: UUID) -> Report:
    """Submit a draft: its figures as they stand now, sealed with everything they rest on (R-O27, architecture § 5).

    Raises ReportNotFound, NotYourReport, AlreadySubmitted, PeriodNotOver, NarrativeMissing, NotCorrectable.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.REPORTS.get(connection, report_id, lock=True)
        rules.check_open(before, ctx.actor.organisation)
        ctx.expect(before.version)
        await store.lock_subject(connection, before)
        rules.check_last(before, await store.last_submitted(connection, before))
        content = await _again(ctx, connection, before, before.narrative, before.narratives)
        rules.check_complete(content, ctx.today)
        contract = None
        if before.contract_id is not None:
            contract = await indicators.get_contract(connection, before.contract_id)
        made, kept, why = rules.submit(
            replace(before, version=before.version + 1), content, encode(schemas.ReportContent, content),
            ctx.actor.organisation, contract,
        )  # fmt: skip
        await store.REPORTS.save(connection, made)
        await store.add_bytes(connection, made, kept)
        await logbook.record(ctx, connection, "report-submitted", schemas.Report, made, why)
    return made


@operation
async def get_content(ctx: Context, report_id: UUID) -> tuple[Report, bytes]:
    """The whole of a report as JSON: of a submitted one the very bytes that were sealed. Raises ReportNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        report = await store.REPORTS.get(connection, report_id)
        if report.status is ReportStatus.DRAFT:
            return report, encode(schemas.ReportContent, report.content)
        return report, (await store.get_bytes(connection, report_id)).content


@operation
async def get_page(ctx: Context, report_id: UUID) -> tuple[Report, bytes]:
    """The page of a report in the reader's language: of a submitted one the very bytes that were sealed. Raises ReportNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        report = await store.REPORTS.get(connection, report_id)
        if report.status is ReportStatus.DRAFT:
            return report, rules.page_of(report, ctx.language)
        kept = await store.get_bytes(connection, report_id)
        return report, kept.page_en if ctx.language == "en" else kept.page_nl


async def _compose(
    ctx: Context,
    connection: Connection,
    kind: ReportKind,
    contract_id: UUID | None,
    period: str,
    narrative: str | None = None,
    narratives: Sequence[FigureNarrative] = (),
    corrects: UUID | None = None,
) -> Content:
    """The report as it stands on what the actor may see."""
    asked = rules.check_asked(kind, period)
    if contract_id is None and asked.subject is ReportSubject.CONTRACT:
        fault = FieldError("#/contractId", "report-contract", _NO_CONTRACT, rule="N-155")
        raise rules.ReportInvalid(errors=(fault,))
    material = await store.read_material(
        connection, asked, rules.period_of(period, asked.frequency), contract_id, today=ctx.today,
        limit=ctx.service.settings.small_number, by=_whose(ctx), narratives={one.figure: one.text for one in narratives},
    )  # fmt: skip
    owner = material.contract.owner if material.contract is not None else require_purchaser(ctx)
    return rules.compose(
        material, owner=owner, composed_by=ctx.actor.organisation, narrative=narrative, corrects=corrects,
        positions=await store.read_positions(connection),
    )  # fmt: skip


def _whose(ctx: Context) -> FlowBy:
    """A provider's flows are its own (as in GET /flows)."""
    return FlowBy.PROVIDER if ctx.actor.kind is ActorKind.PROVIDER else FlowBy.CONTRACT


async def _again(
    ctx: Context,
    connection: Connection,
    report: Report,
    narrative: str | None,
    narratives: Sequence[FigureNarrative],
) -> Content:
    """A draft's content as it is now."""
    return await _compose(
        ctx,
        connection,
        report.kind,
        report.contract_id,
        report.period,
        narrative,
        narratives,
        report.corrects_id,
    )
