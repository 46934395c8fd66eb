"""The only SQL on contract terms."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.contract_terms.rules import ContractNotFound, ContractTerms
from services.access.tables import contract_terms
from shared.kit.database import Connection, statement
from shared.kit.rows import find_row, list_rows_by, plain, read, read_all

_KEPT = [
    "parties",
    "number",
    "state",
    "start_date",
    "end_date",
    "acceptance_duty",
    "waiting_norm_days",
    "payee",
    "members",
    "scenario",
    "funding_forms",
    "evaluators",
    "product_codes",
    "escalation_route",
    "personal_budget_option",
    "entered_by_diagnosis",
    "population_id",
    "access_place",
    "decision_document",
    "provision_type",
    "version",
]


async def get_terms(connection: Connection, contract_id: UUID) -> ContractTerms:
    """What is known of the contract; ContractNotFound."""
    row = await find_row(connection, contract_terms, contract_id)
    if row is None:
        raise ContractNotFound(id=contract_id)
    return read(row, ContractTerms)


async def list_terms(connection: Connection, ids: list[UUID]) -> list[ContractTerms]:
    """What is known of several contracts, in one statement; those that are not there are left out."""
    return read_all(await list_rows_by(connection, contract_terms, "id", ids), ContractTerms)


@statement
def _save() -> Executable:
    names = ["owner", "id", "client_id", *_KEPT]
    columns = contract_terms.c
    query = insert(contract_terms).values({name: bindparam(name, type_=columns[name].type) for name in names})
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.id],
        set_={name: query.excluded[name] for name in _KEPT},
        where=columns.version < query.excluded.version,
    )


async def save_terms(connection: Connection, terms: ContractTerms, client_id: str) -> None:
    """Keep the newest version of a contract's terms; an older one changes nothing."""
    values = {**asdict(terms), "members": plain(terms.members)}
    await connection.execute(_save(), **values, client_id=client_id)
