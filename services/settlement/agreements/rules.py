"""Contracts, their funding agreements (bekostigingsafspraken, N-110) and tariffs (tarieven, N-112), as contracts told them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.claiming import PartialApproval


@dataclass(frozen=True, slots=True)
class KnownContract:
    """A contract that was ever in force, in its newest version, and who is a party to it; what it pays is in its agreements.

    `partial_approval` says what becomes of a claim of which a part fits (R-S36), `guarantee_months` within how long care for
    who comes back is not paid again (R-S30).
    """

    id: UUID
    version: int
    owner: str
    parties: list[str]
    number: str | None = None
    payee: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    rests_from: date | None = None
    rests_until: date | None = None
    partial_approval: PartialApproval | None = None
    guarantee_months: int | None = None
    population_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A funding agreement in one version of its contract; `terms` are those of its form, in the names of the schema."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    number: int
    form: str
    product_codes: list[str]
    valid_from: date
    valid_until: date | None
    terms: dict[str, Any]


class AgreementNotFound(NotFound):
    """There is no such funding agreement, or it is not yours."""

    code = "funding-agreement-not-found"
    title = Text("Bekostigingsafspraak niet gevonden", "Funding agreement not found")
    detail = Text("Er is geen bekostigingsafspraak {id}.", "There is no funding agreement {id}.")
    mend = Text(
        "Controleer het kenmerk (id), of zoek op contract (contractId).",
        "Check the identifier (id), or search by contract (contractId).",
    )


@dataclass(frozen=True, slots=True)
class KnownAmount:
    """What a unit costs on some days, in euro as exact decimal text."""

    valid_from: date
    valid_until: date | None
    amount: str


@dataclass(frozen=True, slots=True)
class KnownTier:
    """From so many units on, this amount for the whole (R-S48)."""

    threshold: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """A tariff with its table of amounts by the day, or its tiers."""

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
    amounts: list[KnownAmount]
    tiers: list[KnownTier]


class TariffNotFound(NotFound):
    """There is no such tariff, or it is not yours."""

    code = "known-tariff-not-found"
    title = Text("Tarief niet gevonden", "Tariff not found")
    detail = Text("De afrekening kent geen tarief {id}.", "Settlement knows no tariff {id}.")
    mend = Text(
        "Controleer het kenmerk (id), of zoek op product (productCode); een nieuw tarief komt met de feed.",
        "Check the identifier (id), or search by product (productCode); a new tariff comes with the feed.",
    )
