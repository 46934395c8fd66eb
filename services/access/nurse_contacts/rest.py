"""Contacts of the nurse at the practice over REST: a plain resource (shared/kit/plain.py) that is compared."""

from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from services.access.nurse_contacts import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import NurseEffect
from shared.schemas.common import AgbCode, Day
from shared.values.terms import Scope

router = Router(prefix="/nurse-contacts", tags=["nurse-contacts"])
EXAMPLE: dict[str, Any] = {
    "practice": "01054321",
    "firstDay": "2026-01-01",
    "lastDay": "2026-03-31",
    "contacts": 200,
    "handled": 120,
    "referred": [{"layer": "specialist", "count": 60}],
}


@router.get(
    "/effect",
    scope=Scope.ACCESS_READ,
    summary="Het effect van de POH-GGZ (effect)",
    description=(
        "Per praktijk en samen: contacten, welk deel is afgehandeld zonder verwijzing (R-A47), en de even lange periode ervoor."
        " Groeien de contacten terwijl verwijzingen niet dalen, dan zuigt het aanbod vraag aan (E-51)."
    ),
    answer=NurseEffect,
)
async def get_nurse_effect(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag van de periode.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag van de periode.")],
    practice: Annotated[AgbCode | None, Query(description="Alleen deze praktijk.")] = None,
) -> Response:
    """The effect in a period."""
    found = await operations.get_nurse_effect(ctx, first_day, last_day, practice)
    return answer(ctx, NurseEffect, found)


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Contacten van de praktijkondersteuner GGZ (POH-GGZ) van een huisartsenpraktijk in een aantal dagen: afgehandeld, of"
            " verwezen naar een laag (R-A47). Tellingen zonder namen; één contact is een telling van één."
        ),
        example=EXAMPLE,
        filters={"practice": "Alleen van deze praktijk (AGB).", "reference": "Alleen met dit eigen kenmerk."},
        problems=[rules.NurseContactsRefused],
        change_example={"handled": 118},
    ),
)
