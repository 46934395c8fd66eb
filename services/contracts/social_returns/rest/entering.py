"""Efforts for social return over REST: told, decided, withdrawn."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.social_returns import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Oin, Reference
from shared.schemas.contracts import NewSocialReturnEntry, SocialReturnDecision, SocialReturnEntry
from shared.schemas.contracts.areas import Year
from shared.values.demands import SocialReturnKind, SocialReturnState
from shared.values.terms import Scope

router = Router(prefix="/social-returns", tags=["social-returns"])
EXAMPLE = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "kind": "apprenticeship",
    "realisedFrom": "2026-03-01",
    "realisedUntil": "2026-08-31",
    "valueCents": 2_400_000,
    "evidence": "Drie leerwerkplekken van een half jaar, met leerovereenkomsten",
}
ENTERING = [
    ContractNotFound,
    rules.NotAPartyToTheContract,
    rules.SocialReturnRefused,
    ReferenceUsed,
]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek inspanningen voor social return (social returns)",
    description="Ook als werklijst: `state=entered` wacht op het oordeel van de opdrachtgever.",
    answer=SocialReturnEntry,
    page=True,
)
async def list_social_returns(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    state: Annotated[SocialReturnState | None, Query(description="Alleen in deze toestand.")] = None,
    kind: Annotated[SocialReturnKind | None, Query(description="Alleen van deze soort.")] = None,
    year: Annotated[Year | None, Query(description="Alleen van dit jaar.")] = None,
    entered_by: Annotated[
        Oin | None, Query(alias="enteredBy", description="Alleen opgegeven door deze organisatie (OIN).")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of efforts."""
    found = await operations.list_entries(
        ctx,
        request,
        contract_id=contract_id,
        state=state,
        kind=kind,
        year=year,
        entered_by=entered_by,
        reference=external_reference,
    )
    return page(ctx, SocialReturnEntry, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Geef een inspanning voor social return op (social return)",
    description=(
        "Door de opdrachtgever of een aanbieder van het contract: soort, dagen binnen één jaar, waarde en waaruit het blijkt"
        " (zonder namen). Zij telt zodra de opdrachtgever haar erkent (R-C31)."
    ),
    answer=SocialReturnEntry,
    status=201,
    problems=ENTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def enter_social_return(ctx: Ctx, body: NewSocialReturnEntry) -> Response:
    """Tell an effort."""
    made = await operations.enter_social_return(ctx, body)
    return answer(ctx, SocialReturnEntry, made, 201, f"/v1/social-returns/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Geef een inspanning op onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde inspanning komt terug; een andere inhoud wordt geweigerd.",
    answer=SocialReturnEntry,
    status=201,
    problems=ENTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_social_return(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de inspanning.")],
    body: NewSocialReturnEntry,
) -> Response:
    """Tell an effort under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.enter_social_return(ctx, named)
    return answer(ctx, SocialReturnEntry, made, 201, f"/v1/social-returns/{made.id}")


@router.get(
    "/{entry_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een inspanning voor social return (social return)",
    answer=SocialReturnEntry,
    problems=[rules.SocialReturnNotFound],
)
async def get_social_return(ctx: Ctx, entry_id: UUID) -> Response:
    """One effort."""
    return answer(ctx, SocialReturnEntry, await operations.get_entry(ctx, entry_id))


@router.get(
    "/{entry_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom telt deze inspanning, of telt zij niet (derivation)",
    answer=DerivationAnswer,
    problems=[rules.SocialReturnNotFound],
)
async def get_social_return_derivation(ctx: Ctx, entry_id: UUID) -> Response:
    """Why an effort counts, or does not."""
    await operations.get_entry(ctx, entry_id)
    return await explained(ctx, entry_id)


@router.post(
    "/{entry_id}/decision",
    scope=Scope.CONTRACTS_WRITE,
    summary="Erken een inspanning, of erken haar niet (decision)",
    description=(
        "Alleen de opdrachtgever. Minder of niet erkennen vraagt een reden; een later oordeel komt in de plaats van een eerder."
    ),
    answer=SocialReturnEntry,
    problems=[
        rules.SocialReturnNotFound,
        PurchaserOnly,
        rules.SocialReturnDecided,
        rules.SocialReturnRefused,
    ],
    example={"recognised": True, "recognisedCents": 1_600_000, "reason": "Eén plek viel buiten de doelgroep"},
    dry_run=True,
)
async def decide_social_return(ctx: Ctx, entry_id: UUID, body: SocialReturnDecision) -> Response:
    """The purchaser's word."""
    return answer(ctx, SocialReturnEntry, await operations.decide_social_return(ctx, entry_id, body))


@router.post(
    "/{entry_id}/withdrawal",
    scope=Scope.CONTRACTS_WRITE,
    summary="Trek een inspanning in vóór het oordeel (withdrawal)",
    description="Alleen wie haar opgaf, en alleen zolang de opdrachtgever nog niet oordeelde.",
    answer=SocialReturnEntry,
    problems=[
        rules.SocialReturnNotFound,
        rules.NotAPartyToTheContract,
        rules.SocialReturnDecided,
    ],
    dry_run=True,
)
async def withdraw_social_return(ctx: Ctx, entry_id: UUID) -> Response:
    """Take it back."""
    return answer(ctx, SocialReturnEntry, await operations.withdraw_social_return(ctx, entry_id))
