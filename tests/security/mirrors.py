"""A copy of a collection that somebody outside keeps: a snapshot, and the facts after it, with what the client itself can check."""

import json
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support.tenants import Tenant


class Cut(Exception):  # noqa: N818
    """The stream ended before its last line."""


class Gap(Exception):  # noqa: N818
    """A fact is missing between two that were read."""


class Gone(Exception):  # noqa: N818
    """The position is no longer kept: begin with another snapshot."""


def lines_of(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The first line and the rows of a snapshot. Raises Cut when its last line is not what closes it."""
    lines = [json.loads(line) for line in text.splitlines() if line.endswith("}")]
    if not lines or lines[-1] != {"end": True, "lines": len(lines) - 2}:
        raise Cut(f"{len(lines)} lines")
    return lines[0], lines[1:-1]


@dataclass
class Mirror:
    """One collection of one service, as an organisation of a tenant may see it."""

    tenant: Tenant
    service: str
    collection: str
    oin: str | None = None
    acting_for: str | None = None
    limit: int = 100
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    head: dict[str, Any] = field(default_factory=dict)
    after: str = ""
    last: str | None = None
    loads: int = 0
    applied: int = 0

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request as the mirror's client."""
        return await self.tenant.ask(
            self.service, method, path, oin=self.oin, acting_for=self.acting_for, **more
        )

    async def load(self) -> None:
        """Begin with a snapshot. Raises Cut."""
        answer = await self.ask("POST", "/snapshots", json={"collection": self.collection})
        assert answer.status_code == 200, answer.text
        self.head, rows = lines_of(answer.text)
        self.rows = {row["id"]: row for row in rows}
        assert len(self.rows) == len(rows), "a row comes once"
        self.after, self.last = self.head["next"], None
        self.loads += 1

    async def follow(self) -> None:
        """Read on to the end of the feed. Raises Gap, Gone."""
        stale = False
        while True:
            answer = await self.ask("GET", "/events", params={"after": self.after, "limit": self.limit})
            if answer.status_code == 410:
                raise Gone(answer.json()["mend"])
            assert answer.status_code == 200, answer.text
            page = answer.json()
            for event in page["events"]:
                stale |= await self.take(event)
            if not page["events"]:
                break
            self.after = page["next"]
        if stale:
            await self.load()
            await self.follow()

    async def take(self, event: dict[str, Any]) -> bool:
        """Take one fact over, in its place; whether the collection must be read anew."""
        if event.get("previous") != self.last:
            raise Gap(f"{event.get('previous')} is not {self.last}")
        self.last = event["sequence"]
        if event["type"] in self.head["types"]:
            known = self.rows.get(event["subject"], {"version": 0})["version"]
            if event["subjectversion"] > known:
                self.rows[event["subject"]] = event["data"] if "data" in event else await self.read(event)
                self.applied += 1
        return event["type"] in self.head["rereadOn"]

    async def read(self, event: dict[str, Any]) -> dict[str, Any]:
        """The subject of a fact that came without data."""
        path = event["dataref"].partition("/v1")[2]
        answer = await self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found
