"""Tariffs (tarieven, N-112): which one holds for a product, a provider and a contract on a day, and its amount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from shared.errors import NotFound, Text


@dataclass(frozen=True, slots=True)
class Tariff:
    """A tariff with its table of amounts by the day, or its tiers; in euro, as exact decimal text."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    product_code: str
    contract_id: UUID | None
    provider: str | None
    unit: str
    valid_from: date
    valid_until: date | None
    amounts: list[dict[str, Any]]
    tiers: list[dict[str, Any]]

    def holds_on(self, day: date) -> bool:
        """Whether a day lies within its days."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class TariffNotFound(NotFound):
    """There is no such tariff, or it is not yours."""

    code = "known-tariff-not-found"
    title = Text("Tarief niet gevonden", "Tariff not found")
    detail = Text("De afrekening kent geen tarief {id}.", "Settlement knows no tariff {id}.")
    mend = Text(
        "Zoek op product, of wacht tot de feed bij is.",
        "Search by product, or wait until the feed is up to date.",
    )


def tariff_on(tariffs: Iterable[Tariff], contract_id: UUID | None, provider: str, day: date) -> Tariff | None:
    """Of the tariffs of one product the narrowest that holds on a day: provider in contract, contract, provider, general (N-112)."""

    def place(one: Tariff) -> tuple[bool, bool]:
        return one.contract_id is None, one.provider is None

    holding = [
        one
        for one in tariffs
        if one.holds_on(day) and one.contract_id in (None, contract_id) and one.provider in (None, provider)
    ]
    return min(holding, key=lambda one: (*place(one), str(one.id)), default=None)


def amount_on(tariff: Tariff, day: date) -> Decimal | None:
    """The euro amount per unit on a day, exact; None where the tariff has tiers or its table says nothing of that day."""
    told = day.isoformat()
    for one in tariff.amounts:
        if one["validFrom"] <= told and (one["validUntil"] is None or told <= one["validUntil"]):
            return Decimal(one["amount"])
    return None
