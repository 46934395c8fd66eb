"""The part of a purchaser's life in which its catalogue is filled, and tariffs are tried out, agreed, indexed and found."""

from datetime import date
from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from shared.values.products import CareLayer
from tests.support.tenants import Tenant

_DAY = date(2027, 2, 1)
_PRODUCT = {
    "code": "01A03", "category": "01", "name": "Hulp bij het huishouden", "laws": ["wmo2015"], "unit": "hour",
    "line": "first", "provisionType": "tailorMade", "volumeRisk": "limited", "expertiseConcentration": False,
    "validFrom": "2026-01-01",
}  # fmt: skip
_ELEMENTS = [
    {"element": "professional", "amount": "31.20"},
    {"element": "overhead", "amount": "8.40"},
    {"element": "indexation", "amount": "6.44"},
]
_TARIFF = {"productCode": "01A03", "amount": "50.00", "costElements": _ELEMENTS, "validFrom": "2026-01-01"}
_PRICE = {
    "municipalityCode": "0484", "productCode": "01A03", "law": "wmo2015", "costElements": _ELEMENTS,
    "source": "Verordening 2026", "validFrom": "2026-01-01",
}  # fmt: skip


async def price(tenant: Tenant) -> None:
    """Two products with their place of access and advice, tariffs with index and real price, all found again."""
    client = tenant.client(ContractsClient)
    provider = tenant.providers[0]
    demands = [{"kind": "certificate", "code": "nowhere"}]
    new: Any = contracts.NewProduct.model_validate(
        {**_PRODUCT, "recognitionDemands": demands, "visibleTo": [provider]}
    )
    made = await client.register_product(new)
    changed = await client.change_product(
        made.id, made.version, contracts.ProductChange(layer=CareLayer.BASIC)
    )
    assert await client.product(made.id) == changed != made
    second = await client.put_product("catalogus/2", new.model_copy(update={"code": "01A04"}))
    assert await client.products() == [changed, second]
    assert (await client.explain_product(made.id)).steps
    delivery = contracts.NewRecognitionCheck(provider=provider, day=made.valid_from, product_code=made.code)
    assert [one.product_code for one in (await client.check_recognitions(delivery)).missing] == [made.code]
    asked = contracts.NewSeparationAdvice(
        cases=3, cost_per_case_cents=15_000_000, basic_budget_cents=100_000_000
    )
    assert (await client.advise_separation(asked)).share_basis_points == 4_500
    await _rest(client)
    await _agree(client)
    assert [one.product_code for one in await tenant.client(ContractsClient, provider).tariffs()] == [
        "01A03",
        "01A04",
    ]


async def _rest(client: ContractsClient) -> None:
    """What tariffs rest on: two indexes and two real prices."""
    index = await client.register_tariff_index(
        contracts.NewTariffIndex(year=2027, basis_points=300, source="OVA 2027")
    )
    later = contracts.NewTariffIndex(year=2028, basis_points=250, source="raming")
    second = await client.put_tariff_index("index/2028", later)
    assert await client.tariff_index(index.id) == index
    assert await client.tariff_indexes() == [index, second]
    bylaw = contracts.NewRealPrice.model_validate(_PRICE)
    real = await client.register_real_price(bylaw)
    other = await client.put_real_price("prijs/2", bylaw.model_copy(update={"product_code": "01A04"}))
    assert await client.real_price(real.id) == real
    assert await client.real_prices() == [real, other]


async def _agree(client: ContractsClient) -> None:
    """Two tariffs, tried out, agreed, bounded, indexed, explained."""
    new = contracts.NewTariff.model_validate(_TARIFF)
    assert (await client.project_tariff(new)).allowed
    made = await client.agree_tariff(new)
    bounded = await client.change_tariff(made.id, made.version, contracts.TariffChange(maximum="60.00"))
    assert await client.index_tariff(made.id) == bounded == await client.tariff(made.id)
    second = await client.put_tariff("tarief/2", new.model_copy(update={"product_code": "01A04"}))
    assert await client.tariffs() == [bounded, second]
    assert (await client.tariff_on("01A03", _DAY)).amount == "51.50"
    assert {one.code for one in await client.tariff_findings(made.id)} == {"cost-element-missing"}
    assert (await client.explain_tariff(made.id)).steps
