"""Remedies over REST: a plain resource (shared/kit/plain.py) that is handled, stands still, goes on, and ends."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.decisions.rules import DecisionNotFound
from services.access.nurse_contacts.rules import CountDaysRefused
from services.access.pgb_switches.rules import PgbSwitchNotFound
from services.access.remedies import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import Remedy, RemedyDay, RemedyDecision, RemedyHandling, RemedyReport
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/remedies", tags=["remedies"])
EXAMPLE: dict[str, Any] = {
    "kind": "objection",
    "citizenId": "01890000-0000-7000-8000-000000000000",
    "decisionId": "01890000-0000-7000-8000-000000000001",
    "filedOn": "2026-05-04",
    "ground": "De inwoner vindt vier uur te weinig.",
    "handlerKind": "legalAffairs",
}
_ONE = [rules.RemedyNotFound, CitizenErased, rules.RemedyClosed]


@router.get(
    "/report",
    scope=Scope.ACCESS_READ,
    summary="Bekijk klachten, bezwaren en dossiers in aantallen (report)",
    description=(
        "Per soort (D-51): aantal, behandelduur, over de termijn, uitkomst, en over welke aanbieder het ging. Wie een soort"
        " behandelt ziet die geheel. Anderen bij de gemeente zien haar alleen over een kalenderkwartaal dat voorbij is, zonder"
        " kleine aantallen, aanbieders of zaken (F-08); de ombudsfunctionaris en de arbiter zien alleen hun eigen dossiers (F-26)."
    ),
    answer=RemedyReport,
    problems=[CountDaysRefused],
)
async def get_remedy_report(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag van de periode.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag van de periode.")],
) -> Response:
    """The report of a period."""
    return answer(ctx, RemedyReport, await operations.get_remedy_report(ctx, first_day, last_day))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Bezwaar, beroep, klacht, of een dossier van de ombudsfunctionaris of de arbiter (N-137): ook te laat wordt het"
            " aangenomen. Elk soort ziet alleen wie het behandelt: bezwaar en beroep met objections:handle, klachten met"
            " complaints:handle, de ombudsfunctionaris en de arbiter in hun eigen zaak (F-26), en de inwoner zelf in zijn portaal."
        ),
        example=EXAMPLE,
        filters={
            "kind": "Alleen van dit soort.",
            "state": "Alleen in deze toestand.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
            "decision_id": "Alleen over dit besluit.",
            "pgb_switch_id": "Alleen over het besluit op deze vraag om een PGB.",
            "provider": "Alleen over deze aanbieder.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[
            CitizenNotFound,
            CitizenErased,
            DecisionNotFound,
            PgbSwitchNotFound,
            rules.RemedyNotFound,
            rules.RemedyRefused,
        ],
    ),
)


@router.post(
    "/{remedy_id}/handling",
    scope=Scope.ACCESS_WRITE,
    summary="Neem een rechtsmiddel in behandeling (handling)",
    description="Behandelt een commissie het, dan is de termijn langer (Awb 7:10, 9:11).",
    answer=Remedy,
    problems=[*_ONE, rules.RemedyRefused],
    example={"handler": "p.devries", "handlerKind": "objectionsCommittee"},
    dry_run=True,
)
async def handle_remedy(ctx: Ctx, remedy_id: UUID, body: RemedyHandling) -> Response:
    """Take a remedy up."""
    return answer(ctx, Remedy, await operations.handle_remedy(ctx, remedy_id, body))


@router.post(
    "/{remedy_id}/suspension",
    scope=Scope.ACCESS_WRITE,
    summary="Laat de termijn stilstaan (suspension)",
    description="Terwijl een verzuim wordt hersteld (Awb 7:10, tweede lid).",
    answer=Remedy,
    problems=[*_ONE, rules.RemedyNotSuspended, rules.RemedyRefused],
    example={"day": "2026-05-11"},
    dry_run=True,
)
async def suspend_remedy(ctx: Ctx, remedy_id: UUID, body: RemedyDay) -> Response:
    """Let the term stand still."""
    return answer(ctx, Remedy, await operations.suspend_remedy(ctx, remedy_id, body))


@router.post(
    "/{remedy_id}/resumption",
    scope=Scope.ACCESS_WRITE,
    summary="Laat de termijn doorlopen (resumption)",
    description="De dagen van stilstand komen erbij.",
    answer=Remedy,
    problems=[*_ONE, rules.RemedyNotSuspended, rules.RemedyRefused],
    example={"day": "2026-05-18"},
    dry_run=True,
)
async def resume_remedy(ctx: Ctx, remedy_id: UUID, body: RemedyDay) -> Response:
    """Let the term go on."""
    return answer(ctx, Remedy, await operations.resume_remedy(ctx, remedy_id, body))


@router.post(
    "/{remedy_id}/extension",
    scope=Scope.ACCESS_WRITE,
    summary="Verdaag de beslissing (extension)",
    description="Eén keer: zes weken bij bezwaar, vier bij een klacht (Awb 7:10, 9:11).",
    answer=Remedy,
    problems=[*_ONE, rules.RemedyExtended, rules.RemedyRefused],
    dry_run=True,
)
async def extend_remedy(ctx: Ctx, remedy_id: UUID) -> Response:
    """Extend the term."""
    return answer(ctx, Remedy, await operations.extend_remedy(ctx, remedy_id))


@router.post(
    "/{remedy_id}/notice-of-default",
    scope=Scope.ACCESS_WRITE,
    summary="Leg een ingebrekestelling op een bezwaar vast (notice of default)",
    description=(
        "De beslissing op bezwaar is te laat. Twee weken later kan beroep tegen het uitblijven daarvan (Awb 6:2, 6:12): een nieuw"
        " rechtsmiddel met subject lateDecision en dit bezwaar als previousId. In zijn portaal doet de inwoner dit zelf, op de dag zelf."
    ),
    answer=Remedy,
    problems=[*_ONE, rules.RemedyRefused],
    example={"day": "2026-07-14"},
    dry_run=True,
)
async def give_remedy_notice(ctx: Ctx, remedy_id: UUID, body: RemedyDay) -> Response:
    """Record a notice of default."""
    return answer(ctx, Remedy, await operations.give_remedy_notice(ctx, remedy_id, body))


@router.post(
    "/{remedy_id}/decision",
    scope=Scope.ACCESS_WRITE,
    summary="Beslis op een rechtsmiddel (decision)",
    answer=Remedy,
    problems=[*_ONE, rules.RemedyRefused],
    example={
        "outcome": "partlyFounded",
        "decidedOn": "2026-06-08",
        "outcomeNote": "Zes uur in plaats van vier.",
    },
    dry_run=True,
)
async def decide_remedy(ctx: Ctx, remedy_id: UUID, body: RemedyDecision) -> Response:
    """Decide a remedy."""
    return answer(ctx, Remedy, await operations.decide_remedy(ctx, remedy_id, body))


@router.post(
    "/{remedy_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een rechtsmiddel in (withdrawal)",
    description="De inwoner wil het niet meer; in zijn portaal doet de inwoner dit zelf.",
    answer=Remedy,
    problems=_ONE,
    dry_run=True,
)
async def withdraw_remedy(ctx: Ctx, remedy_id: UUID) -> Response:
    """Withdraw a remedy."""
    return answer(ctx, Remedy, await operations.withdraw_remedy(ctx, remedy_id))
