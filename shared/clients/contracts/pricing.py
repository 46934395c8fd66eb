"""Products, tariffs and what these rest on."""

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    NewProduct,
    NewRealPrice,
    NewSeparationAdvice,
    NewTariff,
    NewTariffIndex,
    Product,
    ProductChange,
    RealPrice,
    SeparationAdvice,
    Tariff,
    TariffChange,
    TariffFinding,
    TariffIndex,
    TariffOnDay,
    TariffProjection,
)


class PricingClient(Client):
    """Products, tariffs and what these rest on."""

    async def register_product(self, new: NewProduct, *, key: str | None = None) -> Product:
        """Register a product of the catalogue (N-113)."""
        return await self.post("/products", Product, new, key=key)

    async def put_product(self, reference: str, new: NewProduct) -> Product:
        """Register a product under the client's own reference, or bring it to these terms."""
        response = await self.request("PUT", _under("products", reference), body=new)
        return Product.model_validate_json(response.content)

    async def change_product(self, product_id: UUID, version: int, change: ProductChange) -> Product:
        """Change what is named of a product."""
        response = await self.request(
            "PATCH", f"/products/{product_id}", body=change, headers=_match(version)
        )
        return Product.model_validate_json(response.content)

    async def product(self, product_id: UUID) -> Product:
        """One product."""
        return await self.get(f"/products/{product_id}", Product)

    async def products(self, **filters: Any) -> list[Product]:
        """All products, by `code`, `category`, `law`, `accessPlace`, `validOn` and more."""
        return await self.page("/products", Product, **filters)

    async def explain_product(self, product_id: UUID) -> DerivationAnswer:
        """Why access to a product is where it is (A-14.5)."""
        return await self.get(f"/products/{product_id}/derivation", DerivationAnswer)

    async def advise_separation(self, asked: NewSeparationAdvice) -> SeparationAdvice:
        """Whether a care type belongs in the basic budget (R-C53)."""
        return await self.post("/products/_advise", SeparationAdvice, asked)

    async def agree_tariff(self, new: NewTariff, *, key: str | None = None) -> Tariff:
        """Agree a tariff with its table of amounts (N-112)."""
        return await self.post("/tariffs", Tariff, new, key=key)

    async def put_tariff(self, reference: str, new: NewTariff) -> Tariff:
        """Agree a tariff under the client's own reference, or bring it to these terms."""
        response = await self.request("PUT", _under("tariffs", reference), body=new)
        return Tariff.model_validate_json(response.content)

    async def change_tariff(self, tariff_id: UUID, version: int, change: TariffChange) -> Tariff:
        """Change a tariff's last day, index switch, maximum or cost elements."""
        response = await self.request("PATCH", f"/tariffs/{tariff_id}", body=change, headers=_match(version))
        return Tariff.model_validate_json(response.content)

    async def index_tariff(self, tariff_id: UUID, *, key: str | None = None) -> Tariff:
        """Bring the registered indexes into a tariff's table (R-C27)."""
        return await self.post(f"/tariffs/{tariff_id}/indexation", Tariff, key=key)

    async def tariff(self, tariff_id: UUID) -> Tariff:
        """One tariff."""
        return await self.get(f"/tariffs/{tariff_id}", Tariff)

    async def tariffs(self, **filters: Any) -> list[Tariff]:
        """All tariffs, by `productCode`, `contractId`, `provider`, `indexed`, `validOn` or `externalReference`."""
        return await self.page("/tariffs", Tariff, **filters)

    async def tariff_on(self, product_code: str, day: date, **more: Any) -> TariffOnDay:
        """The tariff that holds for a product on a day; `contractId`, `provider`, `owner`, `quantity`."""
        return await self.get("/tariffs/_on", TariffOnDay, productCode=product_code, day=day, **more)

    async def project_tariff(self, new: NewTariff) -> TariffProjection:
        """The table of a tariff that is not agreed yet, with all that rules say of it."""
        return await self.post("/tariffs/_project", TariffProjection, new)

    async def tariff_findings(self, tariff_id: UUID) -> list[TariffFinding]:
        """What is to be said of a tariff (R-C29, R-C64)."""
        response = await self.request("GET", f"/tariffs/{tariff_id}/findings")
        return [TariffFinding.model_validate(one) for one in response.json()["items"]]

    async def explain_tariff(self, tariff_id: UUID) -> DerivationAnswer:
        """Why a tariff's amounts are what they are."""
        return await self.get(f"/tariffs/{tariff_id}/derivation", DerivationAnswer)

    async def register_tariff_index(self, new: NewTariffIndex, *, key: str | None = None) -> TariffIndex:
        """Register the index of a year (R-C27)."""
        return await self.post("/tariff-indexes", TariffIndex, new, key=key)

    async def put_tariff_index(self, reference: str, new: NewTariffIndex) -> TariffIndex:
        """Register an index under the client's own reference, or correct it."""
        response = await self.request("PUT", _under("tariff-indexes", reference), body=new)
        return TariffIndex.model_validate_json(response.content)

    async def tariff_index(self, index_id: UUID) -> TariffIndex:
        """One index."""
        return await self.get(f"/tariff-indexes/{index_id}", TariffIndex)

    async def tariff_indexes(self, **filters: Any) -> list[TariffIndex]:
        """All indexes, by `code`, `year` or `externalReference`."""
        return await self.page("/tariff-indexes", TariffIndex, **filters)

    async def register_real_price(self, new: NewRealPrice, *, key: str | None = None) -> RealPrice:
        """Register the real price that a bylaw sets (R-C64)."""
        return await self.post("/real-prices", RealPrice, new, key=key)

    async def put_real_price(self, reference: str, new: NewRealPrice) -> RealPrice:
        """Register a real price under the client's own reference, or change it."""
        response = await self.request("PUT", _under("real-prices", reference), body=new)
        return RealPrice.model_validate_json(response.content)

    async def real_price(self, price_id: UUID) -> RealPrice:
        """One real price."""
        return await self.get(f"/real-prices/{price_id}", RealPrice)

    async def real_prices(self, **filters: Any) -> list[RealPrice]:
        """All real prices, by `productCode`, `municipalityCode` or `externalReference`."""
        return await self.page("/real-prices", RealPrice, **filters)


def _under(collection: str, reference: str) -> str:
    return f"/{collection}/by-reference/{quote(reference, safe='')}"


def _match(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}
