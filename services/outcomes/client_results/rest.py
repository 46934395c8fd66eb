"""Opinions on desired results, client results, what is to be done and the figures over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.outcomes.client_results import operations, rules
from services.outcomes.indicators.rules import ContractNotFound
from shared.errors import ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer, Reference
from shared.schemas.outcomes import (
    ClientResult,
    ClientResultCounts,
    NewResultOpinion,
    ResultOpinion,
    ResultTask,
)
from shared.values.client_results import ClientResultState
from shared.values.terms import Law, Scope

router = Router(prefix="/client-results", tags=["client-results"])
opinions_router = Router(prefix="/result-opinions", tags=["client-results"])
EXAMPLE = {
    "externalReference": "oordeel-17",
    "desiredResultId": "01990000-0000-7000-8000-000000000001",
    "evaluator": "provider",
    "verdict": "achieved",
    "influence": "providersEffort",
    "evaluatedOn": "2026-05-01",
}
JUDGING = [rules.DesiredResultNotFound, rules.OpinionRefused, ReferenceUsed]


@opinions_router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek oordelen over gewenste resultaten (result opinions)",
    description="Elk oordeel van elke beoordelaar, ook waarop is teruggekomen.",
    answer=ResultOpinion,
    page=True,
)
async def list_result_opinions(
    ctx: Ctx,
    request: PageQuery,
    desired_result_id: Annotated[
        UUID | None, Query(alias="desiredResultId", description="Alleen over dit gewenste resultaat.")
    ] = None,
    client_result_id: Annotated[
        UUID | None, Query(alias="clientResultId", description="Alleen bij dit resultaat.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of opinions."""
    found = await operations.list_opinions(
        ctx, request, desired_result_id=desired_result_id, client_result_id=client_result_id,
        reference=external_reference,
    )  # fmt: skip
    return page(ctx, ResultOpinion, found)


@opinions_router.post(
    "",
    scope=Scope.OUTCOMES_WRITE,
    summary="Oordeel of een gewenst resultaat is bereikt (result opinion)",
    description=(
        "Als beoordelaar die het contract noemt: de gemeente, de aanbieder, of beide (R-O24). Pas met allen is het resultaat"
        " compleet; wie het oneens zijn, maken het niet te beoordelen tot zij, met reden, hetzelfde oordelen. Zeg waaraan het is"
        " toe te schrijven: wat van buiten kwam of onbekend is, is geen resultaat van de aanbieder (R-O25)."
    ),
    answer=ResultOpinion,
    status=201,
    problems=JUDGING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_result_opinion(ctx: Ctx, body: NewResultOpinion) -> Response:
    """Give an opinion."""
    made = await operations.register_opinion(ctx, body)
    return answer(ctx, ResultOpinion, made, 201, f"/v1/result-opinions/{made.id}")


@opinions_router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Oordeel onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: hetzelfde oordeel komt terug; een andere inhoud wordt geweigerd.",
    answer=ResultOpinion,
    status=201,
    problems=JUDGING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_result_opinion(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het oordeel.")],
    body: NewResultOpinion,
) -> Response:
    """Give an opinion under a reference of one's own."""
    made = await operations.register_opinion(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, ResultOpinion, made, 201, f"/v1/result-opinions/{made.id}")


@opinions_router.get(
    "/{opinion_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een oordeel over een gewenst resultaat (result opinion)",
    answer=ResultOpinion,
    problems=[rules.OpinionNotFound],
)
async def get_result_opinion(ctx: Ctx, opinion_id: UUID) -> Response:
    """One opinion."""
    return answer(ctx, ResultOpinion, await operations.get_opinion(ctx, opinion_id))


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek resultaten van cliënten (client results)",
    description="Wat er van gewenste resultaten werd, wie het beoordeelden en of zij het eens zijn (D-42).",
    answer=ClientResult,
    page=True,
)
async def list_client_results(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen onder dit contract.")
    ] = None,
    desired_result_id: Annotated[
        UUID | None, Query(alias="desiredResultId", description="Alleen van dit gewenste resultaat.")
    ] = None,
    law: Annotated[Law | None, Query(description="Alleen onder deze wet.")] = None,
    allocation_number: Annotated[
        int | None,
        Query(alias="allocationNumber", ge=1, le=999_999_999, description="Alleen met dit toewijzingnummer."),
    ] = None,
    state: Annotated[ClientResultState | None, Query(description="Alleen in deze toestand.")] = None,
    attributable: Annotated[
        bool | None, Query(description="Alleen wat wel of niet aan de aanbieder is toe te schrijven (E-22).")
    ] = None,
) -> Response:
    """A page of client results."""
    found = await operations.list_results(
        ctx, request, contract_id=contract_id, desired_result_id=desired_result_id, law=law,
        allocation_number=allocation_number, state=state, attributable=attributable,
    )  # fmt: skip
    return page(ctx, ClientResult, found)


@router.get(
    "/tasks",
    scope=Scope.OUTCOMES_READ,
    summary="Lees welke resultaten nog beoordeeld moeten worden (tasks)",
    description="Termijn voorbij zonder oordeel, een beoordelaar die nog ontbreekt, of een verschil van mening (R-O24, E-21).",
    answer=ResultTask,
    page=True,
)
async def list_client_result_tasks(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen onder dit contract.")
    ] = None,
) -> Response:
    """What is to be done."""
    return page(ctx, ResultTask, await operations.list_tasks(ctx, request, contract_id))


@router.get(
    "/counts",
    scope=Scope.OUTCOMES_READ,
    summary="Lees wat er van de resultaten onder een contract werd (counts)",
    description=(
        "Van de gewenste resultaten met hun termijn in de periode: de oordelen, wat openstaat, verschillen van mening en het deel"
        " dat niet aan de aanbieder is toe te schrijven (D-42, E-21, E-22). Kleine aantallen blijven weg voor wie geen partij is."
    ),
    answer=ClientResultCounts,
    problems=[ContractNotFound],
)
async def get_client_result_counts(
    ctx: Ctx,
    contract_id: Annotated[UUID, Query(alias="contractId", description="Het contract.")],
    start: Annotated[Day, Query(alias="from", description="Eerste dag.")],
    until: Annotated[Day, Query(description="Laatste dag, die meetelt.")],
) -> Response:
    """What became of them."""
    return answer(ctx, ClientResultCounts, await operations.get_counts(ctx, contract_id, start, until))


@router.get(
    "/{client_result_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een resultaat van een cliënt (client result)",
    answer=ClientResult,
    problems=[rules.ClientResultNotFound],
)
async def get_client_result(ctx: Ctx, client_result_id: UUID) -> Response:
    """One client result."""
    return answer(ctx, ClientResult, await operations.get_result(ctx, client_result_id))


@router.get(
    "/{client_result_id}/derivation",
    scope=Scope.OUTCOMES_READ,
    summary="Waarom een resultaat is wat het is (derivation)",
    description="Wie oordeelden, wat zij zeiden en waaraan het is toe te schrijven; leeg zolang er geen oordeel is.",
    answer=DerivationAnswer,
    problems=[rules.ClientResultNotFound],
)
async def explain_client_result(ctx: Ctx, client_result_id: UUID) -> Response:
    """Why it is what it is."""
    await operations.get_result(ctx, client_result_id)
    return await explained(ctx, client_result_id)
