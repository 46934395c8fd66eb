"""Reading tariffs: one, a page, the one that holds on a day, and what is to be said of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.contracts.contracts import store as contracts
from services.contracts.products import store as products
from services.contracts.products.rules import UNIT_CODES
from services.contracts.tariffs import rules, store
from services.contracts.tariffs.operations.telling import findings_of, steps_of
from services.contracts.tariffs.rules import Tariff
from services.contracts.tariffs.store import TARIFFS, Filter
from shared.errors import FieldError, Text
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.problems import RequestInvalid
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.terms import Scope

_WHOSE = FieldError(
    "owner",
    "owner-missing",
    Text(
        "Noem de opdrachtgever (owner) of het contract (contractId).",
        "Name the purchaser (owner) or the contract (contractId).",
    ),
    "query",
)


@operation
async def get_tariff(ctx: Context, tariff_id: UUID) -> Tariff:
    """One tariff. Raises TariffNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await TARIFFS.get(connection, tariff_id)


@operation
async def list_tariffs(ctx: Context, page: PageRequest, asked: Filter) -> Slice[Tariff]:
    """A page of tariffs."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_tariffs(connection, page, asked)


@operation
async def list_findings(ctx: Context, tariff_id: UUID) -> list[schemas.TariffFinding]:
    """What R-C29 and R-C64 say of a tariff with what is registered now. Raises TariffNotFound.

    A party sees what follows from the tariff itself; real prices and general maxima only as far as it may see those.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        tariff = await TARIFFS.get(connection, tariff_id)
        municipality = None
        if tariff.contract_id is not None:
            municipality = (await contracts.get_contract(connection, tariff.contract_id)).municipality_code
        pricing = await store.list_for_contract(
            connection,
            tariff.owner,
            tariff.contract_id,
            tariff.providers,
            municipality,
            [tariff.product_code],
        )
    return findings_of(ctx, rules.judge(tariff, pricing.around(tariff)))


@operation
async def get_tariff_on(
    ctx: Context,
    product_code: str,
    day: date,
    contract_id: UUID | None = None,
    provider: str | None = None,
    owner: str | None = None,
    quantity: str | None = None,
) -> schemas.TariffOnDay:
    """The tariff of the narrowest scope that holds for a product on a day, with its derivation (N-112).

    `quantity` finds the tier where there are tiers. Raises TariffNotAgreed, ContractNotFound, RequestInvalid (a party that
    names neither contract nor purchaser).
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        owner, provider = await _whose(ctx, connection, contract_id, provider, owner)
        known = await store.list_candidates(
            connection, [product_code], contract_id, [] if provider is None else [provider]
        )
        tariff = rules.choose([one for one in known if one.owner == owner], day)
        if tariff is None:
            raise rules.TariffNotAgreed(product=product_code, day=day)
        product = await products.find_product_on(connection, owner, product_code, day)
    line, why = tariff.line_on(day), rules.explain_choice(tariff, day).merge(rules.explain(tariff, day))
    amount, tier, above = None if line is None else line.amount, None, None
    if tariff.tiers and quantity is not None:
        why = why.merge(rules.explain_tier(tariff, Decimal(quantity)))
        reached = rules.tier_of(tariff.tiers, Decimal(quantity))
        if reached is not None:
            amount = format(Decimal(reached.amount_cents).scaleb(-2), "f")
            tier, above = reached.threshold, rules.above_edge(reached, Decimal(quantity))
    same_unit = product is not None and product.unit is tariff.unit
    return schemas.TariffOnDay.model_construct(
        tariff_id=tariff.id,
        tariff_version=tariff.version,
        product_code=product_code,
        contract_id=tariff.contract_id,
        provider=tariff.provider,
        scope=tariff.scope,
        day=day,
        unit=tariff.unit,
        unit_code=product.unit_code if product is not None and same_unit else UNIT_CODES.get(tariff.unit),
        amount=amount,
        maximum=tariff.maximum,
        tier=tier,
        above_tier_basis_points=above,
        steps=steps_of(ctx, why),
    )


async def _whose(
    ctx: Context, connection: Connection, contract_id: UUID | None, provider: str | None, owner: str | None
) -> tuple[str, str | None]:
    """Whose tariffs are asked, and for which provider: a provider that names nobody asks for itself."""
    named = provider
    if named is None and not ctx.actor.purchaser:
        named = ctx.actor.organisation
    if contract_id is not None:
        contract = await contracts.get_contract(connection, contract_id)
        return contract.owner, named or contract.provider
    if ctx.actor.purchaser:
        return owner or ctx.actor.organisation, named
    if owner is None:
        raise RequestInvalid(errors=(_WHOSE,))
    return owner, named
