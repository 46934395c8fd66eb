"""What an access route is worked out from: a product of the catalogue and the terms of a contract."""

from __future__ import annotations

from uuid import UUID

from services.access.contract_terms import store as contract_terms
from services.access.contract_terms.rules import ContractTerms
from services.access.products.rules import Product
from services.access.products.store import REGISTER as PRODUCTS
from shared.kit.database import Connection


async def find_asked(
    connection: Connection, product_id: UUID | None, contract_id: UUID | None
) -> tuple[Product | None, ContractTerms | None]:
    """The product and the contract's terms that are named. Raises ProductNotFound, ContractNotFound."""
    product = None if product_id is None else await PRODUCTS.get(connection, product_id)
    terms = None if contract_id is None else await contract_terms.get_terms(connection, contract_id)
    return product, terms
