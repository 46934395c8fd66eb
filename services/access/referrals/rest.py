"""Referrals over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.contract_terms.rules import ContractNotInForce, NotAMember
from services.access.referrals import operations, rules
from services.access.referrals.store import Filter
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.access import NewReferral, Referral, RefuseReferral
from shared.schemas.common import DerivationAnswer, Oin, Reference
from shared.values.terms import ReferralState, Scope

router = Router(tags=["referrals"])


@router.post(
    "/requests/{request_id}/referrals",
    scope=Scope.ACCESS_WRITE,
    summary="Verwijs naar een aanbieder (referral)",
    description=(
        "Voor een algemene voorziening, zonder beschikking (R-A27), naar een lid van het samenwerkingsverband."
        " Na een weigering kan een ander lid worden gevraagd."
    ),
    answer=Referral,
    status=201,
    problems=[
        RequestNotFound,
        CitizenErased,
        PurchaserOnly,
        rules.RequestDecided,
        rules.RequestWithoutContract,
        ContractNotInForce,
        NotAMember,
        rules.ReferralOpen,
        rules.RefusedBefore,
        ReferenceUsed,
    ],
    example={"provider": "00000099000000002001"},
    dry_run=True,
)
async def make_referral(ctx: Ctx, request_id: UUID, body: NewReferral) -> Response:
    """Refer the citizen to a provider."""
    made = await operations.make_referral(ctx, request_id, body)
    return answer(ctx, Referral, made, 201, f"/v1/referrals/{made.id}")


@router.get(
    "/referrals",
    scope=Scope.ACCESS_READ,
    summary="Zoek verwijzingen (referrals)",
    description="De verwijzingen van de gemeente met hun antwoord; een aanbieder ziet die aan hem.",
    answer=Referral,
    page=True,
)
async def list_referrals(
    ctx: Ctx,
    request: PageQuery,
    state: Annotated[ReferralState | None, Query(description="Alleen in deze toestand.")] = None,
    request_id: Annotated[
        UUID | None, Query(alias="requestId", description="Alleen op deze melding.")
    ] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    provider: Annotated[Oin | None, Query(description="Alleen aan deze aanbieder.")] = None,
    breach: Annotated[
        bool | None, Query(description="Alleen schendingen van de acceptatieplicht (R-A36), of juist niet.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of referrals."""
    asked = Filter(state, request_id, contract_id, provider, breach, external_reference)
    return page(ctx, Referral, await operations.list_referrals(ctx, request, asked))


@router.get(
    "/referrals/{referral_id}",
    scope=Scope.ACCESS_READ,
    summary="Lees een verwijzing (referral)",
    answer=Referral,
    problems=[rules.ReferralNotFound],
)
async def get_referral(ctx: Ctx, referral_id: UUID) -> Response:
    """One referral."""
    return answer(ctx, Referral, await operations.get_referral(ctx, referral_id))


@router.get(
    "/referrals/{referral_id}/derivation",
    scope=Scope.ACCESS_READ,
    summary="Waarom is deze verwijzing wat zij is (derivation)",
    description="Waarom verwezen kon worden, en na het antwoord wat dat betekent (R-A36).",
    answer=DerivationAnswer,
    problems=[rules.ReferralNotFound],
)
async def get_referral_derivation(ctx: Ctx, referral_id: UUID) -> Response:
    """Why a referral is what it is."""
    await operations.get_referral(ctx, referral_id)
    return await explained(ctx, referral_id)


@router.post(
    "/referrals/{referral_id}/acceptance",
    scope=Scope.ACCESS_WRITE,
    summary="Accepteer een verwijzing (acceptance)",
    description="Door de aanbieder naar wie is verwezen, één keer.",
    answer=Referral,
    problems=[rules.ReferralNotFound, rules.ProviderOnly, rules.AlreadyAnswered],
    dry_run=True,
)
async def accept_referral(ctx: Ctx, referral_id: UUID) -> Response:
    """Accept a referral."""
    return answer(ctx, Referral, await operations.accept_referral(ctx, referral_id))


@router.post(
    "/referrals/{referral_id}/refusal",
    scope=Scope.ACCESS_WRITE,
    summary="Weiger een verwijzing (refusal)",
    description="Door de aanbieder zelf, met reden; onder een acceptatieplicht is dit een schending met opschaling (R-A36).",
    answer=Referral,
    problems=[rules.ReferralNotFound, rules.ProviderOnly, rules.AlreadyAnswered],
    example={"reason": "Geen plaats binnen de wachttijdnorm."},
    dry_run=True,
)
async def refuse_referral(ctx: Ctx, referral_id: UUID, body: RefuseReferral) -> Response:
    """Refuse a referral."""
    return answer(ctx, Referral, await operations.refuse_referral(ctx, referral_id, body))
