"""Care orders over REST: a plain resource (shared/kit/plain.py) that is withdrawn, and what acute care is undecided."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.allocations.rules import AllocationNotFound
from services.access.care_orders import operations, rules
from services.access.citizens.rules import CitizenErased
from services.access.nurse_contacts.rules import CountDaysRefused
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import CareOrder, UnallocatedCare, UndecidedCare
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/care-orders", tags=["care-orders"])
EXAMPLE: dict[str, Any] = {
    "requestId": "01890000-0000-7000-8000-000000000000",
    "provider": "00000099000000000901",
    "dailyAmountCents": 25000,
}
_FILTERS = {
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "request_id": "Alleen op deze melding.",
    "allocation_id": "Alleen voor deze toewijzing.",
    "contract_id": "Alleen onder dit contract.",
    "provider": "Alleen aan deze aanbieder.",
    "state": "Alleen in deze toestand.",
    "acute": "Alleen acute zorg, of alleen andere.",
    "reference": "Alleen met dit eigen kenmerk.",
}


@router.get(
    "/undecided",
    scope=Scope.ACCESS_READ,
    summary="Zie acute zorg zonder besluit (undecided)",
    description=(
        "Elke acute zorgopdracht waarop nog niet is besloten, met dagen en bedrag tot nu toe (R-A48): 12 dagen van 250 euro is"
        " 3.000 euro. Een aanbieder ziet de zijne (I-09). Het besluit dat volgt sluit de opdracht."
    ),
    answer=UndecidedCare,
)
async def get_undecided_care(ctx: Ctx) -> Response:
    """Acute care without a decision."""
    return answer(ctx, UndecidedCare, await operations.get_undecided_care(ctx))


@router.get(
    "/unallocated",
    scope=Scope.ACCESS_READ,
    summary="Bekijk zorg zonder toewijzing (unallocated)",
    description=(
        "Wat de toegang ervan weet, per aanbieder (D-30): acute zorg zonder besluit met haar bedrag, acute zorg waarop in de"
        " periode is besloten, en verzoeken om toewijzing van na het begin van de zorg. Voor de gemeente ook acute meldingen"
        " zonder zorgopdracht. Een aanbieder ziet het zijne. Declaraties staan bij settlement."
    ),
    answer=UnallocatedCare,
    problems=[CountDaysRefused],
)
async def get_unallocated_care(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag van de periode.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag van de periode.")],
) -> Response:
    """Care without an allocation."""
    return answer(ctx, UnallocatedCare, await operations.get_unallocated_care(ctx, first_day, last_day))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De gemeente draagt een aanbieder op te beginnen: op een toewijzing is levering vóór de dag van verzending niet geldig"
            " (R-A05); voor acute zorg kan het op de melding zelf, vóór elk besluit, en niets houdt het tegen (R-A48)."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[
            rules.CareOrderUnclear, rules.CareOrderStands, rules.CareNotAcute, rules.AllocationDeleted, AllocationNotFound,
            RequestNotFound,
            CitizenErased,
        ],
    ),
)  # fmt: skip


@router.post(
    "/{care_order_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een zorgopdracht in (withdrawal)",
    answer=CareOrder,
    problems=[rules.CareOrderNotFound, rules.CareOrderNotSent, PurchaserOnly],
    dry_run=True,
)
async def withdraw_care_order(ctx: Ctx, care_order_id: UUID) -> Response:
    """Withdraw an order."""
    return answer(ctx, CareOrder, await operations.withdraw_care_order(ctx, care_order_id))
