"""Referral rates over REST, computed when asked."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.access.nurse_contacts.rules import CountDaysRefused
from services.access.referral_rates import operations
from services.access.teams.rules import TeamNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.problems import SiblingAway
from shared.schemas.access import ReferralControlChart, ReferralRates
from shared.schemas.access.care import CaseCode
from shared.schemas.access.referral_rates import ChartMonth
from shared.schemas.access.routes import Category
from shared.schemas.common import Day
from shared.values.referring import RatesBy
from shared.values.terms import Scope

router = Router(prefix="/referral-rates", tags=["referral-rates"])


@router.get(
    "",
    scope=Scope.ACCESS_READ,
    summary="Lees hoeveel teams en praktijken verwijzen (referral rates)",
    description=(
        "Verwijzingen naar specialistische en aanvullende zorg per team of praktijk: aantal, per 1.000 inwoners, de afwijking van"
        " de andere teams van dezelfde soort en van de even lange periode ervoor (R-A39), per productcategorie, met kosten,"
        " weigeringen naar zwaarte (E-19), snelheid en herhaling (E-12), domeinen (E-18) en de gevallen om te bespreken (D-10)."
        " Wat boven de norm van het beleid uitkomt is gemarkeerd. Alleen voor de gemeente; zonder namen."
    ),
    answer=ReferralRates,
    problems=[PurchaserOnly, CountDaysRefused],
)
async def get_referral_rates(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag van verwijzen.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag van verwijzen.")],
    by: Annotated[RatesBy, Query(description="Per team of per praktijk.")] = RatesBy.TEAM,
    category: Annotated[Category | None, Query(description="Alleen naar deze productcategorie.")] = None,
    again_months: Annotated[
        int | None,
        Query(
            alias="againMonths",
            ge=1,
            le=60,
            description="Binnen hoeveel maanden een verwijzing een herhaling is; leeg = het halfjaar van het beleid.",
        ),
    ] = None,
) -> Response:
    """The rates of a period."""
    found = await operations.get_referral_rates(ctx, first_day, last_day, by, category, again_months)
    return answer(ctx, ReferralRates, found)


@router.get(
    "/control-chart",
    scope=Scope.ACCESS_READ,
    summary="Lees de regelkaart van de verwijzingen van een team (control chart)",
    description=(
        "Per maand tot en met de laatste hele maand de verwijzingen per 1.000 inwoners van het team, met de grenzen van een"
        " u-kaart die de dienst uitkomsten berekent; met `corrected` die van Laney (u'). Maanden zonder bekend inwonertal tellen"
        " niet mee voor de grenzen."
    ),
    answer=ReferralControlChart,
    problems=[PurchaserOnly, TeamNotFound, SiblingAway],
)
async def find_control_chart(
    ctx: Ctx,
    team: Annotated[CaseCode, Query(description="De code van het team.")],
    months: Annotated[int, Query(ge=2, le=120, description="Hoeveel maanden terug.")] = 24,
    base_until: Annotated[
        ChartMonth | None,
        Query(
            alias="baseUntil", description="Laatste maand waarop de grenzen rusten; leeg = de laatste hele."
        ),
    ] = None,
    corrected: Annotated[bool, Query(description="Met Laney's correctie voor grote aantallen.")] = False,
) -> Response:
    """A control chart."""
    found = await operations.find_control_chart(ctx, team, months, base_until, corrected=corrected)
    return answer(ctx, ReferralControlChart, found)
