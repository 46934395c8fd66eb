"""Procurements over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts.rules import NumberUsed
from services.contracts.populations.rules import PopulationNotFound
from services.contracts.power_transfers.rules import PowerNotTransferred
from services.contracts.procurements import operations, rules
from services.contracts.procurements.store import Filter
from services.contracts.tariffs.rules import TariffAboveMaximum, TariffBelowRealPrice, TariffContradictory
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference, Written
from shared.schemas.contracts import (
    BidScoring,
    NewProcurement,
    PhaseConclusion,
    Procurement,
    ProcurementChange,
    ProcurementWithdrawal,
)
from shared.schemas.contracts.procurements import Instant
from shared.values.arrangements import ProcurementModel
from shared.values.procurements import ProcurementState
from shared.values.terms import Scope

router = Router(prefix="/procurements", tags=["procurements"])
_BOUNDS = {"method": "linear", "best": "0", "worst": "50"}
EXAMPLE = {
    "number": "INK-2026-01",
    "name": "Begeleiding individueel",
    "municipalityCode": "0484",
    "procedure": {"model": "classicTender"},
    "admissionCriteria": [{"number": 1, "name": "Kwaliteitskeurmerk"}],
    "awardCriteria": [
        {"number": 1, "name": "Wachttijd", "measure": "waitingTime", "weightBasisPoints": 4000, **_BOUNDS},
        {"number": 2, "name": "Plan van aanpak", "measure": "quality", "weightBasisPoints": 6000, "method": "assessed"},
    ],
    "maximumWinners": 2,
    "closesAt": "2026-03-31T12:00:00Z",
    "contract": {"productCodes": ["02A03"], "startDate": "2026-07-01", "baseTermMonths": 48},
}  # fmt: skip
DRAFTING = [
    PurchaserOnly, rules.ProcurementNotFound, PopulationNotFound, rules.ProcurementNumberUsed, ReferenceUsed,
]  # fmt: skip


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek inkoopprocedures (procurements)",
    description="Die van de opdrachtgever; een aanbieder ziet waarvoor hij is uitgenodigd en wat openstaat voor wie in het"
    " register van organisaties van de opdrachtgever staat.",
    answer=Procurement,
    page=True,
)
async def list_procurements(
    ctx: Ctx,
    request: PageQuery,
    state: Annotated[ProcurementState | None, Query(description="Alleen in deze toestand.")] = None,
    procurement_model: Annotated[
        ProcurementModel | None, Query(alias="procurementModel", description="Alleen dit inkoopmodel (N-40).")
    ] = None,
    number: Annotated[Written | None, Query(max_length=30, description="Alleen met dit nummer.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    closes_from: Annotated[
        Instant | None, Query(alias="closesFrom", description="Sluit op of na dit moment.")
    ] = None,
    closes_to: Annotated[
        Instant | None, Query(alias="closesTo", description="Sluit op of vóór dit moment.")
    ] = None,
) -> Response:
    """A page of procurements."""
    asked = Filter(state, procurement_model, number, external_reference, closes_from, closes_to)
    return page(ctx, Procurement, await operations.list_procurements(ctx, request, asked))


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Stel een inkoopprocedure op (concept)",
    description="Volgens een van de dertien inkoopmodellen (N-40); wat nog niet bekend is mag ontbreken tot de publicatie."
    " Niemand anders ziet het concept.",
    answer=Procurement,
    status=201,
    problems=DRAFTING,
    example=EXAMPLE,
    dry_run=True,
)
async def draft_procurement(ctx: Ctx, body: NewProcurement) -> Response:
    """Draft a procurement."""
    made = await operations.draft_procurement(ctx, body)
    return answer(ctx, Procurement, made, 201, f"/v1/procurements/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Stel een inkoopprocedure op onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: maakt het concept of brengt het op deze voorwaarden; daarna alleen nog gelijk (F-30).",
    answer=Procurement,
    status=201,
    problems=[*DRAFTING, rules.CriteriaFixed],
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_procurement(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de procedure.")],
    body: NewProcurement,
) -> Response:
    """Draft a procurement under a reference of one's own, or bring that draft to these terms."""
    made, is_new = await operations.put_procurement(ctx, reference, body)
    if is_new:
        return answer(ctx, Procurement, made, 201, f"/v1/procurements/{made.id}")
    return answer(ctx, Procurement, made)


@router.get(
    "/{procurement_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een inkoopprocedure (procurement)",
    answer=Procurement,
    problems=[rules.ProcurementNotFound],
)
async def get_procurement(ctx: Ctx, procurement_id: UUID) -> Response:
    """One procurement."""
    return answer(ctx, Procurement, await operations.get_procurement(ctx, procurement_id))


@router.patch(
    "/{procurement_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig het concept van een inkoopprocedure (draft)",
    description="Wat ontbreekt blijft, null haalt weg (RFC 7396); na de publicatie wijzigt niets meer (F-30).",
    answer=Procurement,
    problems=[*DRAFTING[:-1], rules.CriteriaFixed],
    example={"maximumWinners": 3},
    dry_run=True,
)
async def change_procurement(ctx: Ctx, procurement_id: UUID, body: ProcurementChange) -> Response:
    """Change a draft."""
    return answer(ctx, Procurement, await operations.change_procurement(ctx, procurement_id, body))


@router.post(
    "/{procurement_id}/publication",
    scope=Scope.CONTRACTS_WRITE,
    summary="Publiceer een inkoopprocedure (publication)",
    description="Alleen compleet voor haar inkoopmodel; vanaf hier liggen criteria, gewichten en sluitingsmoment vast (F-30)."
    " Een minicompetitie neemt de criteria van haar raamovereenkomst over (R-C44).",
    answer=Procurement,
    problems=[
        rules.ProcurementNotFound, PurchaserOnly, rules.ProcurementStateRefused, rules.FrameworkRefused,
        rules.ProcurementIncomplete, PowerNotTransferred, PopulationNotFound,
    ],
    dry_run=True,
)  # fmt: skip
async def publish_procurement(ctx: Ctx, procurement_id: UUID) -> Response:
    """Publish a procurement."""
    return answer(ctx, Procurement, await operations.publish_procurement(ctx, procurement_id))


@router.post(
    "/{procurement_id}/phase-conclusions",
    scope=Scope.CONTRACTS_WRITE,
    summary="Sluit een fase van de dialoog af (conclusion)",
    description="In volgorde; wie afvalt schrijft niet meer in. De laatste fase eindigt met het openen (A-13.4).",
    answer=Procurement,
    problems=[rules.ProcurementNotFound, PurchaserOnly, rules.ProcurementStateRefused, rules.PhaseRefused],
    example={"number": 1, "droppedOut": ["00000099000000001003"], "outcome": "De vraag is verhelderd."},
    dry_run=True,
)
async def conclude_phase(ctx: Ctx, procurement_id: UUID, body: PhaseConclusion) -> Response:
    """Conclude a phase."""
    return answer(ctx, Procurement, await operations.conclude_phase(ctx, procurement_id, body))


@router.post(
    "/{procurement_id}/opening",
    scope=Scope.CONTRACTS_WRITE,
    summary="Open de inschrijvingen (opening)",
    description="Alle tegelijk en pas na het sluitingsmoment; tot dan leest niemand een inschrijving, ook de opdrachtgever niet.",
    answer=Procurement,
    problems=[
        rules.ProcurementNotFound, PurchaserOnly, rules.ProcurementStateRefused, rules.ClosingMomentAhead,
        rules.PhaseRefused,
    ],
    dry_run=True,
)  # fmt: skip
async def open_bids(ctx: Ctx, procurement_id: UUID) -> Response:
    """Open the bids."""
    return answer(ctx, Procurement, await operations.open_bids(ctx, procurement_id))


@router.post(
    "/{procurement_id}/scoring",
    scope=Scope.CONTRACTS_WRITE,
    summary="Beoordeel de inschrijvingen (scoring)",
    description="Eisen en criteria zoals gepubliceerd; beoordelaars geven alleen wat van hen wordt gevraagd. Kan opnieuw tot de"
    " gunning. Elke inschrijving krijgt haar eigen afleiding (R-C40 … R-C42).",
    answer=Procurement,
    problems=[
        rules.ProcurementNotFound, PurchaserOnly, rules.ProcurementStateRefused, rules.AssessmentsMissing,
    ],
    example={"assessments": []},
    body_limit=2_000_000,
    dry_run=True,
)  # fmt: skip
async def score_bids(ctx: Ctx, procurement_id: UUID, body: BidScoring) -> Response:
    """Score the bids."""
    return answer(ctx, Procurement, await operations.score_bids(ctx, procurement_id, body))


@router.post(
    "/{procurement_id}/award",
    scope=Scope.CONTRACTS_WRITE,
    summary="Gun de opdracht (award)",
    description="Volgens de rangorde; elke winnaar krijgt in dezelfde stap een contract in concept, met de tarieven van het"
    " bestek: voor iedereen dezelfde (R-C40). Elke inschrijver ziet zijn eigen score en het totaal van de winnaars.",
    answer=Procurement,
    problems=[
        rules.ProcurementNotFound, PurchaserOnly, rules.ProcurementStateRefused, rules.NothingToAward,
        PowerNotTransferred, NumberUsed, PopulationNotFound, TariffBelowRealPrice, TariffAboveMaximum, TariffContradictory,
    ],
    dry_run=True,
)  # fmt: skip
async def award_procurement(ctx: Ctx, procurement_id: UUID) -> Response:
    """Award a procurement."""
    return answer(ctx, Procurement, await operations.award_procurement(ctx, procurement_id))


@router.post(
    "/{procurement_id}/withdrawal",
    scope=Scope.CONTRACTS_WRITE,
    summary="Trek een inkoopprocedure in (withdrawal)",
    description="Tot de gunning; gesloten inschrijvingen blijven gesloten. Herstellen kan met een nieuwe procedure (F-30).",
    answer=Procurement,
    problems=[rules.ProcurementNotFound, PurchaserOnly, rules.ProcurementStateRefused],
    example={"reason": "Een gewicht was verkeerd."},
    dry_run=True,
)
async def withdraw_procurement(ctx: Ctx, procurement_id: UUID, body: ProcurementWithdrawal) -> Response:
    """Withdraw a procurement."""
    done = await operations.withdraw_procurement(ctx, procurement_id, body.reason)
    return answer(ctx, Procurement, done)


@router.get(
    "/{procurement_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom loopt de procedure zo (derivation)",
    description="Wat vastligt, hoeveel inschrijvingen voldoen en wie wint waarmee; de score van elke inschrijving staat bij haar.",
    answer=DerivationAnswer,
    problems=[rules.ProcurementNotFound],
)
async def get_procurement_derivation(ctx: Ctx, procurement_id: UUID) -> Response:
    """Why a procurement went as it did."""
    await operations.get_procurement(ctx, procurement_id)
    return await explained(ctx, procurement_id)
