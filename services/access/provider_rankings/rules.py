"""Which ranking is the newest, and in which order a catalogue shows its providers (R-C43, R-X08)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.comparing import ComparisonMethod
from shared.values.indicating import Direction
from shared.values.reporting import Standing


class ProviderRankingNotFound(NotFound):
    """There is no such ranking, a newer one took its place, or it is not yours."""

    code = "provider-ranking-not-found"
    title = Text("Ranglijst niet gevonden", "Provider ranking not found")
    detail = Text("Er is geen ranglijst {id}.", "There is no provider ranking {id}.")
    mend = Text(
        "Zoek de nieuwste bij de indicator (GET /v1/provider-rankings).",
        "Look for the newest one of the indicator (GET /v1/provider-rankings).",
    )


@dataclass(frozen=True, slots=True)
class RankedProvider:
    """A provider with its place; `value` and `size` are None where they would tell of too few."""

    rank: int
    provider: str
    standing: Standing
    standing_998: Standing
    value: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class ProviderRanking:
    """A ranking of providers by an indicator, under its own id and version."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    comparison_id: UUID
    indicator: str
    method: ComparisonMethod
    quarter_from: str
    quarter_to: str
    direction: Direction
    published_on: date
    unit_count: int
    rankability: str
    entries: list[RankedProvider]


def in_catalogue_order(entries: Iterable[RankedProvider]) -> list[RankedProvider]:
    """The best first; who share a place stand in the order of their numbers, which favours nobody twice over."""
    return sorted(entries, key=lambda one: (one.rank, one.provider))
