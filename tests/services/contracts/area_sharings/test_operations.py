"""What sharing leaves behind: one fact under the sharing's own id."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.areas.given import register_emmen
from tests.services.contracts.conftest import Ready


async def test_a_sharing_is_one_fact(ready: Ready) -> None:
    """The fact is the answer; the same key shares once."""
    await register_emmen(ready)
    body = {"municipalityCode": "0114", "organisations": [ready.lead]}
    first = await ready.ask("POST", "/area-profiles/_share", key="een", json=body)
    again = await ready.ask("POST", "/area-profiles/_share", key="een", json=body)
    (fact,) = await given.facts(ready.tenant, "area-profiles-shared")
    assert first.json() == again.json() == fact["data"] and fact["subject"] == first.json()["id"]
