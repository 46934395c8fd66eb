"""The contract calendar over REST."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.contracts.contract_calendar import operations, rules
from shared.kit.http import Ctx, Router, page_answer
from shared.kit.pages import Page
from shared.schemas.common import Day
from shared.schemas.contracts import CalendarEntry
from shared.values.terms import Scope

router = Router(prefix="/contract-calendar", tags=["contract-calendar"])


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de contractkalender (contract calendar, D-39)",
    description="Begin en einde, verlengingsopties, evaluaties (R-C05), toetsen van de opdracht (R-C06), jaarlijkse toetsen"
    " (R-C07), addenda en schorsingen van alle contracten, op dag; wat had moeten gebeuren is overdue.",
    answer=CalendarEntry,
    page=True,
    problems=[rules.CalendarTooLong],
)
async def get_calendar(
    ctx: Ctx,
    start: Annotated[Day | None, Query(alias="from", description="De eerste dag; leeg = vandaag.")] = None,
    until: Annotated[
        Day | None, Query(description="De laatste dag, hooguit vijf jaar later; leeg = een jaar later.")
    ] = None,
) -> Response:
    """What is awaited in a period."""
    return page_answer(ctx, CalendarEntry, Page(await operations.get_calendar(ctx, start, until)))
