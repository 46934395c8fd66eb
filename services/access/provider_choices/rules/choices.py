"""What a choice of a provider holds, and what is laid before a citizen (R-A40)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.values.choosing import ChoiceOrigin, ChoiceState
from shared.values.terms import Law

PLACED = (ChoiceState.CHOSEN, ChoiceState.ASSIGNED)


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A provider in the order in which it was shown, with its free places on that day; None where no catalogue says."""

    rank: int
    provider: str
    free: int | None


@dataclass(frozen=True, slots=True)
class ProviderChoice:
    """A choice; `choose_until` is the last day of the citizen's own, `ranking` what was shown, `note` None once erased.

    `catalogue_version` is that of the catalogue by which the provider was found. `policy_version` 0 is the built-in standard.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    product_category: str | None
    product_code: str | None
    catalogue_id: UUID | None
    catalogue_version: int | None
    ranking: list[OfferedPlace]
    offered: list[str]
    pgb_offered: bool
    preferred: str | None
    offered_on: date
    choose_until: date
    acute: bool
    urgency: int
    policy_version: int
    note: str | None
    chosen: str | None = None
    origin: ChoiceOrigin | None = None
    state: ChoiceState = ChoiceState.OFFERED
    chosen_on: date | None = None
    rank: int | None = None

    @property
    def made(self) -> bool:
        """Whether a provider was found, by choice or by assignment."""
        return self.state in PLACED

    @property
    def single_without_pgb(self) -> bool:
        """Whether there was nothing to choose: one provider and no PGB (R-C34)."""
        return len(self.offered) == 1 and not self.pgb_offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is laid before a citizen; days that are None are today, providers that are empty come from the catalogue."""

    offered: Sequence[str] = ()
    preferred: str | None = None
    chosen: str | None = None
    chosen_on: date | None = None
    offered_on: date | None = None
    pgb_offered: bool = False
    product_category: str | None = None
    product_code: str | None = None
    urgency: int = 2
    note: str | None = None
    external_reference: str | None = None
