"""Choices of a provider over REST: a plain resource (shared/kit/plain.py) that is chosen, assigned or withdrawn."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.catalogues.rules import CatalogueNotFound
from services.access.citizens.rules import CitizenErased
from services.access.contract_terms.rules import ContractNotFound
from services.access.provider_choices import operations, rules
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import ChosenProvider, ProviderChoice
from shared.values.terms import Scope

router = Router(prefix="/provider-choices", tags=["provider-choices"])
EXAMPLE: dict[str, Any] = {
    "requestId": "01890000-0000-7000-8000-000000000000",
    "offered": ["00000099000000002001", "00000099000000002002"],
    "preferred": "00000099000000002002",
    "productCategory": "02",
}
_FILTERS = {
    "state": "Alleen in deze toestand.",
    "origin": "Alleen met deze herkomst.",
    "request_id": "Alleen van deze melding.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "catalogue_id": "Alleen uit deze catalogus.",
    "chosen": "Alleen waar het deze aanbieder werd.",
    "reference": "Alleen met dit eigen kenmerk.",
}
_ONE = [rules.ProviderChoiceNotFound, PurchaserOnly, CitizenErased, rules.ChoiceMade]

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Wie een inwoner kon kiezen, wie zijn voorkeur had, wie het werd en hoe (R-A40). Uit een catalogus wordt de rangorde"
            " getoond; wie niet kiest krijgt na de termijn de hoogste plaats met een vrije plek, en zijn allen vol, een plaats op de"
            " wachtlijst (R-C43). Wie acuut zorg nodig heeft wacht niet op een keuze."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[
            RequestNotFound, CitizenErased, ContractNotFound, CatalogueNotFound, rules.ChoiceOpen, rules.ChoiceRefused,
        ],
    ),
)  # fmt: skip


@router.post(
    "/{provider_choice_id}/choice",
    scope=Scope.ACCESS_WRITE,
    summary="Leg vast wie de inwoner koos (choice)",
    description="Uit wie is voorgelegd, zolang er niemand is toegewezen; ook na de termijn.",
    answer=ProviderChoice,
    problems=[*_ONE, rules.ChoiceRefused],
    example={"provider": "00000099000000002001"},
    dry_run=True,
)
async def record_choice(ctx: Ctx, provider_choice_id: UUID, body: ChosenProvider) -> Response:
    """Record the citizen's choice."""
    return answer(ctx, ProviderChoice, await operations.record_choice(ctx, provider_choice_id, body))


@router.post(
    "/{provider_choice_id}/assignment",
    scope=Scope.ACCESS_WRITE,
    summary="Wijs toe waar niet is gekozen (assignment)",
    description="Na de keuzetermijn; de dienst doet het de dag erna ook vanzelf (R-C43).",
    answer=ProviderChoice,
    problems=[*_ONE, rules.ChoiceRefused],
    dry_run=True,
)
async def assign_provider(ctx: Ctx, provider_choice_id: UUID) -> Response:
    """Assign by rank."""
    return answer(ctx, ProviderChoice, await operations.assign_provider(ctx, provider_choice_id))


@router.post(
    "/{provider_choice_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een keuze in (withdrawal)",
    description="Er kan daarna opnieuw worden voorgelegd; de ingetrokken keuze blijft staan.",
    answer=ProviderChoice,
    problems=_ONE,
    dry_run=True,
)
async def withdraw_provider_choice(ctx: Ctx, provider_choice_id: UUID) -> Response:
    """Take a choice back."""
    return answer(ctx, ProviderChoice, await operations.withdraw_provider_choice(ctx, provider_choice_id))
