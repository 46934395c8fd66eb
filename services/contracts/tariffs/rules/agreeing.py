"""A tariff as it is agreed, changed and indexed: who sees it, which switch holds, and what its contract asks (R-C08, R-C27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.products.rules import Product
from services.contracts.tariffs.rules.amounts import table
from services.contracts.tariffs.rules.terms import AppliedIndex, Tariff, TariffIndex, Terms
from shared.errors import FieldError, Text
from shared.values import Derivation
from shared.values.arrangements import Unit
from shared.values.terms import ContractState

_OPEN = frozenset({ContractState.DRAFT, ContractState.OFFERED})
_OVER = frozenset({ContractState.ENDED, ContractState.TERMINATED})
_NEEDS_AMENDMENT = Text(
    "Het contract is getekend: een tarief verandert met een geldend addendum (amendmentId).",
    "The contract is signed: a tariff changes with an amendment in force (amendmentId).",
)
_UNFIT = Text(
    "Dit addendum is niet van dit contract, of nog niet door beide kanten getekend.",
    "This amendment is not of this contract, or not signed by both sides yet.",
)
_LATER = Text(
    "Het addendum gaat later in dan het tarief.", "The amendment takes effect later than the tariff."
)
_ENDED = Text("Het contract is afgelopen.", "The contract has ended.")
_FIXED = Text(
    "Product, contract en aanbieder blijven; spreek een ander tarief af.",
    "Product, contract and provider stay; agree another tariff.",
)
_STRANGER = Text(
    "Deze aanbieder neemt niet deel aan het contract.", "This provider is no party to the contract."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What matters of the contract that a tariff is for, with the amendment that was named for the change.

    `amendment_from` is that amendment's first day; None where it is not of the contract or not in force.
    """

    id: UUID
    state: ContractState
    parties: list[str]
    payee: str | None
    auditor: str | None
    municipality_code: str
    indexation: bool
    amendment_id: UUID | None = None
    amendment_from: date | None = None


def agree(
    terms: Terms,
    product: Product,
    contract: Agreed | None,
    indexes: Iterable[TariffIndex],
    *,
    id_: UUID,
    owner: str,
    reference: str | None,
) -> tuple[Tariff, Derivation]:
    """A tariff on these terms with its table; the index switch is that of the contract where the terms say nothing (R-C27)."""
    unindexable = terms.phase_in is not None or bool(terms.tiers)
    clause = contract.indexation if contract is not None else True
    indexed = clause if terms.indexed is None else terms.indexed
    natural = Unit.TRAJECTORY if terms.trajectory is not None else product.unit
    told: dict[str, Any] = {name: getattr(terms, name) for name in Terms.__slots__}
    tariff = Tariff(
        id=id_,
        version=1,
        owner=owner,
        external_reference=reference,
        parties=_parties(terms, product, contract),
        **{**told, "unit": terms.unit or natural, "indexed": indexed and not unindexable},
    )
    return reindexed(tariff, indexes)


def reindexed(tariff: Tariff, indexes: Iterable[TariffIndex]) -> tuple[Tariff, Derivation]:
    """The tariff with the indexes that are known now in its table, also those that it does not follow."""
    own = [index_of(one) for one in indexes if one.code == tariff.index_code]
    return changed(tariff, {"indexes": sorted(own, key=lambda one: (one.effective_on, one.year))})


def changed(tariff: Tariff, changes: dict[str, Any]) -> tuple[Tariff, Derivation]:
    """The tariff with other terms, and its table computed anew with the indexes that it has."""
    made = replace(tariff, **changes)
    amounts, why = table(made, made.indexes)
    return replace(made, amounts=amounts), why


def index_of(index: TariffIndex) -> AppliedIndex:
    """What a table keeps of an index."""
    return AppliedIndex(
        year=index.year, basis_points=index.basis_points, effective_on=index.effective_on, source=index.source
    )


def check_fixed(known: Tariff, made: Tariff) -> Iterator[FieldError]:
    """Faults where another product or scope is named: that is another tariff."""
    for name, place in (
        ("product_code", "productCode"),
        ("contract_id", "contractId"),
        ("provider", "provider"),
    ):
        if getattr(known, name) != getattr(made, name):
            yield FieldError(f"#/{place}", "fixed", _FIXED, rule="N-112")


def check_contract(tariff: Tariff, contract: Agreed | None, since: date | None) -> Iterator[FieldError]:
    """Faults where the contract's state asks an amendment for it (R-C08), or the provider is a stranger to it.

    `since` is the day from which other amounts hold: no earlier than the amendment; None where no amount changes.
    """
    if contract is None:
        return
    if tariff.provider is not None and tariff.provider not in contract.parties:
        yield FieldError("#/provider", "provider-not-in-contract", _STRANGER, rule="N-112")
    if contract.state in _OVER:
        yield FieldError("#/contractId", "contract-over", _ENDED, rule="R-C08")
    elif contract.state not in _OPEN:
        if contract.amendment_id is None:
            yield FieldError("#/amendmentId", "amendment-needed", _NEEDS_AMENDMENT, rule="R-C08")
        elif contract.amendment_from is None:
            yield FieldError("#/amendmentId", "amendment-unfit", _UNFIT, rule="R-C08")
        elif since is not None and contract.amendment_from > since:
            yield FieldError("#/validFrom", "amendment-later", _LATER, rule="R-C08")


def _parties(terms: Terms, product: Product, contract: Agreed | None) -> list[str]:
    """The members of a consortium see their own tariffs and the shared ones, never each other's; who pays them sees all."""
    if contract is None:
        return list(product.parties) if terms.provider is None else [terms.provider]
    if terms.provider is None:
        return list(contract.parties)
    return sorted({one for one in (terms.provider, contract.payee, contract.auditor) if one is not None})
