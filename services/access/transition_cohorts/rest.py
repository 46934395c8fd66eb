"""Transition cohorts over REST: a plain resource (shared/kit/plain.py) with its transfer list, carried out in one act."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.contract_terms.rules import ContractNotFound
from services.access.transition_cohorts import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import TransferList, TransitionCohort
from shared.values.terms import Scope

router = Router(prefix="/transition-cohorts", tags=["transition-cohorts"])
EXAMPLE: dict[str, Any] = {
    "fromContractId": "01890000-0000-7000-8000-000000000000",
    "toContractId": "01890000-0000-7000-8000-000000000001",
    "lastDay": "2026-12-31",
}
_FILTERS = {
    "from_contract_id": "Alleen uit dit contract.",
    "to_contract_id": "Alleen naar dit contract.",
    "state": "Alleen in deze toestand.",
    "reference": "Alleen met dit eigen kenmerk.",
}
_ONE = [rules.TransitionCohortNotFound, PurchaserOnly, rules.CohortNotPrepared]

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Wie op een dag in zorg is onder een contract gaat naar een ander (R-C60): voorbereid met een overdrachtslijst en wat"
            " opvalt, en dan in één keer uitgevoerd zonder dag zonder zorg. Een bevestigde overgang in contracts staat hier vanzelf"
            " klaar."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[ContractNotFound, rules.TransitionRefused],
    ),
)


@router.get(
    "/{transition_cohort_id}/transfer-list",
    scope=Scope.ACCESS_READ,
    summary="Lees de overdrachtslijst (transfer list)",
    description="Eén regel per toewijzing die overgaat, met het aantal dagen zonder zorg ertussen (0 als alles klopt).",
    answer=TransferList,
    problems=[rules.TransitionCohortNotFound],
)
async def get_transfer_list(ctx: Ctx, transition_cohort_id: UUID) -> Response:
    """Who goes over."""
    return answer(ctx, TransferList, await operations.get_transfer_list(ctx, transition_cohort_id))


@router.post(
    "/{transition_cohort_id}/execution",
    scope=Scope.ACCESS_WRITE,
    summary="Voer een overgang uit (execution)",
    description="Alle oude toewijzingen eindigen op de laatste dag en beginnen de dag erna onder het nieuwe contract, in één keer.",
    answer=TransitionCohort,
    problems=_ONE,
    dry_run=True,
)
async def carry_out_transition_cohort(ctx: Ctx, transition_cohort_id: UUID) -> Response:
    """Carry a transition out."""
    done = await operations.carry_out_transition_cohort(ctx, transition_cohort_id)
    return answer(ctx, TransitionCohort, done)


@router.post(
    "/{transition_cohort_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een overgang in (withdrawal)",
    answer=TransitionCohort,
    problems=_ONE,
    dry_run=True,
)
async def withdraw_transition_cohort(ctx: Ctx, transition_cohort_id: UUID) -> Response:
    """Withdraw a transition."""
    gone = await operations.withdraw_transition_cohort(ctx, transition_cohort_id)
    return answer(ctx, TransitionCohort, gone)
