"""Substitution over REST: computed over a period beside another."""

from datetime import date
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.access.substitutions import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.schemas.access import Substitution
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/substitutions", tags=["substitutions"])


@router.get(
    "",
    scope=Scope.ACCESS_READ,
    summary="Lees hoeveel ondersteuning verschoof (substitution)",
    description=(
        "Nieuwe toewijzingen, en verwijzingen zonder toewijzing, naar het niveau van hun product (specialistisch, basis, nulde lijn)"
        " in een periode en in de basisperiode. Gerealiseerd is (deel specialistisch toen − nu) / toen, tegen het streefdeel van het"
        " beleid (R-A52, D-52). Wat de catalogus niet kent, telt apart."
    ),
    answer=Substitution,
    problems=[PurchaserOnly, rules.SubstitutionPeriodRefused],
)
async def get_substitution(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag; hooguit 400 dagen samen.")],
    base_first_day: Annotated[
        Day | None,
        Query(alias="baseFrom", description="Eerste dag van de basisperiode; leeg = evenveel dagen ervoor."),
    ] = None,
    base_last_day: Annotated[
        Day | None, Query(alias="baseUntil", description="Laatste dag van de basisperiode, vóór from.")
    ] = None,
) -> Response:
    """How far support moved."""
    base: tuple[date | None, date | None] = (base_first_day, base_last_day)
    return answer(ctx, Substitution, await operations.get_substitution(ctx, first_day, last_day, *base))
