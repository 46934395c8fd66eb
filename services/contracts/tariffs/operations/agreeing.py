"""Agreeing tariffs: entered, changed, indexed, or tried out first."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

import msgspec

from services.contracts.amendments import store as amendments
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import ContractNotFound
from services.contracts.products import store as products
from services.contracts.products.rules import Product
from services.contracts.tariffs import rules, store
from services.contracts.tariffs.operations.telling import findings_of, steps_of
from services.contracts.tariffs.rules import Agreed, Changes, Pricing, Tariff, Terms
from services.contracts.tariffs.store import TARIFFS
from shared.errors import FieldError, PurchaserOnly, ReferenceUsed, Text
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.schemas import contracts as schemas
from shared.values import Derivation, new_id
from shared.values.terms import AmendmentState, Scope

_COMPUTED = ("amounts", "indexes")


@operation
async def agree_tariff(ctx: Context, new: schemas.NewTariff) -> Tariff:
    """Agree a tariff with its table of amounts; the parties of its scope see it.

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    AmendmentNotFound, TariffAboveMaximum (R-C29), TariffBelowRealPrice (R-C64), TariffContradictory, ReferenceUsed.
    """
    owner = _writing(ctx)
    async with ctx.begin() as connection:
        return await _enter(ctx, connection, owner, new, new.external_reference)


@operation
async def put_tariff(ctx: Context, reference: str, new: schemas.NewTariff) -> tuple[Tariff, bool]:
    """Agree a tariff under the client's own reference, or bring it to these terms; True when it is new.

    Raises what agreeing raises, and PreconditionFailed.
    """
    owner = _writing(ctx)
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    async with ctx.begin() as connection:
        known = await TARIFFS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            return await _enter(ctx, connection, owner, new, reference), True
        known = await TARIFFS.get(connection, known.id, lock=True)
        ctx.expect(known.version)
        contract, made, _ = await _made(connection, owner, new, reference)
        fixed = list(rules.check_fixed(known, made))
        if fixed:
            rules.refuse(fixed)
        kept = {name: getattr(known, name) for name in ("id", "version")}
        indexes = known.indexes if made.index_code == known.index_code else made.indexes
        made, why = rules.changed(made, {**kept, "indexes": indexes})
        return await _revise(ctx, connection, known, made, why, contract, is_new_amount=True), False


@operation
async def change_tariff(ctx: Context, tariff_id: UUID, change: schemas.TariffChange) -> Tariff:
    """Change a tariff's last day, index switch, maximum or cost elements.

    Raises TariffNotFound, PurchaserOnly, PreconditionFailed, AmendmentNotFound, TariffAboveMaximum (R-C29),
    TariffBelowRealPrice (R-C64), TariffContradictory.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    given = msgspec.convert(change, Changes, from_attributes=True)
    changes = {name: getattr(given, name) for name in change.model_fields_set}
    async with ctx.begin() as connection:
        known = await TARIFFS.get(connection, tariff_id, lock=True)
        if known.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(known.version)
        made, why = rules.changed(known, changes)
        contract = await _agreed(connection, known.owner, known.contract_id, changes.get("amendment_id"))
        return await _revise(ctx, connection, known, made, why, contract, is_new_amount=False)


@operation
async def index_tariff(ctx: Context, tariff_id: UUID) -> Tariff:
    """Bring the indexes that are registered by now into a tariff's table (R-C27); nothing happens where nothing is new.

    Raises TariffNotFound, PurchaserOnly, PreconditionFailed, TariffAboveMaximum (R-C29), TariffBelowRealPrice (R-C64)
    where an index brings it down.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await TARIFFS.get(connection, tariff_id, lock=True)
        if known.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(known.version)
        indexes = await store.list_indexes(connection, known.owner, known.index_code)
        made, why = rules.reindexed(known, indexes)
        pricing = await _pricing(connection, made, None)
        # A rise is not refused for what falls short already; what it may meet is the maximum.
        asked = {"R-C29", "R-C64"} if rules.is_lower(known, made) else {"R-C29"}
        rules.check([one for one in rules.judge(made, pricing.around(made)) if one.rule in asked])
        changes = {name: getattr(made, name) for name in _COMPUTED}
        return await TARIFFS.revise(ctx, connection, known, "tariff-indexed", why, **changes)


@operation
async def get_projection(ctx: Context, new: schemas.NewTariff) -> schemas.TariffProjection:
    """The whole table of a tariff that is not agreed yet, with everything that a rule says of it; nothing is stored.

    Raises PurchaserOnly, ContractNotFound, AmendmentNotFound, and TariffContradictory for a product that is not there.
    """
    ctx.require(Scope.CONTRACTS_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        contract, made, why = await _made(connection, owner, new, None, lock=False)
        pricing = await _pricing(connection, made, contract)
    told = rules.weigh(made, pricing.around(made), _faults(made, contract, pricing, is_new_amount=True))
    own = rules.real_price(made.cost_elements)
    return schemas.TariffProjection.model_construct(
        allowed=not any(rules.is_refused(one) for one in told),
        unit=made.unit,
        amounts=[schemas.TariffAmount.model_construct(**asdict(one)) for one in made.amounts],
        real_price=None if own is None else format(own, "f"),
        findings=findings_of(ctx, told),
        steps=steps_of(ctx, why),
    )


def _writing(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


async def _enter(
    ctx: Context, connection: Connection, owner: str, new: schemas.NewTariff, reference: str | None
) -> Tariff:
    contract, made, why = await _made(connection, owner, new, reference)
    known = await TARIFFS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
    if known is None:
        pricing = await _pricing(connection, made, contract)
        told = rules.weigh(made, pricing.around(made), _faults(made, contract, pricing, is_new_amount=True))
        rules.check(told)
    async with store.one_at_a_time():
        return await TARIFFS.enter(ctx, connection, made, "tariff-agreed", why, given=Terms.__slots__)


async def _revise(
    ctx: Context,
    connection: Connection,
    known: Tariff,
    made: Tariff,
    why: Derivation,
    contract: Agreed | None,
    *,
    is_new_amount: bool,
) -> Tariff:
    changes: dict[str, Any] = {
        name: getattr(made, name) for name in (*Terms.__slots__, *_COMPUTED, "parties")
    }
    if any(getattr(known, name) != value for name, value in changes.items()):
        # Beside the product, so that no two changes of its tariffs pass each other's check for gaps.
        await products.find_product_on(
            connection, known.owner, known.product_code, known.valid_from, lock=True
        )
        pricing = await _pricing(connection, made, contract)
        faults = _faults(made, contract, pricing, is_new_amount=is_new_amount)
        rules.check(rules.weigh(made, pricing.around(made), faults))
    async with store.one_at_a_time():
        return await TARIFFS.revise(ctx, connection, known, "tariff-changed", why, **changes)


async def _made(
    connection: Connection, owner: str, new: schemas.NewTariff, reference: str | None, *, lock: bool = True
) -> tuple[Agreed | None, Tariff, Derivation]:
    """The tariff that these terms make, with its contract; its product is locked, so that one tariff is entered at a time."""
    terms = msgspec.convert(new, Terms, from_attributes=True)
    contract = await _agreed(connection, owner, terms.contract_id, terms.amendment_id)
    product = await _product(connection, owner, terms, lock=lock)
    indexes = await store.list_indexes(connection, owner, terms.index_code)
    made, why = rules.agree(terms, product, contract, indexes, id_=new_id(), owner=owner, reference=reference)
    return contract, made, why


async def _product(connection: Connection, owner: str, terms: Terms, *, lock: bool) -> Product:
    code, day = terms.product_code, terms.valid_from
    product = await products.find_product_on(connection, owner, code, day, lock=lock)
    if product is None:
        told = Text(
            f"Product {code} staat op {day} niet in de catalogus.",
            f"Product {code} is not in the catalogue on {day}.",
        )
        rules.refuse([FieldError("#/productCode", "product-unknown", told, rule="N-113")])
    return product


async def _agreed(
    connection: Connection, owner: str, contract_id: UUID | None, amendment_id: UUID | None
) -> Agreed | None:
    if contract_id is None:
        return None
    contract = await contracts.get_contract(connection, contract_id)
    if contract.owner != owner:
        raise ContractNotFound(id=contract_id)
    since = None
    if amendment_id is not None:
        amendment = await amendments.get_amendment(connection, amendment_id)
        if amendment.contract_id == contract_id and amendment.state is AmendmentState.IN_FORCE:
            since = amendment.effective_on
    return Agreed(
        id=contract.id,
        state=contract.state,
        parties=contract.parties,
        payee=contract.payee,
        auditor=contract.auditor,
        municipality_code=contract.municipality_code,
        indexation=contract.conditions is None or contract.conditions.indexation,
        amendment_id=amendment_id,
        amendment_from=since,
    )


async def _pricing(connection: Connection, tariff: Tariff, contract: Agreed | None) -> Pricing:
    municipality = None if contract is None else contract.municipality_code
    return await store.list_for_contract(
        connection, tariff.owner, tariff.contract_id, tariff.providers, municipality, [tariff.product_code]
    )


def _faults(
    made: Tariff, contract: Agreed | None, pricing: Pricing, *, is_new_amount: bool
) -> list[FieldError]:
    """What contract and neighbours say against it."""
    beside = [
        one for one in pricing.tariffs if (one.contract_id, one.provider) == (made.contract_id, made.provider)
    ]
    since = made.valid_from if is_new_amount else None
    return [*rules.check_contract(made, contract, since), *rules.period_faults(made, beside)]
