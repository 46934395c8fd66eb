"""What happens to the catalogue of products: it follows contracts, and is read by who decides on access."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.products import store
from services.access.products.rules import Product, ProductNotFound
from services.access.products.store import REGISTER
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts
from shared.schemas.access import products as schemas
from shared.values.products import SupportKind
from shared.values.terms import ProvisionType, Scope

_SAME = tuple(
    name
    for name in Product.__slots__
    if name not in ("id", "version", "owner", "external_reference", "parties")
)
PLAIN = Plain(
    one="product",
    many="products",
    dutch="product",
    dutch_many="producten",
    model=schemas.Product,
    new=None,
    missing=ProductNotFound,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_product(ctx: Context, product_id: UUID) -> Product:
    """One product. Raises ProductNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, product_id)


@operation
async def list_products(
    ctx: Context,
    page: PageRequest,
    *,
    category: str | None = None,
    code: str | None = None,
    provision_type: ProvisionType | None = None,
    support_kind: SupportKind | None = None,
) -> Slice[Product]:
    """A page of the catalogue. Raises BsnRefused for a code that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(category)
    refuse_bsn(code)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, category=category, code=code, provision_type=provision_type,
            support_kind=support_kind,
        )  # fmt: skip


@operation
async def apply_product(ctx: Context, fact: Fact) -> None:
    """Take over a version of a product: registered or changed (R-X06)."""
    told = fact.told(contracts.Product)
    # Who may see it there may see it here: its providers grant nothing, but know what access reads.
    product = Product(
        id=told.id,
        version=told.version,
        owner=fact.owner,
        external_reference=None,
        parties=told.visible_to,
        **{name: getattr(told, name) for name in _SAME},
    )
    async with ctx.begin() as connection:
        await store.save_product(connection, product, ctx.actor.client_id)
