"""The SQL on definition tests, circumstances and the subsidies to check."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Uuid,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.base import Executable

from services.contracts.contracts.rules import Contract
from services.contracts.contracts.rules.funding import INCENTIVES_ON_RESULTS, ON_RESULTS
from services.contracts.findings.rules import (
    CircumstancesNotFound,
    ContractCircumstances,
    DefinitionTest,
    DefinitionTestNotFound,
)
from services.contracts.tables import circumstances, contracts, definition_tests
from shared.kit.database import Connection, Reach, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read_all, visible
from shared.schemas import contracts as schemas
from shared.values.arrangements import OptionCondition
from shared.values.terms import LegalForm

DEFINITION_TESTS = Register(definition_tests, DefinitionTest, schemas.DefinitionTest, DefinitionTestNotFound)
CIRCUMSTANCES = Register(
    circumstances, ContractCircumstances, schemas.ContractCircumstances, CircumstancesNotFound
)
_CONDITIONAL = [one.value for one in OptionCondition if one is not OptionCondition.FREE]


async def find_tests(connection: Connection, contract_ids: list[UUID]) -> dict[UUID, DefinitionTest]:
    """The definition test of each contract that has one."""
    found = await DEFINITION_TESTS.list_by(connection, "contract_id", contract_ids)
    return {one.contract_id: one for one in found}


async def find_circumstances(
    connection: Connection, contract_ids: list[UUID]
) -> dict[UUID, ContractCircumstances]:
    """The circumstances of each contract of which the reader may know them."""
    found = await CIRCUMSTANCES.list_by(connection, "contract_id", contract_ids)
    return {one.contract_id: one for one in found}


def _holds(column: Column[Any], name: str, *values: str) -> ColumnElement[bool]:
    """Whether a member of a JSON list says one of these words of a closed list."""
    listed = " || ".join(f'@.{name} == "{value}"' for value in values)
    found: ColumnElement[bool] = func.jsonb_path_exists(
        column, literal_column(f"'$[*] ? ({listed})'::jsonpath")
    )
    return found


@statement
def _subsidies(reach: Reach, after: bool, descending: bool) -> Executable:
    query = select(contracts).where(
        visible(contracts, purchaser=reach),
        contracts.c.legal_form == LegalForm.SUBSIDY.value,
        (func.jsonb_array_length(contracts.c.agreements) > 0)
        | _holds(contracts.c.funding_agreements, "form", *sorted(ON_RESULTS))
        | _holds(contracts.c.incentives, "kind", *sorted(INCENTIVES_ON_RESULTS))
        | _holds(contracts.c.extension_options, "condition", *_CONDITIONAL),
    )
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(contracts.c.id < last if descending else contracts.c.id > last)
    order = contracts.c.id.desc() if descending else contracts.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_subsidies(connection: Connection, page: PageRequest) -> Slice[Contract]:
    """A page of the subsidies that may have a clause on results."""
    given: dict[str, Any] = {} if page.after is None else {"after": page.after}
    query = _subsidies(connection.reach, page.after is not None, page.descending)
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Contract), last)
