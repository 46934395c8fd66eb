"""Decisions over REST: counting them. Its address comes before that of one decision."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.access.decisions import operations
from services.access.nurse_contacts.rules import CountDaysRefused
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.schemas.access import DecisionCounts
from shared.schemas.common import Day
from shared.values.access_reports import DecisionsBy
from shared.values.terms import Scope

router = Router(tags=["decisions"])


@router.get(
    "/decisions/counts",
    scope=Scope.ACCESS_READ,
    summary="Tel de toegangsbesluiten (counts)",
    description=(
        "Per product, team of verwijzer, naast de even lange periode ervoor (D-24); met de toegangsplafonds van dat jaar (780 van"
        " 800 is 97,5 %, R-A38) en de kwaliteit van de wachtlijst: in en buiten de volgorde, en te lang (R-A37). Een plafond"
        " waarschuwt en weigert nooit. Alleen voor de gemeente zelf."
    ),
    answer=DecisionCounts,
    problems=[PurchaserOnly, CountDaysRefused],
)
async def get_decision_counts(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag van de periode.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag van de periode.")],
    by: Annotated[DecisionsBy, Query(description="Waarnaar wordt geteld.")] = DecisionsBy.PRODUCT,
) -> Response:
    """The counts of a period."""
    return answer(ctx, DecisionCounts, await operations.get_decision_counts(ctx, first_day, last_day, by))
