"""Obligations come in pages of their own order, with every filter at once."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready
from tests.services.contracts.obligations.test_rest import guaranteeing, owed


async def test_pages_follow_each_other_in_both_directions(ready: Ready) -> None:
    """Three obligations, one a page: oldest first, or newest first; filters hold on every page."""
    contract = await guaranteeing(ready)
    made = [await owed(ready, contract, "mobility", dueOn=f"2026-0{month}-01") for month in (1, 2, 3)]
    for sort, expected in (("created", made), ("-created", made[::-1])):
        path: str | None = f"/obligations?limit=1&sort={sort}&dueDateTo=2026-03-01&state=agreed"
        found = []
        while path is not None:
            answer = (await ready.ask("GET", path)).json()
            found += [one["id"] for one in answer["items"]]
            cursor = answer["next"]
            path = (
                f"/obligations?limit=1&sort={sort}&dueDateTo=2026-03-01&state=agreed&cursor={cursor}"
                if cursor
                else None
            )
        assert found == [str(one.id) for one in expected]
