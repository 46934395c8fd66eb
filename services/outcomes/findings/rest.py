"""Findings on sets of indicators over REST, and the limits at which they begin."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.findings import operations
from services.outcomes.indicators.rules import ContractNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, page
from shared.schemas.common import BasisPoints
from shared.schemas.outcomes import (
    IndicatorFindingKind,
    IndicatorFindings,
    IndicatorLimits,
    IndicatorPolicy,
)
from shared.values.findings import FindingSeverity
from shared.values.terms import Scope

router = Router(tags=["indicator-findings"])
Severity = Annotated[FindingSeverity | None, Query(description="Alleen van dit gewicht.")]


@router.get(
    "/contracts/{contract_id}/indicator-findings",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de bevindingen over de indicatoren van een contract (indicator findings)",
    description=(
        "Elke waarschuwing van de regels en de risico's over deze set: wat ontbreekt, wat zonder overeenstemming wordt gebruikt, wat"
        " niet of te laat is gemeten, wat binnen het toeval valt. Berekend, nooit bewaard. `notAssessed` noemt wat niet te"
        " beoordelen is zolang een feit ontbreekt."
    ),
    answer=IndicatorFindings,
    problems=[ContractNotFound],
)
async def get_indicator_findings(
    ctx: Ctx,
    contract_id: UUID,
    severity: Severity = None,
    ceiling_use_basis_points: Annotated[
        BasisPoints | None,
        Query(
            alias="ceilingUseBasisPoints",
            description="Welk deel van het plafond is gebruikt (E-26); leeg = niet bekend.",
        ),
    ] = None,
) -> Response:
    """What is found about a contract's indicators."""
    found = await operations.get_findings(ctx, contract_id, severity, ceiling_use_basis_points)
    return answer(ctx, IndicatorFindings, found)


@router.get(
    "/indicator-findings",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de bevindingen over de indicatoren van alle contracten (signals)",
    description="Per contract wat er over zijn indicatoren is gevonden; een bladzijde is een aantal contracten.",
    answer=IndicatorFindings,
    page=True,
)
async def list_indicator_findings(ctx: Ctx, request: PageQuery, severity: Severity = None) -> Response:
    """What is found about the indicators of every contract."""
    return page(ctx, IndicatorFindings, await operations.list_findings(ctx, request, severity))


@router.get(
    "/indicator-finding-kinds",
    scope=Scope.OUTCOMES_READ,
    summary="Lees alle soorten bevindingen over indicatoren (finding kinds)",
    answer=IndicatorFindingKind,
    page=True,
)
async def list_indicator_finding_kinds(ctx: Ctx) -> Response:
    """Every kind of finding."""
    return page_answer(ctx, IndicatorFindingKind, Page(await operations.list_finding_kinds(ctx)))


@router.get(
    "/indicator-policy",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de grenzen van bevindingen over indicatoren (policy)",
    description="Versie 1 zijn de verzonnen grenzen waarmee elke opdrachtgever begint: de bronnen noemen geen getallen.",
    answer=IndicatorPolicy,
    problems=[PurchaserOnly],
)
async def get_indicator_policy(ctx: Ctx) -> Response:
    """The purchaser's limits."""
    return answer(ctx, IndicatorPolicy, await operations.get_policy(ctx))


@router.put(
    "/indicator-policy",
    scope=Scope.OUTCOMES_WRITE,
    summary="Stel de grenzen van bevindingen over indicatoren vast (policy)",
    description="Wat u weglaat krijgt zijn begingrens, zoals hooguit 12 indicatoren (R-O22).",
    answer=IndicatorPolicy,
    problems=[PurchaserOnly],
    example={"mostIndicators": 15, "quartersWithoutResults": 2},
    dry_run=True,
)
async def set_indicator_policy(ctx: Ctx, body: IndicatorLimits) -> Response:
    """Set the purchaser's limits."""
    return answer(ctx, IndicatorPolicy, await operations.set_policy(ctx, body))
