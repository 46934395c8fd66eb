"""What a purchaser can do with a ceiling: agree it, revise it, shift between its lines, and check counters against it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

import msgspec

from services.contracts.amendments import store as amendments
from services.contracts.budget_allocations import store as budget_allocations
from services.contracts.budget_allocations.rules import AllocationNotFound, shared_with
from services.contracts.ceilings import rules, store
from services.contracts.ceilings.rules import Bound, Ceiling, CeilingCheck, CeilingCounters, CeilingTerms
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract, ContractNotFound
from services.contracts.populations import store as populations
from services.contracts.populations.rules import PopulationNotFound
from shared.errors import FieldError, PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.budgets import BudgetLine, CeilingLevel
from shared.values.terms import AmendmentState, Scope

_TERMS = tuple(one.name for one in fields(CeilingTerms))
_FOLLOWING = ("guaranteed_cents", "active_limits", "providers_free", "remarks")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which ceilings are asked; None leaves a filter out."""

    year: int | None = None
    level: CeilingLevel | None = None
    provider: str | None = None
    contract_id: UUID | None = None
    population_id: UUID | None = None
    external_reference: str | None = None


@operation
async def get_ceiling(ctx: Context, ceiling_id: UUID) -> Ceiling:
    """One ceiling. Raises CeilingNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.CEILINGS.get(connection, ceiling_id)


@operation
async def list_ceilings(ctx: Context, page: PageRequest, asked: Filter) -> Slice[Ceiling]:
    """A page of ceilings."""
    ctx.require(Scope.CONTRACTS_READ)
    filters = {name: getattr(asked, name) for name in Filter.__slots__}
    async with ctx.read() as connection:
        return await store.CEILINGS.page(connection, page, **filters)


@operation
async def list_ceilings_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, Ceiling]:
    """Many ceilings at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.CEILINGS.list_by(connection, "id", ids)}


@operation
async def find_breaches(ctx: Context, ceiling_id: UUID, counters: schemas.CeilingCounters) -> CeilingCheck:
    """Which limits these counters hit (R-C22); nothing is kept. Raises CeilingNotFound, CountersRefused."""
    ctx.require(Scope.CONTRACTS_READ)
    counted = CeilingCounters(**counters.model_dump())
    async with ctx.read() as connection:
        return rules.check(await store.CEILINGS.get(connection, ceiling_id), counted)


@operation
async def agree_ceiling(ctx: Context, new: schemas.NewCeiling) -> Ceiling:
    """Agree a ceiling for a year; its provider, or the parties of its contract, see it (R-C21 … R-C26).

    Under a signed contract the first one of a year is agreed freely, one more for the same year and whom by an amendment in
    force (R-C23). The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly,
    CeilingRefused, ContractNotFound, AmendmentNotFound, PopulationNotFound, AllocationNotFound, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner, terms = require_purchaser(ctx), _terms_of(new)
    async with ctx.begin() as connection:
        parties = await _parties(connection, owner, terms)
        draft = Ceiling(
            id=new_id(),
            owner=owner,
            external_reference=new.external_reference,
            parties=parties,
            **_told(terms, _TERMS),
        )
        known = await store.CEILINGS.find_by_reference(
            connection, owner, ctx.actor.client_id, new.external_reference
        )
        faults = [] if known is not None else await _unamended(connection, None, terms)
        made, why = rules.agree(draft, terms, faults)
        return await store.CEILINGS.enter(ctx, connection, made, "ceiling-agreed", why, given=_TERMS)


@operation
async def revise_ceiling(ctx: Context, ceiling_id: UUID, new: schemas.CeilingTerms) -> Ceiling:
    """A ceiling's next version on other terms; its level, year and whose it is stay. The same terms change nothing.

    Under a signed contract other amounts take an amendment in force (R-C08, R-C23). Raises CeilingNotFound, PurchaserOnly,
    PreconditionFailed, CeilingRefused, ContractNotFound, AmendmentNotFound, PopulationNotFound, AllocationNotFound.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    terms = _terms_of(new)
    async with ctx.begin() as connection:
        known = await _own(ctx, connection, ceiling_id)
        parties = await _parties(connection, known.owner, terms)
        faults = await _unamended(connection, known, terms)
        # By which amendment it changed before stays told, until another one changes it.
        terms = replace(terms, amendment_id=terms.amendment_id or known.amendment_id)
        agreed, why = rules.agree(known, terms, faults)
        changes = {**_told(agreed, (*_TERMS, *_FOLLOWING)), "parties": parties}
        return await store.CEILINGS.revise(ctx, connection, known, "ceiling-revised", why, **changes)


@operation
async def shift_lines(
    ctx: Context, ceiling_id: UUID, from_line: BudgetLine, to_line: BudgetLine, amount_cents: int
) -> Ceiling:
    """Move budget between the lines of a level-3 ceiling; at the other levels that needs an amendment (R-C23).

    Raises CeilingNotFound, PurchaserOnly, PreconditionFailed, ShiftNeedsAmendment, ShiftRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await _own(ctx, connection, ceiling_id)
        lines, why = rules.shift(known, from_line, to_line, amount_cents)
        return await store.CEILINGS.revise(ctx, connection, known, "ceiling-shifted", why, **lines)


async def _own(ctx: Context, connection: Connection, ceiling_id: UUID) -> Ceiling:
    known = await store.CEILINGS.get(connection, ceiling_id, lock=True)
    if known.owner not in ctx.actor.organisations:
        raise PurchaserOnly()
    ctx.expect(known.version)
    return known


def _terms_of(new: schemas.CeilingTerms) -> CeilingTerms:
    return msgspec.convert(new, CeilingTerms, from_attributes=True)


def _told(terms: CeilingTerms, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in names}


async def _parties(connection: Connection, owner: str, terms: CeilingTerms) -> list[str]:
    """Who sees a ceiling beside its owner: its provider, and of its contract whom `_beside` names. Raises what is not found."""
    found: set[str] = {terms.provider} if terms.provider is not None else set()
    if terms.contract_id is not None:
        contract = await contracts.get_contract(connection, terms.contract_id)
        if contract.owner != owner:
            raise ContractNotFound(id=terms.contract_id)
        found |= set(shared_with(_beside(contract, terms.provider), contract.state))
    if terms.population_id is not None:
        population = await populations.get_population(connection, terms.population_id)
        if population.owner != owner:
            raise PopulationNotFound(id=terms.population_id)
    if terms.allocation_id is not None:
        allocation = await budget_allocations.ALLOCATIONS.get(connection, terms.allocation_id)
        if allocation.owner != owner:
            raise AllocationNotFound(id=terms.allocation_id)
    return sorted(found)


async def _unamended(connection: Connection, known: Ceiling | None, terms: CeilingTerms) -> list[FieldError]:
    """What the contract says against these amounts. Raises AmendmentNotFound."""
    if terms.contract_id is None:
        return list(rules.check_amendment(terms, None, changes=False))
    contract = await contracts.get_contract(connection, terms.contract_id)
    since = None
    if terms.amendment_id is not None:
        amendment = await amendments.get_amendment(connection, terms.amendment_id)
        if amendment.contract_id == contract.id and amendment.state is AmendmentState.IN_FORCE:
            since = amendment.effective_on
    bound = Bound(id=contract.id, state=contract.state, amendment_id=terms.amendment_id, amendment_from=since)
    others = [
        one
        for one in await store.CEILINGS.list_by(connection, "contract_id", [contract.id])
        if known is None or one.id != known.id
    ]
    return list(rules.check_amendment(terms, bound, changes=rules.is_change(known, terms, others)))


def _beside(contract: Contract, provider: str | None) -> list[str]:
    """All parties see a ceiling of a population; what one member may spend is no business of the others (R-C24)."""
    if provider is None:
        return contract.parties
    others = {contract.payee, contract.auditor} | {one.oin for one in contract.co_purchasers}
    return [one for one in others if one is not None]
