"""Decisions over REST: taking and reading them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.allocations.rules import NumbersSpent
from services.access.citizens.rules import CitizenErased
from services.access.clarifications.rules import ClarificationRefused
from services.access.decisions import operations, rules
from services.access.decisions.rest.counting import router
from services.access.decisions.store import Filter
from services.access.mandates.rules import MandateMissing
from services.access.provider_choices.rules import ChoiceOpen, ChoiceRefused
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.access import (
    Decision,
    DecisionMotivation,
    DecisionReadiness,
    NewDecision,
)
from shared.schemas.common import DerivationAnswer, Oin, Reference
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.terms import Law, Scope

EXAMPLE = {
    "productCategory": "02",
    "productCode": "02A03",
    "provider": "00000099000000002001",
    "startDate": "2026-04-20",
    "endDate": "2026-10-19",
    "volume": 4,
    "unit": "04",
    "frequency": "2",
    "motivation": "Begeleiding bij het voeren van een huishouden.",
    "valueCents": 780000,
    "legalFrame": {"law": "wmo2015", "outcome": "allowed"},
    "clarification": {
        "heldOn": "2026-04-15",
        "method": "talk",
        "ownStrength": "Regelt zelf de administratie.",
        "provisionsFirst": [{"kind": "network", "outcome": "insufficient"}],
        "supportOfferedOn": "2026-04-13",
    },
    "choice": {"offered": ["00000099000000002001", "00000099000000002002"], "pgbOffered": True},
}
TAKING = [NumbersSpent, MandateMissing, rules.StartBeforeDecision, rules.DecisionNotReady]


@router.post(
    "/requests/{request_id}/decisions",
    scope=Scope.ACCESS_DECIDE,
    summary="Neem een besluit op een melding (decision)",
    description=(
        "De eindgebruiker in het token beslist en heeft daarvoor mandaat (R-A03). Alleen over een maatwerkvoorziening"
        " (R-A27), en niet met terugwerkende kracht, tenzij de zorg acuut is (R-A06). Een heel dossier past in één aanroep:"
        " vraagverheldering, wettelijk kader en keuze mogen mee. Met draft blijft het een concept; met outcome refused wordt"
        " gemotiveerd afgewezen (R-A28). Wat nog ontbreekt, staat in één keer in errors."
    ),
    answer=Decision,
    status=201,
    problems=[
        RequestNotFound,
        CitizenErased,
        PurchaserOnly,
        rules.DecisionIncomplete,
        rules.EndBeforeStart,
        rules.NoDecisionOnGeneral,
        rules.RequestNotOpen,
        rules.DecisionOpen,
        ClarificationRefused,
        ChoiceOpen,
        ChoiceRefused,
        *TAKING,
        ReferenceUsed,
    ],
    example=EXAMPLE,
    dry_run=True,
)
async def take_decision(ctx: Ctx, request_id: UUID, body: NewDecision) -> Response:
    """Take the access decision on a request."""
    made = await operations.take_decision(ctx, request_id, body)
    return answer(ctx, Decision, made, 201, f"/v1/decisions/{made.id}")


@router.get(
    "/decisions",
    scope=Scope.ACCESS_READ,
    summary="Zoek besluiten (decisions)",
    description="De besluiten van de gemeente met hun toewijzing, ook concepten; een aanbieder ziet die aan hem.",
    answer=Decision,
    page=True,
)
async def list_decisions(
    ctx: Ctx,
    request: PageQuery,
    request_id: Annotated[
        UUID | None, Query(alias="requestId", description="Alleen op deze melding.")
    ] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    provider: Annotated[Oin | None, Query(description="Alleen aan deze aanbieder.")] = None,
    law: Annotated[Law | None, Query(description="Alleen op grond van deze wet.")] = None,
    allocation_number: Annotated[
        int | None,
        Query(alias="allocationNumber", ge=1, le=2**31 - 1, description="Alleen met dit toewijzingnummer."),
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    state: Annotated[DecisionState | None, Query(description="Alleen in deze toestand.")] = None,
    outcome: Annotated[DecisionOutcome | None, Query(description="Alleen toegekend of afgewezen.")] = None,
    citizen_id: Annotated[
        UUID | None, Query(alias="citizenId", description="Alleen van deze inwoner (surrogaat).")
    ] = None,
) -> Response:
    """A page of decisions."""
    asked = Filter(
        request_id, contract_id, provider, law, allocation_number, external_reference, state, outcome, citizen_id
    )  # fmt: skip
    return page(ctx, Decision, await operations.list_decisions(ctx, request, asked))


@router.get(
    "/decisions/{decision_id}",
    scope=Scope.ACCESS_READ,
    summary="Lees een besluit (decision)",
    answer=Decision,
    problems=[rules.DecisionNotFound],
)
async def get_decision(ctx: Ctx, decision_id: UUID) -> Response:
    """One decision."""
    return answer(ctx, Decision, await operations.get_decision(ctx, decision_id))


@router.get(
    "/decisions/{decision_id}/derivation",
    scope=Scope.ACCESS_READ,
    summary="Waarom kon dit besluit worden genomen (derivation)",
    description="Mandaat, ingangsdatum, wet, elke toets en de termijn voor bezwaar, elk met de regel en de invoer.",
    answer=DerivationAnswer,
    problems=[rules.DecisionNotFound],
)
async def get_decision_derivation(ctx: Ctx, decision_id: UUID) -> Response:
    """Why a decision could be taken, and until when objection is open."""
    await operations.get_decision(ctx, decision_id)
    return await explained(ctx, decision_id)


@router.get(
    "/decisions/{decision_id}/motivation",
    scope=Scope.ACCESS_READ,
    summary="Lees de motivering van een besluit (motivation)",
    description="Alleen voor de gemeente die het besluit nam en met een eindgebruiker; de motivering gaat in geen feed.",
    answer=DecisionMotivation,
    problems=[rules.DecisionNotFound, CitizenErased],
)
async def get_motivation(ctx: Ctx, decision_id: UUID) -> Response:
    """The motivation of a decision."""
    return answer(ctx, DecisionMotivation, await operations.get_motivation(ctx, decision_id))


@router.get(
    "/decisions/{decision_id}/readiness",
    scope=Scope.ACCESS_READ,
    summary="Kan dit besluit definitief worden (readiness)",
    description="Elke toets met zijn regel, hoe het ermee staat en wat het oplost; voor de gemeente, als wie het zou nemen.",
    answer=DecisionReadiness,
    problems=[rules.DecisionNotFound, CitizenErased],
)
async def get_decision_readiness(ctx: Ctx, decision_id: UUID) -> Response:
    """How a decision stands at every gate."""
    return answer(ctx, DecisionReadiness, await operations.get_readiness(ctx, decision_id))
