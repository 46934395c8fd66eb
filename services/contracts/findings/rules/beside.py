"""What the register knows of population contracts of the same purchaser beside one: who has them, for whom, with what coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.contracts.contracts.rules import Contract
from services.contracts.coverages.rules import Coverage
from services.contracts.populations.rules import Population


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A contract's population, its main contractors, and the coverages that rest on it or are theirs."""

    population: Population | None = None
    mains: frozenset[str] = frozenset()
    coverages: list[Coverage] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another party's running population contract in the same population or municipality."""

    contract: Contract
    held: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A contract's own standing, and its neighbours; empty where the reader may not see them."""

    held: Held = Held()
    neighbours: list[Neighbour] = field(default_factory=list)


def held(
    contract: Contract, population: Population | None, mains: frozenset[str], coverages: Sequence[Coverage]
) -> Held:
    """How a contract stands, of all coverages of its population."""
    own = [
        one
        for one in coverages
        if one.population_id == contract.population_id
        and (one.contract_id == contract.id or (one.contract_id is None and one.provider in mains))
    ]
    return Held(population=population, mains=mains, coverages=own)


def populations_of(contracts: Sequence[Contract]) -> set[UUID]:
    """The populations that contracts name."""
    return {one.population_id for one in contracts if one.population_id is not None}
