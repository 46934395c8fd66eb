"""Contracts over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.consortia.rules import ConsortiumNotFound
from services.contracts.contracts import operations, rules
from services.contracts.contracts.store import Filter
from services.contracts.populations.rules import PopulationNotFound
from services.contracts.power_transfers.rules import PowerNotTransferred
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer, Reference, Written
from shared.schemas.contracts import (
    Contract,
    ContractChange,
    ContractFunding,
    NewContract,
    ResultAgreement,
    Sign,
)
from shared.values.terms import ContractState, Scope

router = Router(prefix="/contracts", tags=["contracts"])
EXAMPLE = {
    "number": "ALP-2026-01",
    "name": "Meedoen in Alphen",
    "municipalityCode": "0484",
    "legalForm": "contract",
    "startDate": "2026-01-01",
    "baseTermMonths": 48,
    "evaluationAfterMonths": 24,
    "extensionOptions": [{"number": 1, "months": 24}],
    "yearlyCheck": {"month": 10, "day": 1},
    "funding": {
        "form": "lumpSumRetention",
        "annualAmountCents": 700000000,
        "advanceBasisPoints": 9500,
        "instalmentCount": 12,
        "instalmentDay": 1,
    },
}
DRAFTING = [
    PurchaserOnly, ConsortiumNotFound, PopulationNotFound, PowerNotTransferred, rules.SubsidyConsequence,
    rules.FundingContradictory, rules.NumberUsed, ReferenceUsed,
]  # fmt: skip


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek contracten (contracts)",
    description="De contracten van de opdrachtgever; een lid of accountant ziet die waarvan hij partij is.",
    answer=Contract,
    page=True,
)
async def list_contracts(
    ctx: Ctx,
    request: PageQuery,
    state: Annotated[ContractState | None, Query(description="Alleen in deze toestand.")] = None,
    number: Annotated[Written | None, Query(max_length=40, description="Alleen met dit nummer.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    start_date_from: Annotated[
        Day | None, Query(alias="startDateFrom", description="Begint op of na deze dag.")
    ] = None,
    start_date_to: Annotated[
        Day | None, Query(alias="startDateTo", description="Begint op of vóór deze dag.")
    ] = None,
) -> Response:
    """A page of contracts."""
    asked = Filter(state, number, external_reference, start_date_from, start_date_to)
    return page(ctx, Contract, await operations.list_contracts(ctx, request, asked))


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Stel een contract op (concept)",
    description="Wat nog niet bekend is mag ontbreken tot er wordt getekend; leden en accountant zien het concept.",
    answer=Contract,
    status=201,
    problems=DRAFTING,
    example=EXAMPLE,
    dry_run=True,
)
async def draft_contract(ctx: Ctx, body: NewContract) -> Response:
    """Draft a contract."""
    made = await operations.draft_contract(ctx, body)
    return answer(ctx, Contract, made, 201, f"/v1/contracts/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Stel een contract op onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: maakt het concept of brengt het op deze voorwaarden; daarna alleen nog gelijk.",
    answer=Contract,
    status=201,
    problems=[*DRAFTING, rules.NotDraft],
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_contract(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het contract.")],
    body: NewContract,
) -> Response:
    """Draft a contract under a reference of one's own, or bring that draft to these terms."""
    made, is_new = await operations.put_contract(ctx, reference, body)
    if is_new:
        return answer(ctx, Contract, made, 201, f"/v1/contracts/{made.id}")
    return answer(ctx, Contract, made)


@router.get(
    "/{contract_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een contract (contract)",
    answer=Contract,
    problems=[rules.ContractNotFound],
)
async def get_contract(ctx: Ctx, contract_id: UUID) -> Response:
    """One contract."""
    return answer(ctx, Contract, await operations.get_contract(ctx, contract_id))


@router.patch(
    "/{contract_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig een concept (draft)",
    description="Wat ontbreekt blijft, null haalt weg (RFC 7396); een handtekening onder de oude tekst vervalt.",
    answer=Contract,
    problems=[rules.ContractNotFound, *DRAFTING[:-1], rules.NotDraft],
    example={"waitingNormDays": 5},
    dry_run=True,
)
async def change_draft(ctx: Ctx, contract_id: UUID, body: ContractChange) -> Response:
    """Change a draft."""
    return answer(ctx, Contract, await operations.change_draft(ctx, contract_id, body))


@router.post(
    "/{contract_id}/signatures",
    scope=Scope.CONTRACTS_WRITE,
    summary="Teken een contract (signature)",
    description="Voor de kant van het token: de opdrachtgever of de penvoerder, elk één keer en alleen als het"
    " contract compleet is (R-C01).",
    answer=Contract,
    problems=[
        rules.ContractNotFound, rules.NotASigningParty, rules.AlreadySigned, rules.NotDraft, rules.ContractIncomplete,
    ],
    example={"signedBy": "wethouder zorg"},
    dry_run=True,
)  # fmt: skip
async def sign_contract(ctx: Ctx, contract_id: UUID, body: Sign) -> Response:
    """Sign a contract."""
    return answer(ctx, Contract, await operations.sign_contract(ctx, contract_id, body.signed_by))


@router.post(
    "/{contract_id}/activation",
    scope=Scope.CONTRACTS_WRITE,
    summary="Activeer een contract (activation)",
    description="Alleen compleet (R-C01) en door beide partijen getekend; legt leden, penvoerder, einddatum (R-C04) en"
    " evaluatie (R-C05) vast.",
    answer=Contract,
    problems=[
        rules.ContractNotFound, PurchaserOnly, PowerNotTransferred, rules.AlreadyActive, rules.ContractIncomplete, rules.SubsidyConsequence,
        rules.SignaturesMissing, rules.OneContractPerMunicipality,
    ],
    dry_run=True,
)  # fmt: skip
async def activate_contract(ctx: Ctx, contract_id: UUID) -> Response:
    """Activate a contract."""
    return answer(ctx, Contract, await operations.activate_contract(ctx, contract_id))


@router.get(
    "/{contract_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom zijn looptijd en bekostiging wat zij zijn (derivation)",
    description="De stappen van looptijd (R-C04), evaluatie (R-C05) en bekostiging (R-S01), elk met regel en invoer.",
    answer=DerivationAnswer,
    problems=[rules.ContractNotFound],
)
async def get_contract_derivation(ctx: Ctx, contract_id: UUID) -> Response:
    """Why a contract's term and reward are what they are."""
    await operations.get_contract(ctx, contract_id)
    return await explained(ctx, contract_id)


@router.get(
    "/{contract_id}/versions/{version}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een contract zoals het was (version)",
    description="De onveranderlijke versie uit het logboek (R-C08).",
    answer=Contract,
    problems=[rules.ContractNotFound, rules.ContractVersionNotFound],
)
async def get_contract_version(
    ctx: Ctx, contract_id: UUID, version: Annotated[int, Path(ge=1, le=1_000_000)]
) -> Response:
    """One version of a contract."""
    return answer(ctx, Contract, await operations.get_version(ctx, contract_id, version))


@router.get(
    "/{contract_id}/result-agreements",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de resultaatafspraken (result agreements)",
    description="Elke norm die gold of gaat gelden, of alleen de normen van een dag (R-C08).",
    answer=ResultAgreement,
    page=True,
    problems=[rules.ContractNotFound],
)
async def list_result_agreements(
    ctx: Ctx,
    contract_id: UUID,
    valid_on: Annotated[
        Day | None, Query(alias="validOn", description="Alleen de normen die op deze dag gelden.")
    ] = None,
) -> Response:
    """The result agreements of a contract."""
    return page_answer(
        ctx, ResultAgreement, Page(await operations.list_agreements(ctx, contract_id, valid_on))
    )


@router.get(
    "/{contract_id}/funding",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de bekostiging (funding)",
    description="Het jaarbedrag met wat daarvan in termijnen wordt betaald en wat wordt ingehouden (R-S01).",
    answer=ContractFunding,
    problems=[rules.ContractNotFound, rules.FundingNotAgreed],
)
async def get_contract_funding(ctx: Ctx, contract_id: UUID) -> Response:
    """The reward of a contract."""
    return answer(ctx, ContractFunding, await operations.get_funding(ctx, contract_id))
