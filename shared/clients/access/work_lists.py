"""The part of the access client about work lists."""

from __future__ import annotations

from datetime import date

from shared.clients.base import Client
from shared.schemas.access import WorkLists


class WorkListsClient(Client):
    """What waits for a reader, in one answer."""

    async def work_lists(
        self, *, mine: bool = False, team: str | None = None, until: date | None = None, per_list: int = 10
    ) -> WorkLists:
        """Every work list that the reader may see: its count and its most urgent items, `per_list` of each at most."""
        asked = {
            "mine": "true" if mine else None,
            "team": team,
            "until": None if until is None else until.isoformat(),
            "perList": str(per_list),
        }
        given = {name: value for name, value in asked.items() if value is not None}
        return await self.get("/work-lists", WorkLists, **given)
