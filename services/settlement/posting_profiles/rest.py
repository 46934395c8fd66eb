"""Posting profiles over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.posting_profiles import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.ownership import PurchaserOnly, ReferenceUsed
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Reference
from shared.schemas.settlement import NewPostingProfile, PostingProfile, ProfileEnding
from shared.schemas.settlement.ledger import AccountCode
from shared.values.terms import Scope

router = Router(prefix="/posting-profiles", tags=["posting-profiles"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek boekingsprofielen (posting profiles)",
    answer=PostingProfile,
    page=True,
)
async def list_posting_profiles(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    account: Annotated[AccountCode | None, Query(description="Alleen van deze rekening.")] = None,
    reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of posting profiles."""
    found = await operations.list_profiles(ctx, request, contract_id, account, reference)
    return page(ctx, PostingProfile, found)


@router.post(
    "",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Leg een boekingsprofiel vast (posting profile)",
    description=(
        "Zegt op welke grootboekrekening, kostenplaats en welk taakveld een rekening in uw eigen administratie landt, voor één"
        " contract of voor alle. Per rekening en contract geldt er op een dag één; dat van het contract gaat voor."
    ),
    answer=PostingProfile,
    status=201,
    problems=[PurchaserOnly, ReferenceUsed, rules.PostingProfileInvalid, rules.ProfileOverlaps],
    example={
        "account": "programme-costs", "ledgerAccount": "4425110", "costCentre": "6710", "taskField": "6.71a",
        "vatTreatment": "exempt", "validFrom": "2026-01-01",
    },
    dry_run=True,
)  # fmt: skip
async def add_posting_profile(ctx: Ctx, body: NewPostingProfile) -> Response:
    """Say where an account lands."""
    return answer(ctx, PostingProfile, await operations.add_profile(ctx, body), 201)


@router.get(
    "/{profile_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een boekingsprofiel (posting profile)",
    answer=PostingProfile,
    problems=[rules.PostingProfileNotFound],
)
async def get_posting_profile(ctx: Ctx, profile_id: UUID) -> Response:
    """One posting profile."""
    return answer(ctx, PostingProfile, await operations.get_profile(ctx, profile_id))


@router.post(
    "/{profile_id}/ending",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Beëindig een boekingsprofiel (ending)",
    description="Journalen die al zijn gemaakt, veranderen niet. Leg daarna een nieuw profiel vast.",
    answer=PostingProfile,
    problems=[PurchaserOnly, rules.PostingProfileNotFound, rules.EndingRefused],
    example={"lastDay": "2026-12-31"},
    dry_run=True,
)
async def end_posting_profile(ctx: Ctx, profile_id: UUID, body: ProfileEnding) -> Response:
    """End a posting profile."""
    return answer(ctx, PostingProfile, await operations.end_profile(ctx, profile_id, body))
