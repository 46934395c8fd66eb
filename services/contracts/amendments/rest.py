"""Amendments over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.amendments import operations, rules
from services.contracts.contracts.rules import ContractNotFound, OneContractPerMunicipality
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference
from shared.schemas.contracts import Amendment, NewAmendment, Sign
from shared.values.terms import AmendmentState, Scope

router = Router(tags=["amendments"])


@router.get(
    "/contracts/{contract_id}/amendments",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de addenda van een contract (amendments)",
    description="In volgorde van nummer, ook de addenda die nog niet door beide partijen zijn getekend.",
    answer=Amendment,
    page=True,
    problems=[ContractNotFound],
)
async def list_amendments(
    ctx: Ctx,
    contract_id: UUID,
    request: PageQuery,
    state: Annotated[AmendmentState | None, Query(description="Alleen in deze toestand.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of one contract's amendments."""
    found = await operations.list_amendments(ctx, request, contract_id, state, external_reference)
    return page(ctx, Amendment, found)


@router.post(
    "/contracts/{contract_id}/amendments",
    scope=Scope.CONTRACTS_WRITE,
    summary="Besluit een addendum (amendment)",
    description="Het jaarbedrag, ook per gebied, per inwoner, verzekerde of plaats en per zorgcategorie, wijzigt alleen op de dag"
    " van de jaarlijkse toets, op grond van extreme omstandigheden of een afgesproken aanscherping (R-C07); een norm krijgt een opvolger vanaf de ingangsdatum (R-C08).",
    answer=Amendment,
    status=201,
    problems=[
        ContractNotFound, PurchaserOnly, rules.ContractNotActive, rules.ReasonMissing, rules.BudgetIsFixed,
        rules.AmendmentRefused, ReferenceUsed,
    ],
    example={
        "reason": "tightening",
        "motivation": "De tevredenheid kan omhoog",
        "effectiveOn": "2026-07-01",
        "agreementChanges": [{"number": 9, "norm": "7.5"}],
    },
    dry_run=True,
)  # fmt: skip
async def decide_amendment(ctx: Ctx, contract_id: UUID, body: NewAmendment) -> Response:
    """Decide an amendment."""
    made = await operations.decide_amendment(ctx, contract_id, body)
    return answer(ctx, Amendment, made, 201, f"/v1/amendments/{made.id}")


@router.get(
    "/amendments/{amendment_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een addendum (amendment)",
    answer=Amendment,
    problems=[rules.AmendmentNotFound],
)
async def get_amendment(ctx: Ctx, amendment_id: UUID) -> Response:
    """One amendment."""
    return answer(ctx, Amendment, await operations.get_amendment(ctx, amendment_id))


@router.get(
    "/amendments/{amendment_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom mag dit addendum (derivation)",
    description="De toets aan R-C07 en R-C08; wat het addendum met het contract deed staat bij het contract.",
    answer=DerivationAnswer,
    problems=[rules.AmendmentNotFound],
)
async def get_amendment_derivation(ctx: Ctx, amendment_id: UUID) -> Response:
    """Why an amendment is allowed."""
    await operations.get_amendment(ctx, amendment_id)
    return await explained(ctx, amendment_id)


@router.post(
    "/amendments/{amendment_id}/signatures",
    scope=Scope.CONTRACTS_WRITE,
    summary="Teken een addendum (signature)",
    description="Voor de kant van het token; de tweede handtekening brengt het van kracht en geeft het contract een"
    " nieuwe versie.",
    answer=Amendment,
    problems=[
        rules.AmendmentNotFound, rules.NotASigningSide, rules.AmendmentInForce, rules.AmendmentSignedBySide,
        rules.ContractNotActive, rules.AmendmentRefused, OneContractPerMunicipality,
    ],
    example={"signedBy": "wethouder zorg"},
    dry_run=True,
)  # fmt: skip
async def sign_amendment(ctx: Ctx, amendment_id: UUID, body: Sign) -> Response:
    """Sign an amendment."""
    return answer(ctx, Amendment, await operations.sign_amendment(ctx, amendment_id, body.signed_by))
