"""What a route is worked out from, for who may see it."""

from typing import Any

import pytest

from services.access.access_routes.store import find_asked
from services.access.contract_terms.rules import ContractNotFound
from services.access.products.rules import ProductNotFound
from tests.services.access.products.test_rest import a_product
from tests.support.tenants import invented_oin


@pytest.mark.rule("R-A01")
async def test_what_is_named_is_found_and_nothing_else(agreed: Any) -> None:
    """Product and contract of the municipality; a stranger finds neither."""
    told = a_product(agreed)
    await agreed.tell("product-registered", told)
    async with agreed.connection() as connection:
        assert await find_asked(connection, None, None) == (None, None)
        product, terms = await find_asked(connection, told.id, agreed.contract.id)
        assert product is not None and terms is not None
        assert (product.id, terms.id) == (told.id, agreed.contract.id)
    async with agreed.connection(invented_oin()) as connection:
        with pytest.raises(ProductNotFound):
            await find_asked(connection, told.id, None)
        with pytest.raises(ContractNotFound):
            await find_asked(connection, None, agreed.contract.id)
