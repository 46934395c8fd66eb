"""What the register knows around contracts: population, parties beside them, duties, ceilings, pools, products and prices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, FromClause, Table, Text, bindparam, exists, func, select
from sqlalchemy.sql.base import Executable

from services.contracts.contracts.rules import Contract, heads
from services.contracts.findings.rules import EntryGroup, Register
from services.contracts.findings.rules.facts import CeilingUse, CostElement, Duty, PriceFacts
from services.contracts.findings.rules.legal import SHELTERED_CATEGORY
from services.contracts.risk_pools.rules import counted
from services.contracts.risk_pools.store import RISK_POOLS
from services.contracts.tables import (
    ceilings,
    contracts,
    obligations,
    populations,
    products,
    real_prices,
    tariffs,
)
from shared.kit.database import Connection, Record, among, statement
from shared.kit.rows import list_rows_by
from shared.values.budgets import CeilingScope, LimitOption, ObligationState
from shared.values.populations import EntryCondition
from shared.values.products import SupportKind
from shared.values.tariffs import CostElement as Element
from shared.values.terms import ContractState, Law

RUNNING = [ContractState.SIGNED, ContractState.ACTIVE, ContractState.SUSPENDED]
_DONE = (ObligationState.FULFILLED, ObligationState.WAIVED)


def party(table: FromClause) -> ColumnElement[str]:
    """Who has a contract: a consortium, or a provider."""
    found: ColumnElement[str] = func.coalesce(func.cast(table.c.consortium_id, Text), table.c.provider)
    return found


@statement
def _beside() -> Executable:
    asked, other = contracts.alias("asked"), contracts.alias("other")
    # Whether there is another, not how many: of a population with a hundred thousand contracts one row is enough.
    another = exists().where(
        other.c.owner == asked.c.owner,
        other.c.population_id == asked.c.population_id,
        other.c.state == func.any(bindparam("states", type_=ARRAY(Text))),
        party(other) != party(asked),
    )
    return select(asked.c.id).where(among(asked.c.owner, "organisations"), among(asked.c.id, "ids"), another)


async def find_chosen_among(connection: Connection, contract_ids: list[UUID]) -> set[UUID]:
    """Of a purchaser's contracts those beside which another party has a running contract for the same population."""
    rows = await connection.fetch(
        _beside(), organisations=connection.organisations, ids=contract_ids, states=RUNNING
    )
    return {row["id"] for row in rows}


async def read_around(connection: Connection, found: list[Contract], today: date) -> dict[UUID, Register]:
    """What the register knows around each contract, as far as the reader may see it: one statement a table."""
    ids = [one.id for one in found]
    named = {one.population_id for one in found if one.population_id is not None}
    codes = {code for one in found for code in _codes(one)}
    around = {row["id"]: row for row in await _rows(connection, populations, "id", named)}
    chosen_among = await find_chosen_among(connection, ids)
    duties = _by_contract(await _rows(connection, obligations, "contract_id", ids))
    limits = _by_contract(await _rows(connection, ceilings, "contract_id", ids))
    agreed = _by_contract(await _rows(connection, tariffs, "contract_id", ids))
    sheltered = {
        row["code"]
        for row in await _rows(connection, products, "code", codes)
        if _is_sheltered(row) and _holds(row, today)
    }
    priced = {row["product_code"] for rows in agreed.values() for row in rows}
    real = await _rows(connection, real_prices, "product_code", priced)
    pools = await RISK_POOLS.list_by(connection, "year", [today.year])
    pooled = {oin for pool in pools for oin in counted(pool)}
    return {
        one.id: Register(
            inhabitants=_inhabitants(around, one),
            entry_group=_entry(around, one),
            has_choice=one.id in chosen_among,
            pool_member=True if one.owner in pooled else None,
            duties=[_duty(row) for row in duties[one.id]],
            ceiling=_ceiling(limits[one.id], today),
            sheltered_products=sorted(sheltered & set(_codes(one))),
            prices=_prices(one, agreed[one.id], real, max(today, one.start_date or today)),
        )
        for one in found
    }


async def _rows(connection: Connection, table: Table, column: str, keys: Iterable[Any]) -> list[Record]:
    listed = sorted(keys)
    return await list_rows_by(connection, table, column, listed) if listed else []


def _by_contract(rows: list[Record]) -> Mapping[UUID, list[Record]]:
    found = defaultdict(list)
    for row in rows:
        found[row["contract_id"]].append(row)
    return found


def _is_sheltered(row: Record) -> bool:
    told = (row["sheltered_living"], row["support_kind"] == SupportKind.SHELTERED_LIVING)
    return any(told) or row["category"] == SHELTERED_CATEGORY


def _codes(contract: Contract) -> list[str]:
    own = [code for one in contract.funding_agreements for code in one.product_codes]
    return [*contract.product_codes, *own]


def _holds(row: Record, day: date) -> bool:
    until = row["valid_until"]
    began: bool = row["valid_from"] <= day
    return began and (until is None or day <= until)


def _inhabitants(around: Mapping[UUID, Record], contract: Contract) -> int | None:
    row = around.get(contract.population_id) if contract.population_id is not None else None
    if row is None:
        return None
    return heads(
        ((date.fromisoformat(one["counted_on"]), one["inhabitants"]) for one in row["sizes"]), contract
    )


def _entry(around: Mapping[UUID, Record], contract: Contract) -> EntryGroup | None:
    row = around.get(contract.population_id) if contract.population_id is not None else None
    group = None if row is None else row["target_group"]
    if group is None:
        return None
    measures = len(group.get("prevention_measures", ()))
    return EntryGroup(
        name=group["name"],
        entry=EntryCondition(group["entry_condition"]),
        prevention_measures=measures,
    )


def _duty(row: Record) -> Duty:
    return Duty(description=row["description"] or row["kind"], fulfilled=row["state"] in _DONE)


def _ceiling(rows: list[Record], today: date) -> CeilingUse | None:
    """The ceiling of the year with its limits; how far it is used is counted in settlement and told as a circumstance."""
    row = next((one for one in rows if one["year"] == today.year and one["option"] is not None), None)
    if row is None:
        return None
    return CeilingUse(
        scope=CeilingScope(row["scope"]),
        option=LimitOption(row["option"]),
        budget_cents=row["amount_cents"],
        citizens=row["maximum_citizens"],
        activities=row["maximum_activities"],
    )


def _prices(contract: Contract, agreed: list[Record], real: list[Record], day: date) -> list[PriceFacts]:
    """The contract's own tariffs beside the real price of its municipality, now or from the day that it will hold (R-C64)."""
    found = []
    for row in agreed:
        for price in real:
            since = max(day, price["valid_from"])
            offered = _amount_on(row, since)
            if (
                offered is not None
                and price["product_code"] == row["product_code"]
                and price["municipality_code"] == contract.municipality_code
                and _holds(price, since)
            ):
                found.append(
                    PriceFacts(
                        product_code=row["product_code"],
                        law=Law(price["law"]),
                        offered=offered,
                        cost_elements=_elements(price),
                        refused_from=price["valid_from"],
                    )
                )
    return found


def _amount_on(row: Record, day: date) -> str | None:
    text = day.isoformat()
    for line in row["amounts"]:
        if line["valid_from"] <= text <= (line.get("valid_until") or text):
            amount: str = line["amount"]
            return amount
    return None


def _elements(price: Record) -> list[CostElement]:
    """The elements of the bylaw; an amount without elements stands for all of them, indexation included."""
    told = [
        CostElement(
            name=one["element"], amount=one["amount"], indexation=one["element"] == Element.INDEXATION
        )
        for one in price["cost_elements"]
    ]
    return told or [CostElement(name=price["source"], amount=price["amount"], indexation=True)]
