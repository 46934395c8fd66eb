"""Contracts and their funding agreements (bekostigingsafspraken, N-110), with what is in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.settlement.agreements.rules.tariffs import Tariff
from shared.errors import NotFound, Text


@dataclass(frozen=True, slots=True)
class KnownContract:
    """A contract in force: between whom, which days, which products; it rests while it is suspended."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    number: str
    legal_form: str
    start_date: date
    end_date: date
    payee: str
    members: list[str]
    product_codes: list[str]
    rests_from: date | None
    rests_until: date | None
    recidivism_months: int | None

    def in_force(self, day: date) -> bool:
        """Whether the contract holds on a day: between its first and last day, and not suspended."""
        if not self.start_date <= day <= self.end_date:
            return False
        if self.rests_from is None or day < self.rests_from:
            return True
        return self.rests_until is not None and day > self.rests_until


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

    def covers(self, product: str, day: date) -> bool:
        """Whether it pays this product on this day; without products it pays all of the contract's."""
        if self.product_codes and product not in self.product_codes:
            return False
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the catalogue, as far as paying asks for it."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    code: str
    category: str
    unit: str
    laws: list[str]
    acute: bool
    exempt_from_ceiling: bool
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some contracts and products, fetched together."""

    contracts: Mapping[UUID, KnownContract]
    agreements: Mapping[UUID, Sequence[Agreement]]
    tariffs: Mapping[str, Sequence[Tariff]]
    products: Mapping[str, Product]


class AgreementNotFound(NotFound):
    """There is no such funding agreement, or it is not yours."""

    code = "funding-agreement-not-found"
    title = Text("Bekostigingsafspraak niet gevonden", "Funding agreement not found")
    detail = Text("Er is geen bekostigingsafspraak {id}.", "There is no funding agreement {id}.")
    mend = Text("Zoek op contract.", "Search by contract.")


def agreement_on(
    agreements: Iterable[Agreement], forms: frozenset[str], product: str, day: date
) -> Agreement | None:
    """The agreement of one of these forms that pays a product on a day; one that names the product goes before one for all.

    Contracts sees to it that no two of a form pay the same product at the same time (R-C61).
    """
    found = [one for one in agreements if one.form in forms and one.covers(product, day)]
    return min(found, key=lambda one: (not one.product_codes, one.number), default=None)
