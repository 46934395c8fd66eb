"""The catalogue in the graph."""

from typing import Any

import pytest

from tests.services.access.products.test_rest import a_product


@pytest.mark.rule("R-A01")
async def test_a_product_is_read_in_the_graph(agreed: Any) -> None:
    """By its code and by its id, with the place of access."""
    told = a_product(agreed)
    await agreed.tell("product-registered", told)
    (node,) = (await agreed.graph('{ products(code: "02A03") { nodes { id place laws } } }'))["data"][
        "products"
    ]["nodes"]
    assert node == {"id": str(told.id), "place": "socialTeam", "laws": ["wmo2015"]}
    one = "query ($id: UUID!) { product(id: $id) { name advisedAccessPlace } }"
    found = (await agreed.graph(one, id=str(told.id)))["data"]["product"]
    assert found == {"name": "Begeleiding", "advisedAccessPlace": "socialTeam"}
