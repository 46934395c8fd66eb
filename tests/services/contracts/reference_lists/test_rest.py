"""The lists of the sources over HTTP: the same for everyone who may read contracts."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready


async def test_a_provider_reads_the_lists_as_a_municipality_does(ready: Ready) -> None:
    """All of them, one by its number, one by its code; the GGZ dependencies have a direction."""
    client, lead = ready.client(), ready.client(ready.lead)
    listed = await client.reference_lists()
    assert len(listed) == 32 and await lead.reference_lists() == listed
    (found,) = await client.reference_lists(enumeration="N-69")
    assert await lead.reference_lists(code="domain-dependencies") == [found]
    assert [one.group for one in found.items].count("bothWays") == 3
    assert await client.reference_lists(code="no-such-list") == []
