"""Terms of the law over REST: a plain resource (shared/kit/plain.py) that begins elsewhere, with what moves it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.statutory_terms import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access.terms import (
    NewExtension,
    NewNoticeOfDefault,
    NewResumption,
    NewSuspension,
    PenaltyState,
    StatutoryTerm,
)
from shared.schemas.common import Day, DerivationAnswer
from shared.values.terms import Scope

router = Router(prefix="/statutory-terms", tags=["statutory-terms"])
_ONE = [rules.StatutoryTermNotFound, PurchaserOnly, CitizenErased, rules.TermRefused]

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De termijnen die de wet geeft (R-A55): het onderzoek binnen zes weken na de melding (Wmo 2.3.2), het besluit binnen twee"
            " weken na de aanvraag (Wmo 2.3.5) of acht weken (Awb 4:13). Zij beginnen met de melding en de aanvraag en eindigen met het"
            " besluit; de Algemene termijnenwet verschuift de laatste dag. dueOn is leeg waar de kalender het jaar niet kent."
        ),
        example={},
        filters={
            "due_until": "Alleen wat nog open is en eindigt op of voor deze dag, ook wat al te laat is.",
            "state": "Alleen in deze toestand.",
            "kind": "Alleen van deze soort.",
            "request_id": "Alleen van deze melding.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
        },
    ),
)


@router.get(
    "/{statutory_term_id}/derivation",
    scope=Scope.ACCESS_READ,
    summary="Waarom een termijn eindigt wanneer hij eindigt (derivation)",
    answer=DerivationAnswer,
    problems=[rules.StatutoryTermNotFound],
)
async def explain_statutory_term(ctx: Ctx, statutory_term_id: UUID) -> Response:
    """Why a term ends when it does."""
    return answer(ctx, DerivationAnswer, await operations.explain_statutory_term(ctx, statutory_term_id))


@router.get(
    "/{statutory_term_id}/penalty",
    scope=Scope.ACCESS_READ,
    summary="Lees de dwangsom bij niet tijdig beslissen (penalty)",
    description=(
        "Tot en met een dag: 14 dagen van elk bedrag, samen hooguit 42 dagen (Awb 4:17). De bedragen staan met hun ingangsdatum en"
        " vindplaats in de beleidsregel, want de wet indexeert ze."
    ),
    answer=PenaltyState,
    problems=[rules.StatutoryTermNotFound],
)
async def get_penalty(
    ctx: Ctx,
    statutory_term_id: UUID,
    on: Annotated[Day | None, Query(description="De dag; leeg = vandaag.")] = None,
) -> Response:
    """The penalty on a day."""
    asked: date | None = on
    return answer(ctx, PenaltyState, await operations.get_penalty(ctx, statutory_term_id, asked))


@router.post(
    "/{statutory_term_id}/suspension",
    scope=Scope.ACCESS_WRITE,
    summary="Schort een termijn op (suspension)",
    description="De termijn rust (Awb 4:15): na een vraag om gegevens vanaf de dag erna, tot ze er zijn of tot na answerBy.",
    answer=StatutoryTerm,
    problems=_ONE,
    example={"on": "2026-05-11", "ground": "informationAsked", "answerBy": "2026-05-25"},
    dry_run=True,
)
async def suspend_statutory_term(ctx: Ctx, statutory_term_id: UUID, body: NewSuspension) -> Response:
    """Suspend a term."""
    found = await operations.suspend_statutory_term(ctx, statutory_term_id, body)
    return answer(ctx, StatutoryTerm, found)


@router.post(
    "/{statutory_term_id}/resumption",
    scope=Scope.ACCESS_WRITE,
    summary="Laat een termijn weer lopen (resumption)",
    description="De laatste dag schuift op met het aantal dagen dat de termijn rustte.",
    answer=StatutoryTerm,
    problems=_ONE,
    example={"on": "2026-05-20"},
    dry_run=True,
)
async def resume_statutory_term(ctx: Ctx, statutory_term_id: UUID, body: NewResumption) -> Response:
    """Let a term run again."""
    found = await operations.resume_statutory_term(ctx, statutory_term_id, body)
    return answer(ctx, StatutoryTerm, found)


@router.post(
    "/{statutory_term_id}/extension",
    scope=Scope.ACCESS_WRITE,
    summary="Verdaag een termijn (extension)",
    description=(
        "De aanvrager hoort binnen de termijn tot wanneer het duurt (Awb 4:14). Waar de wet zelf de termijn geeft (Wmo) verandert die"
        " niet: de dwangsom loopt dan gewoon (extensionCounts)."
    ),
    answer=StatutoryTerm,
    problems=_ONE,
    example={"until": "2026-07-13"},
    dry_run=True,
)
async def extend_statutory_term(ctx: Ctx, statutory_term_id: UUID, body: NewExtension) -> Response:
    """Tell until when it takes."""
    found = await operations.extend_statutory_term(ctx, statutory_term_id, body)
    return answer(ctx, StatutoryTerm, found)


@router.post(
    "/{statutory_term_id}/notice-of-default",
    scope=Scope.ACCESS_WRITE,
    summary="Leg een ingebrekestelling vast (notice of default)",
    description="Twee weken later begint de dwangsom (Awb 4:17); een ingebrekestelling voor het einde van de termijn telt niet.",
    answer=StatutoryTerm,
    problems=_ONE,
    example={"on": "2026-07-01"},
    dry_run=True,
)
async def give_notice_of_default(ctx: Ctx, statutory_term_id: UUID, body: NewNoticeOfDefault) -> Response:
    """Record a notice of default."""
    found = await operations.give_notice_of_default(ctx, statutory_term_id, body)
    return answer(ctx, StatutoryTerm, found)
