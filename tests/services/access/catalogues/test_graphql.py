"""Catalogues in the graph."""

from typing import Any

import pytest

from tests.services.access.provider_choices.test_rest import a_catalogue


@pytest.mark.rule("R-C43")
async def test_a_catalogue_is_read_in_the_graph(agreed: Any) -> None:
    """By its procurement and by its id, in order of rank."""
    told = a_catalogue(agreed, 3, 1)
    await agreed.tell("catalogue-capacity-changed", told)
    query = """query ($of: UUID!) { providerCatalogues(procurementId: $of) { nodes { id entries { rank capacity } } } }"""
    (node,) = (await agreed.graph(query, of=str(told.procurement_id)))["data"]["providerCatalogues"]["nodes"]
    assert (node["id"], node["entries"]) == (
        str(told.id),
        [{"rank": 1, "capacity": 3}, {"rank": 2, "capacity": 1}],
    )
    one = "query ($id: UUID!) { providerCatalogue(id: $id) { choiceTermDays } }"
    assert (await agreed.graph(one, id=str(told.id)))["data"]["providerCatalogue"] == {"choiceTermDays": 5}
