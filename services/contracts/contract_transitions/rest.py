"""Contract transitions over REST: a plain resource (shared/kit/plain_rest.py) with its lines and a confirmation."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.contract_transitions import operations, rules
from services.contracts.contracts.rules import ContractNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.kit.rest import PageQuery, page
from shared.schemas.contracts import ContractTransition, ContractTransitionLine
from shared.values.care import PlacementOutcome
from shared.values.terms import Scope

router = Router(prefix="/contract-transitions", tags=["contract-transitions"])
EXAMPLE: dict[str, Any] = {
    "fromContractId": "01990000-0000-7000-8000-000000000001",
    "toContractId": "01990000-0000-7000-8000-000000000002",
    "transitionDate": "2027-01-01",
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Wie in zorg is op de laatste dag van een contract gaat over naar een ander: één regel per besluit of verwijzing,"
            " met de dagen zonder zorg ertussen en wie geen plaats heeft (R-C60)."
        ),
        example=EXAMPLE,
        filters={
            "from_contract_id": "Alleen vanuit dit oude contract.",
            "to_contract_id": "Alleen naar dit nieuwe contract.",
            "state": "Alleen in deze toestand.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.TransitionRefused, rules.TransitionConfirmed],
        change_example={"transitionDate": "2027-02-01"},
    ),
)


@router.get(
    "/{contract_transition_id}/lines",
    scope=Scope.CONTRACTS_READ,
    summary="Lees wie overgaat (lines)",
    description="De regels van de huidige versie, langst in zorg eerst; elk noemt alleen het besluit of de verwijzing.",
    answer=ContractTransitionLine,
    page=True,
    problems=[rules.TransitionNotFound],
)
async def list_transition_lines(
    ctx: Ctx,
    request: PageQuery,
    contract_transition_id: UUID,
    outcome: Annotated[
        PlacementOutcome | None, Query(description="Alleen met deze uitkomst, zoals zonder plaats.")
    ] = None,
) -> Response:
    """The lines of a transition."""
    found = await operations.list_transition_lines(ctx, request, contract_transition_id, outcome)
    return page(ctx, ContractTransitionLine, found)


@router.post(
    "/{contract_transition_id}/confirmation",
    scope=Scope.CONTRACTS_WRITE,
    summary="Bevestig een overgang van bestaande cliënten (confirmation)",
    description=(
        "De regels worden nog eens gemaakt met wie dan in zorg is. Zit iemand dagen zonder zorg of zonder plaats, dan wordt"
        " de bevestiging geweigerd; daarna verandert de overgang niet meer en kan de toegang haar uitvoeren (R-C60)."
    ),
    answer=ContractTransition,
    problems=[
        PurchaserOnly,
        rules.TransitionNotFound,
        rules.TransitionConfirmed,
        rules.TransitionRefused,
        rules.TransitionNotSeamless,
    ],
    dry_run=True,
)
async def confirm_contract_transition(ctx: Ctx, contract_transition_id: UUID) -> Response:
    """Confirm a transition."""
    confirmed = await operations.confirm_contract_transition(ctx, contract_transition_id)
    return answer(ctx, ContractTransition, confirmed)
