"""Decisions over REST: what happens to a draft, and to a decision once it was taken."""

from uuid import UUID

from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.decisions import operations, rules
from services.access.decisions.rest.counting import router
from services.access.decisions.rest.taking import TAKING
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, answer
from shared.schemas.access import Decision, DecisionChange, NewEffort, NewNotification
from shared.values.terms import Scope

_DRAFT = [rules.DecisionNotFound, PurchaserOnly, CitizenErased, rules.DecisionFixed]


@router.patch(
    "/decisions/{decision_id}",
    scope=Scope.ACCESS_WRITE,
    summary="Wijzig een concept van een besluit (change)",
    description=(
        "Een JSON Merge Patch op de versie in If-Match: wat u weglaat blijft staan. Wijzigt waarover het gaat, dan telt een"
        " eerdere toets of bekrachtiging niet meer."
    ),
    answer=Decision,
    problems=[*_DRAFT, rules.DecisionIncomplete, rules.EndBeforeStart, rules.DecisionOpen],
    example={"valueCents": 5500000},
    dry_run=True,
)
async def change_decision(ctx: Ctx, decision_id: UUID, body: DecisionChange) -> Response:
    """Change a draft."""
    return answer(ctx, Decision, await operations.change_decision(ctx, decision_id, body))


@router.post(
    "/decisions/{decision_id}/submission",
    scope=Scope.ACCESS_WRITE,
    summary="Leg een concept van een besluit voor (submission)",
    description="Boven de drempel van het beleid krijgt het schakelteam zijn toets (R-A07, G-36).",
    answer=Decision,
    problems=_DRAFT,
    dry_run=True,
)
async def submit_decision(ctx: Ctx, decision_id: UUID) -> Response:
    """Lay a draft before others."""
    return answer(ctx, Decision, await operations.submit_decision(ctx, decision_id))


@router.post(
    "/decisions/{decision_id}/finalisation",
    scope=Scope.ACCESS_DECIDE,
    summary="Maak een concept definitief (finalisation)",
    description=(
        "De eindgebruiker in het token beslist (R-A03). Kan het nog niet, dan noemt errors alles wat ontbreekt; acute zorg"
        " wacht nergens op en wordt achteraf getoetst (R-A48)."
    ),
    answer=Decision,
    problems=[*_DRAFT, rules.RequestNotOpen, rules.DecisionOpen, *TAKING],
    dry_run=True,
)
async def finalise_decision(ctx: Ctx, decision_id: UUID) -> Response:
    """Make a draft final."""
    return answer(ctx, Decision, await operations.finalise_decision(ctx, decision_id))


@router.post(
    "/decisions/{decision_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een concept van een besluit in (withdrawal)",
    description="Alleen zolang het geen besluit is.",
    answer=Decision,
    problems=_DRAFT,
    dry_run=True,
)
async def withdraw_decision(ctx: Ctx, decision_id: UUID) -> Response:
    """Withdraw a draft."""
    return answer(ctx, Decision, await operations.withdraw_decision(ctx, decision_id))


@router.post(
    "/decisions/{decision_id}/effort",
    scope=Scope.ACCESS_DECIDE,
    summary="Voeg de feitelijke inzet toe aan een besluit op resultaat (effort)",
    description="Verlengde besluitvorming: versie 2 met de inzet, die opnieuw bezwaar opent (R-A25, R-A29).",
    answer=Decision,
    problems=[rules.DecisionNotFound, PurchaserOnly, CitizenErased, rules.EffortRefused],
    example={"volume": 150, "unit": "01", "frequency": "2"},
    dry_run=True,
)
async def add_effort(ctx: Ctx, decision_id: UUID, body: NewEffort) -> Response:
    """Add the effort to a decision on a result."""
    return answer(ctx, Decision, await operations.add_effort(ctx, decision_id, body))


@router.post(
    "/decisions/{decision_id}/notification",
    scope=Scope.ACCESS_WRITE,
    summary="Leg de dag van bekendmaking vast (notification)",
    description="Bezwaar loopt vanaf de dag na bekendmaking (Awb 3:41, 6:8); zonder deze stap is dat de dag van het besluit.",
    answer=Decision,
    problems=[*_DRAFT, rules.NotificationRefused],
    example={"notifiedOn": "2026-04-22"},
    dry_run=True,
)
async def notify_decision(ctx: Ctx, decision_id: UUID, body: NewNotification) -> Response:
    """Record the day of notification."""
    return answer(ctx, Decision, await operations.notify_decision(ctx, decision_id, body))
