"""Emmen, ready to be covered: six areas, a population for household help, four providers (R-C12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from tests.services.contracts.areas.given import SIX, register_emmen
from tests.services.contracts.conftest import Ready

POPULATION = {
    "name": "Huishoudelijke hulp in Emmen",
    "municipalityCode": "0114",
    "laws": ["wmo2015"],
    "description": "Inwoners die hulp bij het huishouden nodig hebben",
    "inhabitants": 107_000,
    "inhabitantsOn": "2026-01-01",
    "areaCodes": ["GM0114"],
    "demands": ["household-help"],
}
DIVISION = {"A": SIX[:1], "B": SIX[1:2], "C": SIX[2:4], "D": SIX[4:]}


@dataclass
class Emmen:
    """A purchaser with six areas, a population and four providers A to D."""

    ready: Ready
    population_id: str

    def oin(self, name: str) -> str:
        """The OIN of provider A, B, C or D."""
        return self.ready.tenant.providers["ABCD".index(name)]

    def body(self, name: str, *codes: str, **more: Any) -> dict[str, Any]:
        """A coverage of areas by a provider, for 2026 up to and including 2029."""
        return {
            "populationId": self.population_id,
            "provider": self.oin(name),
            "areaCodes": list(codes or DIVISION[name]),
            "validFrom": "2026-01-01",
            "validUntil": "2029-12-31",
            **more,
        }

    async def assign(self, name: str, *codes: str, **more: Any) -> httpx.Response:
        """Ask for it."""
        return await self.ready.ask("POST", "/coverages", json=self.body(name, *codes, **more))

    async def assign_all(self) -> list[dict[str, Any]]:
        """A and B one area each, C and D two."""
        answers = [await self.assign(name) for name in "ABCD"]
        assert [one.status_code for one in answers] == [201] * 4, [one.text for one in answers]
        return [one.json() for one in answers]

    async def gaps(self, **days: str) -> dict[str, Any]:
        """How the population is covered."""
        asked = {"populationId": self.population_id, **days}
        answer = await self.ready.ask("GET", "/coverages/gaps", params=asked)
        assert answer.status_code == 200, answer.text
        (found,) = answer.json()["items"]
        state: dict[str, Any] = found
        return state


async def emmen(ready: Ready) -> Emmen:
    """Register areas and population."""
    await register_emmen(ready)
    made = await ready.ask("POST", "/populations", json=POPULATION)
    assert made.status_code == 201, made.text
    return Emmen(ready, made.json()["id"])
