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
from shared.schemas.access import (
    DomainFlows,
    NewOnwardReferral,
    NewReferral,
    Referral,
    ReferralApproval,
    ReferralCost,
    ReferralEscalation,
    RefusalCounts,
    RefuseReferral,
)
from shared.schemas.common import Day, DerivationAnswer, Oin, Reference
from shared.values.choosing import ApprovalState, CareDomain
from shared.values.terms import ReferralState, Scope

router = Router(tags=["referrals"])


@router.post(
    "/requests/{request_id}/referrals",
    scope=Scope.ACCESS_WRITE,
    summary="Verwijs naar een aanbieder (referral)",
    description=(
        "Voor een algemene voorziening, zonder beschikking (R-A27), naar een lid van het samenwerkingsverband."
        " Na een weigering kan een ander lid worden gevraagd. Onder de Wmo verwijst alleen de gemeente (R-A04); beschermd wonen"
        " kan geen algemene voorziening zijn (R-C35). Acute zorg wordt om geen van beide geweigerd."
    ),
    answer=Referral,
    status=201,
    problems=[
        RequestNotFound,
        CitizenErased,
        PurchaserOnly,
        rules.RequestDecided,
        rules.RequestNotReferable,
        rules.RequestWithoutContract,
        ContractNotInForce,
        NotAMember,
        rules.ReferralOpen,
        rules.ReferralClosed,
        rules.RefusedBefore,
        rules.ReferralRefused,
        ReferenceUsed,
    ],
    example={"provider": "00000099000000002001", "intensity": "light", "expectedCents": 120_000},
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
    onward_of: Annotated[
        UUID | None, Query(alias="onwardOf", description="Alleen doorverwijzingen van deze verwijzing.")
    ] = None,
    approval: Annotated[
        ApprovalState | None, Query(description="Alleen met deze stand van de goedkeuring (R-A24).")
    ] = None,
    to_domain: Annotated[
        CareDomain | None, Query(alias="toDomain", description="Alleen naar dit domein (D-53).")
    ] = None,
) -> Response:
    """A page of referrals."""
    asked = Filter(
        state, request_id, contract_id, provider, breach, external_reference, onward_of, approval, to_domain
    )
    return page(ctx, Referral, await operations.list_referrals(ctx, request, asked))


_FIRST = Annotated[Day, Query(alias="from", description="Eerste dag van verwijzen.")]
_LAST = Annotated[Day, Query(alias="until", description="Laatste dag van verwijzen.")]


@router.get(
    "/referrals/refusal-counts",
    scope=Scope.ACCESS_READ,
    summary="Tel weigeringen per aanbieder en zwaarte (refusal counts)",
    description="Welk deel van de verwijzingen een aanbieder weigert, en of dat de zware zijn (E-19); kan niet leveren telt apart.",
    answer=RefusalCounts,
)
async def get_refusal_counts(
    ctx: Ctx,
    first_day: _FIRST,
    last_day: _LAST,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
) -> Response:
    """How often providers refuse."""
    found = await operations.get_refusal_counts(ctx, first_day, last_day, contract_id)
    return answer(ctx, RefusalCounts, found)


@router.get(
    "/referrals/domain-flows",
    scope=Scope.ACCESS_READ,
    summary="Tel verwijsstromen tussen domeinen (domain flows)",
    description="Verwijzingen van domein naar domein met verwachte en werkelijke kosten: nieuwe schotten worden zichtbaar (E-18, D-53).",
    answer=DomainFlows,
)
async def get_domain_flows(ctx: Ctx, first_day: _FIRST, last_day: _LAST) -> Response:
    """What is referred from domain to domain."""
    return answer(ctx, DomainFlows, await operations.get_domain_flows(ctx, first_day, last_day))


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
    problems=[
        rules.ReferralNotFound,
        rules.ProviderOnly,
        rules.AlreadyAnswered,
        rules.ReferralClosed,
        rules.NotApproved,
    ],
    dry_run=True,
)
async def accept_referral(ctx: Ctx, referral_id: UUID) -> Response:
    """Accept a referral."""
    return answer(ctx, Referral, await operations.accept_referral(ctx, referral_id))


@router.post(
    "/referrals/{referral_id}/refusal",
    scope=Scope.ACCESS_WRITE,
    summary="Weiger een verwijzing (refusal)",
    description="Door de aanbieder zelf, met reden; onder een acceptatieplicht is dit een schending met opschaling (R-A36). Wie niet kan"
    " leveren (kind cannotDeliver) weigert niet: dat schaalt op zonder schending. Een besteed budget is geen grond (G-75).",
    answer=Referral,
    problems=[
        rules.ReferralNotFound,
        rules.ProviderOnly,
        rules.AlreadyAnswered,
        rules.ReferralClosed,
        rules.NotApproved,
    ],
    example={"reason": "Geen plaats binnen de wachttijdnorm."},
    dry_run=True,
)
async def refuse_referral(ctx: Ctx, referral_id: UUID, body: RefuseReferral) -> Response:
    """Refuse a referral."""
    return answer(ctx, Referral, await operations.refuse_referral(ctx, referral_id, body))


@router.post(
    "/referrals/{referral_id}/onward-referrals",
    scope=Scope.ACCESS_WRITE,
    summary="Verwijs door naar een andere aanbieder (onward referral)",
    description=(
        "Door de aanbieder die de verwijzing accepteerde, of de gemeente voor hem. Vraagt het beleid dat, dan moet het basisteam"
        " eerst goedkeuren (approval), en ziet de ander haar pas daarna (R-A24); acute zorg gaat meteen door."
    ),
    answer=Referral,
    status=201,
    problems=[
        rules.ReferralNotFound,
        rules.ProviderOnly,
        CitizenErased,
        rules.ReferralNotOnward,
        ContractNotInForce,
        NotAMember,
        rules.ReferralOpen,
        rules.RefusedBefore,
        rules.ReferralNotPossible,
        ReferenceUsed,
    ],
    example={"provider": "00000099000000002002"},
    dry_run=True,
)
async def refer_on(ctx: Ctx, referral_id: UUID, body: NewOnwardReferral) -> Response:
    """Refer on."""
    made = await operations.refer_on(ctx, referral_id, body)
    return answer(ctx, Referral, made, 201, f"/v1/referrals/{made.id}")


@router.post(
    "/referrals/{referral_id}/approval",
    scope=Scope.ACCESS_WRITE,
    summary="Keur een doorverwijzing goed of af (approval)",
    description="Door het basisteam, één keer (R-A24); wat acuut was gaat door, ook als het achteraf wordt afgekeurd.",
    answer=Referral,
    problems=[rules.ReferralNotFound, PurchaserOnly, CitizenErased, rules.ApprovalNotPending],
    example={"approved": True},
    dry_run=True,
)
async def approve_referral(ctx: Ctx, referral_id: UUID, body: ReferralApproval) -> Response:
    """Approve of an onward referral, or deny it."""
    return answer(ctx, Referral, await operations.approve_referral(ctx, referral_id, body))


@router.post(
    "/referrals/{referral_id}/escalations",
    scope=Scope.ACCESS_WRITE,
    summary="Zet de volgende trede van de opschaling (escalation)",
    description="Na een weigering staat de route op trede 1; trede 2 en 3 zet de gemeente, met dag, wie en uitkomst (R-A36).",
    answer=Referral,
    problems=[rules.ReferralNotFound, PurchaserOnly, CitizenErased, rules.EscalationRefused],
    example={
        "level": 2,
        "takenOn": "2026-04-22",
        "party": "providerBoard",
        "outcome": "improvementAgreed",
    },
    dry_run=True,
)
async def escalate_referral(ctx: Ctx, referral_id: UUID, body: ReferralEscalation) -> Response:
    """Take the next step of the escalation route."""
    return answer(ctx, Referral, await operations.escalate_referral(ctx, referral_id, body))


@router.post(
    "/referrals/{referral_id}/cost",
    scope=Scope.ACCESS_WRITE,
    summary="Leg de werkelijke kosten van een verwijzing vast (cost)",
    description="Naast wat werd verwacht; opnieuw vastleggen verbetert het bedrag (N-130).",
    answer=Referral,
    problems=[rules.ReferralNotFound, PurchaserOnly, CitizenErased],
    example={"realCents": 118_500},
    dry_run=True,
)
async def settle_referral_cost(ctx: Ctx, referral_id: UUID, body: ReferralCost) -> Response:
    """Record what a referral really cost."""
    return answer(ctx, Referral, await operations.settle_referral_cost(ctx, referral_id, body))
