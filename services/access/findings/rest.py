"""Trends of demand and care over REST, for the municipality alone."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.findings import operations
from services.access.findings.rules import FindingDaysRefused, PatternWatchNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.schemas.access import PatternWatch, TrendFindingKind, TrendFindings
from shared.schemas.common import Day
from shared.values.findings import FindingSeverity
from shared.values.terms import Scope
from shared.values.trends import TrendKind

router = Router(tags=["findings"])
Severity = Annotated[FindingSeverity | None, Query(description="Alleen van dit gewicht.")]


@router.get(
    "/findings",
    scope=Scope.ACCESS_READ,
    summary="Lees de trends van vraag en zorg (findings)",
    description=(
        "Per risico de cijfers van een periode en van evenveel dagen ervoor, het verschil, de grens uit de beleidsregel van de"
        " laatste dag, en of de trend is gevonden: wat is gevonden eerst. Berekend, nooit bewaard. Alleen voor de gemeente zelf,"
        " dus zonder onderdrukking van kleine aantallen. Bevindingen die klachten tellen ziet alleen wie klachten behandelt;"
        " anders ontbreken zij. `notAssessed` noemt wat niet te bekijken is zolang een feit ontbreekt."
    ),
    answer=TrendFindings,
    problems=[PurchaserOnly, FindingDaysRefused],
)
async def get_findings(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag van de periode.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag van de periode.")],
    kind: Annotated[TrendKind | None, Query(description="Alleen deze soort.")] = None,
    severity: Severity = None,
    cut_on: Annotated[
        Day | None,
        Query(
            alias="cutOn",
            description="De dag waarop iets is geschrapt (E-52); leeg = de eerste dag van de beleidsregel.",
        ),
    ] = None,
) -> Response:
    """The trends of a period."""
    day: date | None = cut_on
    found = await operations.get_findings(ctx, first_day, last_day, kind=kind, severity=severity, cut_on=day)
    return answer(ctx, TrendFindings, found)


@router.get(
    "/pattern-watches/{pattern_watch_id}",
    scope=Scope.ACCESS_READ,
    summary="Lees een maand die op patronen is bekeken (pattern watch)",
    description="Eén maand, één keer bekeken; wat is gevonden staat in signalen.",
    answer=PatternWatch,
    problems=[PatternWatchNotFound],
)
async def get_pattern_watch(ctx: Ctx, pattern_watch_id: UUID) -> Response:
    """A month that was looked at."""
    return answer(ctx, PatternWatch, await operations.get_pattern_watch(ctx, pattern_watch_id))


@router.get(
    "/finding-kinds",
    scope=Scope.ACCESS_READ,
    summary="Lees alle soorten trends (finding kinds)",
    description="Met de drempel van de beleidsregel die elk gebruikt, en wat ertegen te doen is.",
    answer=TrendFindingKind,
    page=True,
)
async def list_finding_kinds(ctx: Ctx, severity: Severity = None) -> Response:
    """Every kind of trend."""
    return page_answer(ctx, TrendFindingKind, Page(await operations.list_finding_kinds(ctx, severity)))
