"""Contracts over REST until they are in force: drafted, changed, offered, signed, activated."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from starlette.responses import Response

from services.contracts.consortia.rules import ConsortiumNotFound
from services.contracts.contracts import operations, rules
from services.contracts.contracts.rest.routing import router
from services.contracts.findings.rules import ErrorsFound
from services.contracts.populations.rules import PopulationNotFound
from services.contracts.power_transfers.rules import PowerNotTransferred
from services.contracts.tariffs.rules import TariffsNotAllowed
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, answer
from shared.schemas.common import Reference
from shared.schemas.contracts import (
    Contract,
    ContractChange,
    NewContract,
    Sign,
)
from shared.values.terms import Scope

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
    "fundingAgreements": [
        {
            "number": 1,
            "form": "lumpSumRetention",
            "annualAmountCents": 700000000,
            "advanceBasisPoints": 9500,
            "instalmentCount": 12,
            "instalmentDay": 1,
        }
    ],
}
DRAFTING = [
    PurchaserOnly, ConsortiumNotFound, PopulationNotFound, PowerNotTransferred, rules.SubsidyConsequence,
    rules.FundingContradictory, rules.ResultNotSteerable, rules.HistoryContradictory, rules.NumberUsed, ReferenceUsed,
]  # fmt: skip


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
    "/{contract_id}/offer",
    scope=Scope.CONTRACTS_WRITE,
    summary="Bied een contract aan (offer)",
    description="Een compleet concept (R-C01) ligt vast voor de andere partij; een wijziging maakt er weer een concept van.",
    answer=Contract,
    problems=[
        rules.ContractNotFound, PurchaserOnly, rules.NotDraft, rules.ContractIncomplete, rules.SubsidyConsequence,
        rules.FundingContradictory, rules.ResultNotSteerable, ErrorsFound, TariffsNotAllowed,
    ],
    dry_run=True,
)  # fmt: skip
async def offer_contract(ctx: Ctx, contract_id: UUID) -> Response:
    """Offer a contract."""
    return answer(ctx, Contract, await operations.offer_contract(ctx, contract_id))


@router.post(
    "/{contract_id}/signatures",
    scope=Scope.CONTRACTS_WRITE,
    summary="Teken een contract (signature)",
    description="Voor de organisatie van het token: elke opdrachtgever en de penvoerder, elk één keer en alleen als het"
    " contract compleet is (R-C01).",
    answer=Contract,
    problems=[
        rules.ContractNotFound, rules.NotASigningParty, rules.AlreadySigned, rules.NotDraft, rules.ContractIncomplete,
        ErrorsFound,
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
    description="Alleen compleet (R-C01), door allen getekend, zonder fouten in de bevindingen en met toegestane tarieven; legt leden, penvoerder, einddatum (R-C04) en"
    " evaluatie (R-C05) vast.",
    answer=Contract,
    problems=[
        rules.ContractNotFound, PurchaserOnly, PowerNotTransferred, rules.AlreadyActive, rules.ContractIncomplete, rules.SubsidyConsequence,
        rules.FundingContradictory, rules.ResultNotSteerable, rules.SignaturesMissing, rules.OneContractPerMunicipality,
        ErrorsFound, TariffsNotAllowed,
    ],
    dry_run=True,
)  # fmt: skip
async def activate_contract(ctx: Ctx, contract_id: UUID) -> Response:
    """Activate a contract."""
    return answer(ctx, Contract, await operations.activate_contract(ctx, contract_id))
