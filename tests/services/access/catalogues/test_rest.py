"""Catalogues over HTTP: a copy of what contracts told, in order of rank."""

from typing import Any

import pytest

from shared.values import new_id
from tests.services.access.care_starts.test_rest import refusal
from tests.services.access.provider_choices.test_rest import a_catalogue


@pytest.mark.rule("R-C43")
async def test_a_catalogue_is_read_as_it_was_told_last(agreed: Any) -> None:
    """The newest version stands, whatever comes after it; each capacity says in which version it was told."""
    first = a_catalogue(agreed, 1, 4)
    newer = a_catalogue(agreed, 1, 2, version=3, id=first.id, procurement_id=first.procurement_id)
    for told in (first, newer, first):
        await agreed.tell("catalogue-capacity-changed", told)
    client = agreed.client()
    (shown,) = await client.list_provider_catalogues(procurementId=str(first.procurement_id))
    assert [(one.rank, one.capacity, one.told_in) for one in shown.entries] == [(1, 1, 2), (2, 2, 3)]
    assert (await client.get_provider_catalogue(first.id)) == shown
    assert shown.version == 3
    missing = await refusal(client.get_provider_catalogue(new_id()))
    assert (missing.status, missing.code) == (404, "catalogue-not-found")
    listed = await agreed.graph("{ providerCatalogues { nodes { id entries { capacity } } } }")
    assert listed["data"]["providerCatalogues"]["nodes"][0]["id"] == str(first.id)
