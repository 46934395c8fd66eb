"""What was agreed over REST: read only, it follows contracts."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.agreements import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.contracts.funding import ProductCode
from shared.schemas.settlement import KnownFunding, KnownTariff
from shared.values.agreements import FundingForm
from shared.values.terms import Scope

router = Router(tags=["agreements"])
OfContract = Annotated[UUID | None, Query(alias="contractId", description="Alleen van dit contract.")]


@router.get(
    "/funding-agreements",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek bekostigingsafspraken (funding agreements)",
    description=(
        "Waarnaar de afrekening betaalt, zoals zij het van de contracten hoorde (R-X01). Een partij ziet de afspraken van haar"
        " contracten."
    ),
    answer=KnownFunding,
    page=True,
)
async def list_funding_agreements(
    ctx: Ctx,
    request: PageQuery,
    contract_id: OfContract = None,
    form: Annotated[FundingForm | None, Query(description="Alleen van deze bekostigingsvorm.")] = None,
) -> Response:
    """A page of funding agreements."""
    return page(ctx, KnownFunding, await operations.list_agreements(ctx, request, contract_id, form))


@router.get(
    "/funding-agreements/{agreement_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een bekostigingsafspraak (funding agreement)",
    answer=KnownFunding,
    problems=[rules.AgreementNotFound],
)
async def get_funding_agreement(ctx: Ctx, agreement_id: UUID) -> Response:
    """One funding agreement."""
    return answer(ctx, KnownFunding, await operations.get_agreement(ctx, agreement_id))


@router.get(
    "/tariffs",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek tarieven (tariffs)",
    description=(
        "Waartegen declaraties worden getoetst, met de hele tabel van bedragen (R-S10). Een aanbieder ziet de tarieven die alleen"
        " voor hem gelden."
    ),
    answer=KnownTariff,
    page=True,
)
async def list_tariffs(
    ctx: Ctx,
    request: PageQuery,
    product_code: Annotated[
        ProductCode | None, Query(alias="productCode", description="Alleen van dit product.")
    ] = None,
    contract_id: OfContract = None,
) -> Response:
    """A page of tariffs."""
    return page(ctx, KnownTariff, await operations.list_tariffs(ctx, request, product_code, contract_id))


@router.get(
    "/tariffs/{tariff_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een tarief (tariff)",
    answer=KnownTariff,
    problems=[rules.TariffNotFound],
)
async def get_tariff(ctx: Ctx, tariff_id: UUID) -> Response:
    """One tariff."""
    return answer(ctx, KnownTariff, await operations.get_tariff(ctx, tariff_id))
