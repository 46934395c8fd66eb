"""Case-mix models over REST: read as a plain resource (shared/kit/plain.py), asked for with 202 and fitted by a job."""

from typing import Annotated, Any

from fastapi import Path
from starlette.responses import Response

from services.outcomes.comparisons.operations import case_mix_models as operations
from services.outcomes.comparisons.rules.faults import ModelRefused
from shared.errors import Problem, PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.common import Reference
from shared.schemas.outcomes import CaseMixModel, NewCaseMixModel
from shared.values.terms import Scope

router = Router(prefix="/case-mix-models", tags=["case-mix-models"])
EXAMPLE: dict[str, Any] = {
    "externalReference": "zorgzwaarte-2025",
    "indicator": "goal-attainment",
    "quarterFrom": "2025-Q1",
    "quarterTo": "2025-Q4",
    "covariates": ["ageBand", "sex", "sesQuintile", "severity"],
}
_ABOUT = (
    "Een logistisch model van de kans op de uitkomst gezien leeftijd, geslacht, SES en meer. Het wordt één keer geschat, zonder"
    " aanbieders erin, en dan bevroren (R-O09). Wie in het model zit, kan het lezen."
)
_PROBLEMS: list[type[Problem]] = [PurchaserOnly, ModelRefused, ReferenceUsed]

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=_ABOUT,
        example=EXAMPLE,
        filters={
            "indicator": "Alleen van deze indicator.",
            "state": "Alleen in deze toestand.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
    ),
)


@router.post(
    "",
    scope=Scope.OUTCOMES_WRITE,
    summary="Vraag een zorgzwaartemodel (case-mix model)",
    description=_ABOUT + " Het antwoord is 202; `jobId` wijst de taak aan die het schat.",
    answer=CaseMixModel,
    status=202,
    problems=_PROBLEMS,
    example=EXAMPLE,
    dry_run=True,
)
async def register_case_mix_model(ctx: Ctx, body: NewCaseMixModel) -> Response:
    """Ask for a model."""
    made = await operations.register_case_mix_model(ctx, body)
    return answer(ctx, CaseMixModel, made, 202, f"/v1/case-mix-models/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Vraag een zorgzwaartemodel onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: hetzelfde model komt terug; een andere vraag wordt geweigerd.",
    answer=CaseMixModel,
    status=202,
    problems=_PROBLEMS,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_case_mix_model(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het model.")],
    body: NewCaseMixModel,
) -> Response:
    """Ask for a model under a reference of one's own."""
    return await register_case_mix_model(ctx, body.model_copy(update={"external_reference": reference}))
