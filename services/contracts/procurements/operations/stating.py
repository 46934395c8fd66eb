"""Tariffs that a specification states: looked at before it is fixed, and agreed with every contract that follows (R-C40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.contracts.contracts.rules import Contract
from services.contracts.procurements.rules import Procurement, contract_terms, stated_terms
from services.contracts.products import store as products
from services.contracts.tariffs import rules, store
from services.contracts.tariffs.rules import Agreed, Terms
from services.contracts.tariffs.store import TARIFFS
from shared.errors import FieldError, Text
from shared.kit import logbook
from shared.kit.database import Connection
from shared.schemas import contracts as schemas
from shared.values import new_id

if TYPE_CHECKING:
    from shared.kit.context import Context


async def list_stated_faults(connection: Connection, procurement: Procurement) -> list[FieldError]:
    """Why the stated tariffs could not be agreed with the contracts that follow, each at its own place (R-C40).

    No product on the first day, another unit than the product's, above its maximum (R-C29), below its real price (R-C64).
    """
    first = procurement.contract.start_date
    if first is None:
        return []
    found: list[FieldError] = []
    for where, terms in stated_terms(procurement, first):
        found += await _faults(connection, procurement, where, terms)
    return found


async def _faults(
    connection: Connection, procurement: Procurement, where: str, terms: Terms
) -> list[FieldError]:
    owner, code = procurement.owner, terms.product_code
    product = await products.find_product_on(connection, owner, code, terms.valid_from)
    if product is None:
        return [FieldError(f"{where}/productCode", "product-unknown", _unknown(terms), rule="N-113")]
    made, _ = rules.agree(terms, product, None, [], id_=new_id(), owner=owner, reference=None)
    stands = await store.list_for_contract(connection, owner, None, [], procurement.municipality_code, [code])
    judged = [one for one in rules.judge(made, stands.around(made)) if rules.is_refused(one)]
    found = [FieldError(f"{where}/tariff", one.code, one.text, rule=one.rule) for one in judged]
    if terms.unit is not product.unit:
        told = Text(
            f"Product {code} wordt geteld per {product.unit}.",
            f"Product {code} is counted by the {product.unit}.",
        )
        found.append(FieldError(f"{where}/unit", "unit-other", told, rule="N-112"))
    return found


def _unknown(terms: Terms) -> Text:
    return Text(
        f"Product {terms.product_code} staat op {terms.valid_from} niet in de catalogus.",
        f"Product {terms.product_code} is not in the catalogue on {terms.valid_from}.",
    )


async def agree_stated(
    ctx: Context, connection: Connection, procurement: Procurement, contract: Contract
) -> None:
    """Agree the stated tariffs with a draft contract of the award; each is told before the award itself is.

    Raises TariffAboveMaximum (R-C29), TariffBelowRealPrice (R-C64), TariffContradictory.
    """
    agreed = Agreed(
        id=contract.id,
        state=contract.state,
        parties=contract.parties,
        payee=contract.payee,
        auditor=contract.auditor,
        municipality_code=contract.municipality_code,
        indexation=contract.conditions is None or contract.conditions.indexation,
    )
    for terms in contract_terms(procurement, contract.id, contract.product_codes, contract.start_date):
        owner, code = contract.owner, terms.product_code
        # Locked, as whoever agrees a tariff does: one tariff of a product is entered at a time.
        product = await products.find_product_on(connection, owner, code, terms.valid_from, lock=True)
        if product is None:
            fault = FieldError("#/procedure/tariffs", "product-unknown", _unknown(terms), rule="N-113")
            rules.refuse([fault])
        indexes = await store.list_indexes(connection, owner, terms.index_code)
        made, why = rules.agree(terms, product, agreed, indexes, id_=new_id(), owner=owner, reference=None)
        stands = await store.list_for_contract(
            connection, owner, contract.id, [], contract.municipality_code, [code]
        )
        rules.check(
            rules.weigh(made, stands.around(made), rules.check_contract(made, agreed, made.valid_from))
        )
        async with store.one_at_a_time():
            await TARIFFS.add(connection, made, ctx.actor.client_id)
        await logbook.tell(ctx, connection, "tariff-agreed", schemas.Tariff, made, why)
