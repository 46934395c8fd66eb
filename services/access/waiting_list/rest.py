"""The waiting list over REST: a plain resource (shared/kit/plain.py) that is delayed, placed or withdrawn, and read in order."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.contract_terms.rules import ContractNotFound
from services.access.requests.rules import RequestNotFound
from services.access.waiting_list import operations, rules
from services.access.waiting_list.store import Filter
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.kit.rest import PageQuery, page
from shared.schemas.access import (
    ClientDelay,
    WaitingEntry,
    WaitingListOverview,
    WaitingPlacement,
    WaitingPosition,
    WaitingWithdrawn,
)
from shared.schemas.access.choices import ProductCategory, ProductCode, Urgency
from shared.schemas.common import Day
from shared.values.choosing import WaitingCause
from shared.values.terms import Law, Scope

router = Router(prefix="/waiting-entries", tags=["waiting-list"])
order_router = Router(tags=["waiting-list"])
EXAMPLE: dict[str, Any] = {
    "requestId": "01890000-0000-7000-8000-000000000000",
    "productCategory": "02",
    "productCode": "02A03",
    "urgency": 2,
    "cause": "capacity",
    "bridging": "socialTeam",
}
_FILTERS = {
    "state": "Alleen in deze toestand.",
    "cause": "Alleen met deze oorzaak.",
    "law": "Alleen onder deze wet.",
    "product_category": "Alleen voor deze productcategorie.",
    "product_code": "Alleen voor dit product.",
    "request_id": "Alleen van deze melding.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "contract_id": "Alleen onder dit contract.",
    "out_of_order": "Alleen wie buiten de volgorde is geplaatst, of juist niet (E-75).",
    "reference": "Alleen met dit eigen kenmerk.",
}
_ONE = [rules.WaitingEntryNotFound, PurchaserOnly, CitizenErased, rules.WaitingEnded]


@order_router.get(
    "/waiting-list",
    scope=Scope.ACCESS_READ,
    summary="Lees de wachtlijst in volgorde (waiting list)",
    description=(
        "Per product wie wacht, wie aan de beurt is eerst: op urgentie, maar wie langer wacht dan het maximum van zijn urgentie"
        " gaat voor (R-A37). Met de plaats, de dagen met en zonder uitstel op verzoek (G-61), en wie al vóór dit jaar wachtte."
    ),
    answer=WaitingPosition,
    page=True,
    problems=[PurchaserOnly],
)
async def list_waiting_list(
    ctx: Ctx,
    request: PageQuery,
    law: Annotated[Law | None, Query(description="Alleen onder deze wet.")] = None,
    product_category: Annotated[
        ProductCategory | None,
        Query(alias="productCategory", description="Alleen voor deze productcategorie."),
    ] = None,
    product_code: Annotated[
        ProductCode | None, Query(alias="productCode", description="Alleen voor dit product.")
    ] = None,
    urgency: Annotated[Urgency | None, Query(description="Alleen met deze urgentie.")] = None,
    cause: Annotated[WaitingCause | None, Query(description="Alleen met deze oorzaak.")] = None,
    request_id: Annotated[
        UUID | None, Query(alias="requestId", description="Alleen van deze melding.")
    ] = None,
) -> Response:
    """Who waits, in the right order."""
    asked = Filter(law, product_category, product_code, urgency, cause, request_id)
    return page(ctx, WaitingPosition, await operations.list_waiting_list(ctx, request, asked))


@order_router.get(
    "/waiting-list/overview",
    scope=Scope.ACCESS_READ,
    summary="Bekijk de wachtlijst in aantallen (overview)",
    description=(
        "Hoeveel er wachten op een dag, met welke urgentie, hoe lang (in klassen van de maxima van het beleid), waarom, wat"
        " intussen helpt, en wie al vóór dit jaar wachtte: doorgeschoven over de jaargrens (D-29, E-25). Alleen voor de gemeente"
        " zelf."
    ),
    answer=WaitingListOverview,
    problems=[PurchaserOnly],
)
async def get_waiting_list_overview(
    ctx: Ctx, on: Annotated[Day | None, Query(description="Op welke dag; leeg = vandaag.")] = None
) -> Response:
    """The waiting list on a day."""
    return answer(ctx, WaitingListOverview, await operations.get_waiting_list_overview(ctx, on))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Een inwoner wacht op een product: hoe dringend, sinds wanneer, waarom en wat intussen helpt (R-A37). Acute zorg wacht"
            " nooit; onder een vast budget met acceptatieplicht is een bereikt plafond geen reden om te wachten (G-76)."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[
            RequestNotFound, CitizenErased, ContractNotFound, rules.AlreadyWaiting, rules.WaitingEnded, rules.WaitingRefused,
        ],
        change_example={"urgency": 1},
    ),
)  # fmt: skip


@router.post(
    "/{waiting_entry_id}/client-delay",
    scope=Scope.ACCESS_WRITE,
    summary="Leg vast dat de cliënt later wil (client delay)",
    description="De plaats blijft; de dagen op eigen verzoek tellen apart, zodat wachttijd met en zonder te tonen is (G-61).",
    answer=WaitingEntry,
    problems=[*_ONE, rules.WaitingRefused],
    example={"availableFrom": "2026-06-01", "reason": "ownWish"},
    dry_run=True,
)
async def delay_waiting_entry(ctx: Ctx, waiting_entry_id: UUID, body: ClientDelay) -> Response:
    """The client asks for a later day."""
    return answer(ctx, WaitingEntry, await operations.delay_waiting_entry(ctx, waiting_entry_id, body))


@router.post(
    "/{waiting_entry_id}/placement",
    scope=Scope.ACCESS_WRITE,
    summary="Geef een plaats aan wie wacht (placement)",
    description="Wie eerder aan de beurt is gaat voor; anders met motief, en dat is een signaal (E-75).",
    answer=WaitingEntry,
    problems=[*_ONE, rules.WaitingRefused],
    example={"provider": "00000099000000002001"},
    dry_run=True,
)
async def place_waiting_entry(ctx: Ctx, waiting_entry_id: UUID, body: WaitingPlacement) -> Response:
    """Give a place."""
    return answer(ctx, WaitingEntry, await operations.place_waiting_entry(ctx, waiting_entry_id, body))


@router.post(
    "/{waiting_entry_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Haal iemand van de wachtlijst (withdrawal)",
    answer=WaitingEntry,
    problems=_ONE,
    example={"reason": "noLongerNeeded"},
    dry_run=True,
)
async def withdraw_waiting_entry(ctx: Ctx, waiting_entry_id: UUID, body: WaitingWithdrawn) -> Response:
    """Take somebody from the list."""
    return answer(ctx, WaitingEntry, await operations.withdraw_waiting_entry(ctx, waiting_entry_id, body))
