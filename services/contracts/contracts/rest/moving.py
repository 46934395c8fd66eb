"""Moves of a contract in force over REST: suspension, resumption, extension, termination."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from starlette.responses import Response

from services.contracts.contracts import operations, rules
from services.contracts.contracts.rest.routing import router
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, answer
from shared.schemas.contracts import Contract, ExtensionExercise, NewSuspension, NewTermination
from shared.values.terms import Scope

MOVING = [rules.ContractNotFound, PurchaserOnly, rules.ContractNotRunning]


@router.post(
    "/{contract_id}/suspension",
    scope=Scope.CONTRACTS_WRITE,
    summary="Schors een contract (suspension)",
    description="Vanaf vandaag of een latere dag, met de reden. Zolang wordt er niets onder toegekend, en termijnen worden pas na"
    " hervatting geboekt. Met een laatste dag gaat het daarna vanzelf verder.",
    answer=Contract,
    problems=[*MOVING, rules.SuspensionRefused],
    example={"validFrom": "2026-03-01", "reason": "investigation"},
    dry_run=True,
)
async def suspend_contract(ctx: Ctx, contract_id: UUID, body: NewSuspension) -> Response:
    """Suspend a contract."""
    return answer(ctx, Contract, await operations.suspend_contract(ctx, contract_id, body))


@router.post(
    "/{contract_id}/resumption",
    scope=Scope.CONTRACTS_WRITE,
    summary="Hervat een contract (resumption)",
    description="Heft de schorsing vandaag op, of ziet af van een schorsing die nog moest beginnen.",
    answer=Contract,
    problems=[*MOVING, rules.NotSuspended],
    dry_run=True,
)
async def resume_contract(ctx: Ctx, contract_id: UUID) -> Response:
    """Resume a contract."""
    return answer(ctx, Contract, await operations.resume_contract(ctx, contract_id))


@router.post(
    "/{contract_id}/extension-options/{option}/exercise",
    scope=Scope.CONTRACTS_WRITE,
    summary="Gebruik een verlengingsoptie (extension option)",
    description="De eerstvolgende optie (R-C04), met wat haar voorwaarde vraagt: een positief oordeel (R-C46), of hoeveel"
    " cliënten stegen (R-C45).",
    answer=Contract,
    problems=[*MOVING, rules.OptionRefused, rules.OneContractPerMunicipality],
    example={"clients": {"counted": 40, "risen": 25, "distinguishable": 25, "countedOn": "2028-01-01"}},
    dry_run=True,
)
async def exercise_option(
    ctx: Ctx,
    contract_id: UUID,
    option: Annotated[int, Path(ge=1, le=99, description="Het nummer van de optie.")],
    body: ExtensionExercise,
) -> Response:
    """Exercise an option."""
    return answer(ctx, Contract, await operations.exercise_option(ctx, contract_id, option, body))


@router.post(
    "/{contract_id}/termination",
    scope=Scope.CONTRACTS_WRITE,
    summary="Beëindig een contract (termination)",
    description="Op een grond die het draagt: tekortkoming alleen na vier kwartalen onder de norm na een plan van aanpak"
    " (R-C10); een subsidie eindigt alleen door niet te verlengen (R-C09). Het geldt tot en met de laatste dag.",
    answer=Contract,
    problems=[*MOVING, rules.TerminationRefused],
    example={
        "ground": "breach",
        "lastDay": "2027-12-31",
        "breach": {
            "agreementCode": "client-satisfaction",
            "planOfActionOn": "2026-06-01",
            "quartersBelowNorm": ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"],
        },
    },
    dry_run=True,
)
async def terminate_contract(ctx: Ctx, contract_id: UUID, body: NewTermination) -> Response:
    """Terminate a contract."""
    return answer(ctx, Contract, await operations.terminate_contract(ctx, contract_id, body))
