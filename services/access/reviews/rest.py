"""Reviews over REST: a plain resource (shared/kit/plain.py) that is assigned, done and told, with its lists and registers."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.decisions.rules import DecisionNotFound
from services.access.requests.rules import RequestNotFound
from services.access.reviews import operations, rules
from shared.errors import BsnRefused, PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import (
    ConspicuousProducts,
    ConsultantFeedbackList,
    DueReviews,
    EndingAllocations,
    Review,
    ReviewAssignment,
    ReviewCancel,
    ReviewCompletion,
    ReviewContact,
    ReviewPlanning,
    SwitchTeamRegister,
)
from shared.schemas.common import Day, Written
from shared.values.reviewing import ReviewKind
from shared.values.terms import Scope

router = Router(prefix="/reviews", tags=["reviews"])
EXAMPLE: dict[str, Any] = {"kind": "voluntary", "decisionId": "01890000-0000-7000-8000-000000000000"}
_FILTERS = {
    "kind": "Alleen van deze soort.",
    "state": "Alleen in deze toestand.",
    "law": "Alleen onder deze wet.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "request_id": "Alleen van deze melding.",
    "decision_id": "Alleen van dit besluit.",
    "allocation_number": "Alleen met dit toewijzingnummer.",
    "sample_id": "Alleen gekozen door deze steekproef.",
    "reviewer": "Alleen van deze toetser.",
    "consultant": "Alleen van besluiten van deze consulent.",
    "due_from": "Uiterste dag op of na deze dag.",
    "due_to": "Uiterste dag op of vóór deze dag.",
    "reference": "Alleen met dit eigen kenmerk.",
}
_ONE = [rules.ReviewNotFound, PurchaserOnly, CitizenErased, rules.ReviewClosed]
_DAYS = [rules.ReviewDaysRefused]
First = Annotated[Day, Query(alias="from", description="Eerste dag.")]
Last = Annotated[Day, Query(alias="until", description="Laatste dag; hooguit 400 dagen na de eerste.")]
Person = Annotated[Written | None, Query(max_length=200, description="Alleen van deze persoon.")]


@router.get(
    "/due",
    scope=Scope.ACCESS_READ,
    summary="Lees welke toetsen gedaan moeten worden (due)",
    description=(
        "De open toetsen met een uiterste dag, eerste eerst, hooguit 500; en hoeveel er te laat zijn, binnen een maand moeten of"
        " later. Een halfjaartoets noemt wat ontbreekt: contact met de aanbieder, met de inwoner (R-A12)."
    ),
    answer=DueReviews,
    problems=[BsnRefused],
)
async def list_due_reviews(
    ctx: Ctx,
    kind: Annotated[ReviewKind | None, Query(description="Alleen van deze soort.")] = None,
    reviewer: Person = None,
) -> Response:
    """What is due."""
    return answer(ctx, DueReviews, await operations.list_due_reviews(ctx, kind=kind, reviewer=reviewer))


@router.get(
    "/ending-allocations",
    scope=Scope.ACCESS_READ,
    summary="Lees welke toewijzingen bijna eindigen (ending allocations)",
    description="Lopende toewijzingen zonder verlenging, eerste eerst, met de toets van hun verlenging als die er is (R-A11).",
    answer=EndingAllocations,
)
async def list_ending_allocations(
    ctx: Ctx,
    days: Annotated[int, Query(ge=0, le=400, description="Hoeveel dagen vooruit.")] = 56,
) -> Response:
    """What ends soon."""
    return answer(ctx, EndingAllocations, await operations.list_ending_allocations(ctx, days))


@router.get(
    "/conspicuous-products",
    scope=Scope.ACCESS_READ,
    summary="Lees welke producten opvallen (conspicuous products)",
    description=(
        "Producten waarvan het gebruik groeide met ten minste de grens van het beleid, tegen evenveel dagen ervoor, of waarvan een"
        " besluit duurder was dan de grens (R-A10)."
    ),
    answer=ConspicuousProducts,
    problems=[PurchaserOnly, *_DAYS],
)
async def list_conspicuous_products(ctx: Ctx, first: First, last: Last) -> Response:
    """What stands out."""
    return answer(ctx, ConspicuousProducts, await operations.list_conspicuous_products(ctx, first, last))


@router.get(
    "/consultant-feedback",
    scope=Scope.ACCESS_READ,
    summary="Lees wat toetsen consulenten leerden (consultant feedback)",
    description=(
        "Per consulent de uitkomsten van toetsen, wat ze opbrachten (niet goedgekeurd gedeeld door toetsen) en hoeveel er verteld"
        " zijn (R-A49). Wie mandaat heeft om te beslissen, ziet alleen zichzelf."
    ),
    answer=ConsultantFeedbackList,
    problems=[PurchaserOnly, BsnRefused, rules.OwnFeedbackOnly, *_DAYS],
)
async def list_consultant_feedback(ctx: Ctx, first: First, last: Last, consultant: Person = None) -> Response:
    """What checks brought."""
    found = await operations.list_consultant_feedback(ctx, first, last, consultant)
    return answer(ctx, ConsultantFeedbackList, found)


@router.get(
    "/planning",
    scope=Scope.ACCESS_READ,
    summary="Lees de planning van toetsen (planning)",
    description="Per soort: geopend, gedaan, te laat en met welke uitkomst, over de dagen waarop zij moesten (D-32).",
    answer=ReviewPlanning,
    problems=_DAYS,
)
async def get_review_planning(ctx: Ctx, first: First, last: Last) -> Response:
    """The planning."""
    return answer(ctx, ReviewPlanning, await operations.get_review_planning(ctx, first, last))


@router.get(
    "/switch-team-register",
    scope=Scope.ACCESS_READ,
    summary="Lees het register van het schakelteam (switch team register)",
    description=(
        "Wat het schakelteam in deze dagen werd gevraagd: boven de drempel en op verzoek, met uitkomst, alternatief en wat er"
        " minder is toegekend dan gevraagd (D-31), en hoe de totalen tot stand kwamen."
    ),
    answer=SwitchTeamRegister,
    problems=_DAYS,
)
async def get_switch_team_register(ctx: Ctx, first: First, last: Last) -> Response:
    """The register."""
    return answer(ctx, SwitchTeamRegister, await operations.get_switch_team_register(ctx, first, last))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Een tweede blik door een ander dan de consulent (N-133). Met de hand: bij twijfel (voluntary, R-A08), op wat opvalt"
            " (conspicuous, R-A10) en voor een verlenging (extension, R-A11). De dienst opent de andere zelf: boven de drempel"
            " (R-A07), uit de steekproef (R-A09), elk halfjaar (R-A12) en na acute zorg (R-A06). Een toets verdwijnt nooit."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[RequestNotFound, DecisionNotFound, CitizenErased, rules.ReviewRefused],
    ),
)  # fmt: skip


@router.post(
    "/{review_id}/assignment",
    scope=Scope.ACCESS_WRITE,
    summary="Wijs een toetser aan (assignment)",
    description="Nooit de consulent die het besluit nam of voorbereidde (R-A07, F-28).",
    answer=Review,
    problems=[*_ONE, rules.ReviewerDecided],
    example={"reviewer": "k.visser"},
    dry_run=True,
)
async def assign_review(ctx: Ctx, review_id: UUID, body: ReviewAssignment) -> Response:
    """Assign a reviewer."""
    return answer(ctx, Review, await operations.assign_review(ctx, review_id, body))


@router.post(
    "/{review_id}/contacts",
    scope=Scope.ACCESS_WRITE,
    summary="Leg contact met aanbieder of inwoner vast (contacts)",
    description="Een halfjaartoets vraagt beide (R-A12).",
    answer=Review,
    problems=[*_ONE, rules.ReviewRefused],
    example={"providerContactOn": "2026-07-10", "citizenContactOn": "2026-07-13"},
    dry_run=True,
)
async def contact_review(ctx: Ctx, review_id: UUID, body: ReviewContact) -> Response:
    """Record contact."""
    return answer(ctx, Review, await operations.contact_review(ctx, review_id, body))


@router.post(
    "/{review_id}/completion",
    scope=Scope.ACCESS_WRITE,
    summary="Rond een toets af (completion)",
    description=(
        "Wie afrondt is de toetser. Wat ontbreekt wordt in één keer genoemd: beide contacten (R-A12), of het nog past (R-A11), de"
        " reden van een afwijking (R-A13), het advies."
    ),
    answer=Review,
    problems=[*_ONE, rules.ReviewerDecided, rules.ReviewIncomplete],
    example={
        "outcome": "approvedWithChange",
        "advice": "Begin met groepsbegeleiding.",
        "alternativeProduct": "02A05",
    },
    dry_run=True,
)
async def complete_review(ctx: Ctx, review_id: UUID, body: ReviewCompletion) -> Response:
    """Complete a review."""
    return answer(ctx, Review, await operations.complete_review(ctx, review_id, body))


@router.post(
    "/{review_id}/cancellation",
    scope=Scope.ACCESS_WRITE,
    summary="Laat een toets vervallen (cancellation)",
    description="Wat verplicht is of door een steekproef gekozen, vervalt alleen als het onderwerp er niet meer is.",
    answer=Review,
    problems=[*_ONE, rules.ReviewRefused],
    example={"reason": "openedInError"},
    dry_run=True,
)
async def cancel_review(ctx: Ctx, review_id: UUID, body: ReviewCancel) -> Response:
    """Cancel a review."""
    return answer(ctx, Review, await operations.cancel_review(ctx, review_id, body))


@router.post(
    "/{review_id}/feedback",
    scope=Scope.ACCESS_WRITE,
    summary="Leg vast dat de consulent de uitkomst hoorde (feedback)",
    answer=Review,
    problems=[rules.ReviewNotFound, PurchaserOnly, CitizenErased, rules.ReviewRefused],
    dry_run=True,
)
async def send_review_feedback(ctx: Ctx, review_id: UUID) -> Response:
    """Tell the consultant."""
    return answer(ctx, Review, await operations.send_review_feedback(ctx, review_id))
