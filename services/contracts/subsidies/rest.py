"""Subsidies over REST."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.subsidies import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Oin, Reference
from shared.schemas.contracts import (
    DeterminationOptions,
    NewSubsidy,
    Subsidy,
    SubsidyAccount,
    SubsidyDetermination,
    SubsidyRecovery,
)
from shared.values.subsidies import SubsidyState
from shared.values.terms import Scope

router = Router(prefix="/subsidies", tags=["subsidies"])
EXAMPLE: dict[str, Any] = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "decisionNumber": "BESCH-2026-17",
    "grantedOn": "2025-12-01",
    "validFrom": "2026-01-01",
    "validUntil": "2026-12-31",
    "grantedCents": 100_300_000,
    "accountDueOn": "2027-04-30",
    "activities": [
        {"number": 1, "description": "Inloop in de buurt", "amountCents": 60_300_000},
        {"number": 2, "description": "Opvoedhulp", "amountCents": 40_000_000},
    ],
    "duties": [{"number": 1, "description": "Samenwerken met het sociaal team"}],
    "results": [{"code": "client-satisfaction", "name": "Klanttevredenheid", "agreed": "8"}],
}
GRANTING = [PurchaserOnly, ContractNotFound, rules.SubsidyRefused, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek subsidies (subsidies)",
    description="Van verlening tot vaststelling (Awb titel 4.2); een aanbieder ziet die van zijn contracten.",
    answer=Subsidy,
    page=True,
)
async def list_subsidies(
    ctx: Ctx,
    request: PageQuery,
    state: Annotated[SubsidyState | None, Query(description="Alleen in deze toestand.")] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen onder dit contract.")
    ] = None,
    recipient: Annotated[Oin | None, Query(description="Alleen aan deze ontvanger (OIN).")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of subsidies."""
    found = await operations.list_subsidies(
        ctx, request, state=state, contract_id=contract_id, recipient=recipient, reference=external_reference
    )
    return page(ctx, Subsidy, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Verleen een subsidie (grant)",
    description=(
        "De verleningsbeschikking (Awb 4:29) onder een contract met rechtsvorm subsidie: activiteiten met elk hun bedrag,"
        " verplichtingen, voorschot (4:95) en termijnen. Resultaten zijn nagestreefd en dragen geen geld (R-C09)."
    ),
    answer=Subsidy,
    status=201,
    problems=GRANTING,
    example=EXAMPLE,
    dry_run=True,
)
async def grant_subsidy(ctx: Ctx, body: NewSubsidy) -> Response:
    """Grant a subsidy."""
    made = await operations.grant_subsidy(ctx, body)
    return answer(ctx, Subsidy, made, 201, f"/v1/subsidies/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Verleen een subsidie onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde verlening komt terug; een andere inhoud wordt geweigerd.",
    answer=Subsidy,
    status=201,
    problems=GRANTING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_subsidy(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de subsidie.")],
    body: NewSubsidy,
) -> Response:
    """Grant a subsidy under a reference of one's own."""
    made = await operations.grant_subsidy(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, Subsidy, made, 201, f"/v1/subsidies/{made.id}")


@router.get(
    "/{subsidy_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een subsidie (subsidy)",
    answer=Subsidy,
    problems=[rules.SubsidyNotFound],
)
async def get_subsidy(ctx: Ctx, subsidy_id: UUID) -> Response:
    """One subsidy."""
    return answer(ctx, Subsidy, await operations.get_subsidy(ctx, subsidy_id))


@router.get(
    "/{subsidy_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom een subsidie is vastgesteld zoals zij is (derivation)",
    answer=DerivationAnswer,
    problems=[rules.SubsidyNotFound],
)
async def get_subsidy_derivation(ctx: Ctx, subsidy_id: UUID) -> Response:
    """Why it is what it is."""
    await operations.get_subsidy(ctx, subsidy_id)
    return await explained(ctx, subsidy_id)


@router.get(
    "/{subsidy_id}/determination-options",
    scope=Scope.CONTRACTS_READ,
    summary="Waarop kan lager worden vastgesteld (determination options)",
    description="Elke grond van Awb 4:46 lid 2 met het laagste bedrag; een resultaatscore is er nooit een (R-C09).",
    answer=DeterminationOptions,
    problems=[rules.SubsidyNotFound],
)
async def get_determination_options(ctx: Ctx, subsidy_id: UUID) -> Response:
    """What a determination may come to."""
    return answer(ctx, DeterminationOptions, await operations.read_determination_options(ctx, subsidy_id))


@router.post(
    "/{subsidy_id}/account",
    scope=Scope.CONTRACTS_WRITE,
    summary="Verantwoord een subsidie (account)",
    description=(
        "De ontvanger, of de opdrachtgever voor hem, zegt per activiteit welk deel is uitgevoerd en per verplichting of eraan is"
        " voldaan (Awb 4:45). Een lagere score wordt een aantekening voor de verlenging, zonder terugvordering (R-C09)."
    ),
    answer=Subsidy,
    problems=[rules.SubsidyNotFound, rules.NotTheRecipient, rules.AccountRefused],
    example={
        "activities": [{"number": 1, "doneBasisPoints": 5_000}, {"number": 2, "doneBasisPoints": 5_000}],
        "duties": [{"number": 1, "met": True}],
        "results": [{"code": "client-satisfaction", "scored": "7"}],
    },
    dry_run=True,
)
async def account_for_subsidy(ctx: Ctx, subsidy_id: UUID, body: SubsidyAccount) -> Response:
    """Account for a subsidy."""
    return answer(ctx, Subsidy, await operations.account_for_subsidy(ctx, subsidy_id, body))


@router.post(
    "/{subsidy_id}/determination",
    scope=Scope.CONTRACTS_WRITE,
    summary="Stel een subsidie vast (determination)",
    description=(
        "Volgens de verlening, of lager op een grond van Awb 4:46 lid 2 met motivering; nooit op een resultaatscore (R-C09)."
        " Voorschotten worden verrekend (4:95); betalen binnen zes weken (4:87), terugvorderen binnen vijf jaren (4:57)."
    ),
    answer=Subsidy,
    problems=[
        rules.SubsidyNotFound,
        PurchaserOnly,
        rules.ResultScoreNoGround,
        rules.DeterminationRefused,
    ],
    example={
        "determinedCents": 50_150_000,
        "grounds": ["activitiesNotDone"],
        "motivation": "De helft van de activiteiten is niet uitgevoerd.",
        "advancesPaidCents": 100_300_000,
    },
    dry_run=True,
)
async def determine_subsidy(ctx: Ctx, subsidy_id: UUID, body: SubsidyDetermination) -> Response:
    """Determine a subsidy."""
    return answer(ctx, Subsidy, await operations.determine_subsidy(ctx, subsidy_id, body))


@router.post(
    "/{subsidy_id}/recovery",
    scope=Scope.CONTRACTS_WRITE,
    summary="Vorder terug wat onverschuldigd is betaald (recovery)",
    description="Hoogstens wat na verrekening openstaat, en niet meer na vijf jaren (Awb 4:57).",
    answer=Subsidy,
    problems=[rules.SubsidyNotFound, PurchaserOnly, rules.RecoveryRefused],
    example={"amountCents": 50_150_000},
    dry_run=True,
)
async def recover_subsidy(ctx: Ctx, subsidy_id: UUID, body: SubsidyRecovery) -> Response:
    """Recover what was paid unduly."""
    return answer(ctx, Subsidy, await operations.recover_subsidy(ctx, subsidy_id, body))
