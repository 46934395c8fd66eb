"""Audit statements over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.outcomes.audits import operations, rules
from services.outcomes.indicators.rules import ContractNotFound
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Oin, Reference
from shared.schemas.outcomes import AuditOverview, AuditStatement, NewAuditStatement
from shared.values.measuring import AuditKind
from shared.values.terms import Scope

router = Router(prefix="/audit-statements", tags=["audit-statements"])
overview_router = Router(prefix="/audit-overview", tags=["audit-overview"])
EXAMPLE = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "year": 2026,
    "opinion": "unqualified",
    "statedOn": "2027-02-15",
    "coversProcesses": True,
    "coveredIndicators": ["client-satisfaction", "waiting-time"],
    "documentSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "statedBy": "drs. A. de Boer RA",
}
REGISTERING = [
    ContractNotFound, rules.NotTheAuditor, rules.YearOutsideContract, rules.YearNotOver, rules.StatedInFuture,
    rules.IndicatorUnknown, rules.ProviderUnknown, rules.ReferenceTaken,
]  # fmt: skip


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek controleverklaringen (audit statements)",
    description="Wat de accountant over contractjaren verklaarde; van een jaar telt de nieuwste.",
    answer=AuditStatement,
    page=True,
)
async def list_audit_statements(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="Alleen over dit contractjaar.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    kind: Annotated[AuditKind | None, Query(description="Alleen van deze soort.")] = None,
    provider: Annotated[Oin | None, Query(description="Alleen over de productie van deze aanbieder.")] = None,
) -> Response:
    """A page of statements."""
    found = await operations.list_statements(
        ctx, request, contract_id, year, external_reference, kind, provider
    )
    return page(ctx, AuditStatement, found)


@router.post(
    "",
    scope=Scope.OUTCOMES_AUDIT,
    summary="Registreer een controleverklaring (audit statement)",
    description=(
        "Door de accountant die het contract noemt, na afloop van het jaar: over de resultaatafspraken, of over de productie van"
        " een aanbieder. Wat zij niet dekt staat in gaps (R-O28, R-S63)."
    ),
    answer=AuditStatement,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_audit_statement(ctx: Ctx, body: NewAuditStatement) -> Response:
    """Register a statement."""
    made = await operations.register_statement(ctx, body)
    return answer(ctx, AuditStatement, made, 201, f"/v1/audit-statements/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_AUDIT,
    summary="Registreer een controleverklaring onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde verklaring komt terug; een andere inhoud wordt geweigerd.",
    answer=AuditStatement,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_audit_statement(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de verklaring.")],
    body: NewAuditStatement,
) -> Response:
    """Register a statement under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.register_statement(ctx, named)
    return answer(ctx, AuditStatement, made, 201, f"/v1/audit-statements/{made.id}")


@router.get(
    "/{statement_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een controleverklaring (audit statement)",
    answer=AuditStatement,
    problems=[rules.StatementNotFound],
)
async def get_audit_statement(ctx: Ctx, statement_id: UUID) -> Response:
    """One statement."""
    return answer(ctx, AuditStatement, await operations.get_statement(ctx, statement_id))


@router.get(
    "/{statement_id}/derivation",
    scope=Scope.OUTCOMES_READ,
    summary="Wat dekt deze controleverklaring (derivation)",
    answer=DerivationAnswer,
    problems=[rules.StatementNotFound],
)
async def get_audit_statement_derivation(ctx: Ctx, statement_id: UUID) -> Response:
    """What a statement covers and what not."""
    await operations.get_statement(ctx, statement_id)
    return await explained(ctx, statement_id)


@overview_router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Lees wat accountants van een contractjaar dekten (audit overview)",
    description=(
        "Per indicator gedekt of een gat, de processen, het oordeel en welke soorten verklaring er zijn; per aanbieder de"
        " opgegeven en de vastgestelde productie (D-05, R-O28, R-S63)."
    ),
    answer=AuditOverview,
    problems=[ContractNotFound],
)
async def get_audit_overview(
    ctx: Ctx,
    contract_id: Annotated[UUID, Query(alias="contractId", description="Het contract.")],
    year: Annotated[int, Query(ge=2000, le=2100, description="Het contractjaar.")],
) -> Response:
    """What accountants covered of a contract year."""
    return answer(ctx, AuditOverview, await operations.get_overview(ctx, contract_id, year))
