"""Reports over REST: a plain resource (shared/kit/plain.py) with a preview, an act of submission, and its sealed bytes."""

from base64 import b64encode
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.indicators.rules import ContractNotFound
from services.outcomes.reports import operations, rules
from services.outcomes.reports.rules import Report
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas import outcomes as schemas
from shared.schemas.outcomes.reports import PeriodCode
from shared.values.reporting import ReportKind
from shared.values.terms import Scope

router = Router(prefix="/reports", tags=["reports"])
JSON, HTML = "application/json", "text/html"
EXAMPLE = {
    "kind": "quarterlyIndicators",
    "contractId": "01990000-0000-7000-8000-000000000001",
    "period": "2026-Q1",
    "narrative": "Het kwartaal stond in het teken van de wachttijd: die is sinds februari binnen de norm.",
    "narratives": [
        {"figure": "client-satisfaction", "text": "Ouders waarderen vooral dat zij één gezicht zien."},
    ],
}
_ASKING = [rules.ReportInvalid, ContractNotFound, PurchaserOnly]
_CONTRACT = Annotated[UUID | None, Query(alias="contractId", description="Het contract waarover het gaat.")]


@router.get(
    "/kinds",
    scope=Scope.OUTCOMES_READ,
    summary="Welke rapportages er zijn (kinds)",
    description="Elke soort met haar lezers, hoe vaak zij verschijnt en waaruit zij bestaat (D-01 … D-59).",
    answer=schemas.ReportKinds,
)
async def list_report_kinds(ctx: Ctx) -> Response:
    """Every kind of report."""
    return answer(ctx, schemas.ReportKinds, {"items": await operations.list_kinds(ctx)})


@router.get(
    "/preview",
    scope=Scope.OUTCOMES_READ,
    summary="Bekijk een rapportage vooraf (preview)",
    description="Zoals zij er nu uit zou zien, voor wie het vraagt; er wordt niets bewaard.",
    answer=schemas.ReportContent,
    problems=_ASKING,
)
async def preview_report(
    ctx: Ctx,
    kind: Annotated[ReportKind, Query(description="De soort rapportage.")],
    period: Annotated[PeriodCode, Query(description="De periode, bijvoorbeeld 2026-Q1 of 2026.")],
    contract_id: _CONTRACT = None,
) -> Response:
    """A report as it would be now."""
    made = await operations.get_preview(ctx, kind, contract_id, period)
    return answer(ctx, schemas.ReportContent, made)


@router.get(
    "/due",
    scope=Scope.OUTCOMES_READ,
    summary="Welke rapportages een contract vraagt (due)",
    description="Per kwartaal, half jaar en jaar dat voorbij is: wanneer de rapportage er moet zijn, en of zij is ingediend.",
    answer=schemas.DueReports,
    problems=[ContractNotFound],
)
async def list_due_reports(
    ctx: Ctx,
    contract_id: Annotated[UUID, Query(alias="contractId", description="Het contract.")],
) -> Response:
    """The reports that a contract asks for."""
    return answer(ctx, schemas.DueReports, {"items": await operations.list_due(ctx, contract_id)})


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="De cijfers van een periode met hun verhaal (tellen en vertellen, R-O27): concept, daarna ingediend en verzegeld (N-155).",
        example=EXAMPLE,
        filters={
            "contract_id": "Alleen over dit contract.",
            "kind": "Alleen van deze soort.",
            "period": "Alleen over deze periode.",
            "status": "Alleen met deze status.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[
            *_ASKING, rules.ReportNotFound, rules.NotYourReport, rules.AlreadySubmitted, rules.NotCorrectable,
        ],
        change_example={"narrative": EXAMPLE["narrative"], "narratives": EXAMPLE["narratives"]},
    ),
)  # fmt: skip


@router.post(
    "/{report_id}/submission",
    scope=Scope.OUTCOMES_WRITE,
    summary="Dien een rapportage in (submission)",
    description=(
        "De cijfers worden voor het laatst gelezen en met hun versies, feedposities en bytes verzegeld; een correctie is een"
        " nieuwe rapportage. Geweigerd zolang een verplichte toelichting ontbreekt (R-O27)."
    ),
    answer=schemas.Report,
    problems=[
        rules.ReportNotFound, rules.NotYourReport, rules.AlreadySubmitted, rules.PeriodNotOver, rules.NarrativeMissing,
        rules.NotCorrectable, rules.ReportInvalid, ContractNotFound, PurchaserOnly,
    ],
    dry_run=True,
)  # fmt: skip
async def submit_report(ctx: Ctx, report_id: UUID) -> Response:
    """Submit a report."""
    return answer(ctx, schemas.Report, await operations.submit_report(ctx, report_id))


@router.get(
    "/{report_id}/content",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de hele rapportage als gegevens (content)",
    description=(
        "Onderdelen, cijfers met afleiding, afbeeldingen als getallen, in beide talen. Van een ingediende rapportage precies de"
        " verzegelde bytes: hun SHA-256 staat in contentSha256 en Repr-Digest."
    ),
    answer=schemas.ReportContent,
    problems=[rules.ReportNotFound],
)
async def get_report_content(ctx: Ctx, report_id: UUID) -> Response:
    """The whole of a report as JSON."""
    report, body = await operations.get_content(ctx, report_id)
    return Response(body, headers=_headers(report, report.content_sha256), media_type=JSON)


@router.get(
    "/{report_id}/page",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de rapportage als pagina (page)",
    description=(
        "Eén HTML-pagina in de taal van Accept-Language, zonder script en zonder iets van elders, om te lezen en af te drukken."
        " Van een ingediende rapportage precies de verzegelde bytes."
    ),
    answer=None,
    problems=[rules.ReportNotFound],
    media=(HTML,),
)
async def get_report_page(ctx: Ctx, report_id: UUID) -> Response:
    """The page of a report."""
    report, body = await operations.get_page(ctx, report_id)
    sha256 = report.page_en_sha256 if ctx.language == "en" else report.page_nl_sha256
    headers = _headers(report, sha256)
    # One address, a page for each language: what is kept on the way must not mix them up.
    headers |= {
        "ETag": f'"{report.version}-{ctx.language}"',
        "Content-Language": ctx.language,
        "Vary": "Accept-Language",
    }
    headers["Content-Security-Policy"] = rules.POLICY
    return Response(body, headers=headers, media_type=HTML)


def _headers(report: Report, sha256: str | None) -> dict[str, str]:
    """The version, and of sealed bytes their digest (RFC 9530)."""
    if sha256 is None:
        return {"ETag": f'"{report.version}"'}
    return {
        "ETag": f'"{report.version}"',
        "Repr-Digest": f"sha-256=:{b64encode(bytes.fromhex(sha256)).decode()}:",
    }
