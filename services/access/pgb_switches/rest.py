"""Switches to a PGB over REST: a plain resource (shared/kit/plain.py) that is answered, and counted."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.contract_terms.rules import ContractNotFound
from services.access.mandates.rules import MandateMissing
from services.access.nurse_contacts.rules import CountDaysRefused
from services.access.pgb_switches import operations, rules
from services.access.referrals.rules import RequestWithoutContract
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import PgbGrant, PgbSwitch, PgbSwitchCounts, PgbSwitchView
from shared.schemas.access.pgb import Quarter
from shared.schemas.common import Day
from shared.values.access_reports import ViewStep
from shared.values.terms import Scope

router = Router(prefix="/pgb-switches", tags=["pgb-switches"])
EXAMPLE: dict[str, Any] = {
    "requestId": "01890000-0000-7000-8000-000000000000",
    "requestedOn": "2026-05-04",
    "reason": "otherSupply",
}
_FILTERS = {
    "state": "Alleen in deze toestand.",
    "reason": "Alleen met deze reden.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "request_id": "Alleen van deze melding.",
    "contract_id": "Alleen van dit contract.",
    "provider": "Alleen van deze aanbieder.",
    "reference": "Alleen met dit eigen kenmerk.",
}
_ONE = [rules.PgbSwitchNotFound, PurchaserOnly, CitizenErased, rules.PgbSwitchAnswered]
_DECIDED = [*_ONE, MandateMissing]


@router.get(
    "/counts",
    scope=Scope.ACCESS_READ,
    summary="Tel de overstappen naar een PGB (counts)",
    description=(
        "Per contract en kwartaal: hoeveel cliënten overstapten, en welk deel van alle cliënten dat is (R-A41): een signaal over"
        " het aanbod. Een cliënt heeft een toewijzing of een aanvaarde verwijzing in het kwartaal, en telt één keer. Kleine"
        " aantallen, en wat ze zou verraden, blijven weg (suppressed, F-08)."
    ),
    answer=PgbSwitchCounts,
    problems=[ContractNotFound],
)
async def get_pgb_switch_counts(
    ctx: Ctx,
    contract_id: Annotated[UUID, Query(alias="contractId", description="Het contract.")],
    quarter: Annotated[Quarter, Query(description="Het kwartaal van de overstap.")],
) -> Response:
    """The switches of a contract in a quarter."""
    found = await operations.get_pgb_switch_counts(ctx, contract_id, quarter)
    return answer(ctx, PgbSwitchCounts, found)


@router.get(
    "/view",
    scope=Scope.ACCESS_READ,
    summary="Bekijk de overstappen naar een PGB (view)",
    description=(
        "Over alle contracten, naast de even lange periode ervoor (D-15): verzoeken en overstappen, het deel van alle cliënten"
        " (30 van 1.500 is 2,0 %, R-A41), het verloop per maand of kwartaal, de redenen, en welke aanbieder in welk gebied is"
        " verlaten. Een inwoner telt in elke uitsplitsing één keer. Alleen voor de gemeente zelf."
    ),
    answer=PgbSwitchView,
    problems=[PurchaserOnly, CountDaysRefused],
)
async def get_pgb_switch_view(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag van de periode.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag van de periode.")],
    step: Annotated[ViewStep, Query(description="Verloop per maand of per kwartaal.")] = ViewStep.MONTH,
) -> Response:
    """The view of a period."""
    found = await operations.get_pgb_switch_view(ctx, first_day, last_day, step)
    return answer(ctx, PgbSwitchView, found)


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Een inwoner wil een persoonsgebonden budget in plaats van het gecontracteerde aanbod: wanneer en waarom (R-A41). Met"
            " grantedOn meteen als toegekend, met mandaat (R-A03); anders volgt grant, refusal of withdrawal."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[
            RequestNotFound, CitizenErased, MandateMissing, RequestWithoutContract, rules.PgbSwitchAnswered, rules.PgbSwitchRefused,
        ],
    ),
)  # fmt: skip


@router.post(
    "/{pgb_switch_id}/grant",
    scope=Scope.ACCESS_DECIDE,
    summary="Ken een PGB toe (grant)",
    description=(
        "De eindgebruiker in het token beslist (R-A03). De inwoner heeft vanaf switchedOn een PGB en telt als overgestapt; zorg in"
        " natura voor hetzelfde product is dan geëindigd (OP043). remedies zegt tot wanneer bezwaar openstaat."
    ),
    answer=PgbSwitch,
    problems=[*_DECIDED, rules.PgbSwitchRefused],
    example={"switchedOn": "2026-06-01"},
    dry_run=True,
)
async def grant_pgb_switch(ctx: Ctx, pgb_switch_id: UUID, body: PgbGrant) -> Response:
    """Grant a switch."""
    return answer(ctx, PgbSwitch, await operations.grant_pgb_switch(ctx, pgb_switch_id, body))


@router.post(
    "/{pgb_switch_id}/refusal",
    scope=Scope.ACCESS_DECIDE,
    summary="Weiger een PGB (refusal)",
    description=(
        "De eindgebruiker in het token beslist (R-A03). De zorg in natura blijft; remedies zegt tot wanneer bezwaar openstaat"
        " (F-12)."
    ),
    answer=PgbSwitch,
    problems=_DECIDED,
    dry_run=True,
)
async def refuse_pgb_switch(ctx: Ctx, pgb_switch_id: UUID) -> Response:
    """Refuse a switch."""
    return answer(ctx, PgbSwitch, await operations.refuse_pgb_switch(ctx, pgb_switch_id))


@router.post(
    "/{pgb_switch_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Leg vast dat de inwoner van een PGB afziet (withdrawal)",
    answer=PgbSwitch,
    problems=_ONE,
    dry_run=True,
)
async def withdraw_pgb_switch(ctx: Ctx, pgb_switch_id: UUID) -> Response:
    """Withdraw a switch."""
    return answer(ctx, PgbSwitch, await operations.withdraw_pgb_switch(ctx, pgb_switch_id))
