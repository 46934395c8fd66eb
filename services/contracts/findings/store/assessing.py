"""What is found about contracts, with all that the register knows of them: a constant number of statements."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract
from services.contracts.findings import rules
from services.contracts.findings.rules import Circumstances, ContractFindings
from services.contracts.findings.store.around import read_around
from services.contracts.findings.store.beside import read_beside
from services.contracts.findings.store.delivered import read_delivered
from services.contracts.findings.store.kept import find_circumstances, find_tests
from shared.kit.database import Connection
from shared.values.findings import FindingSeverity


async def assess(
    connection: Connection, found: list[Contract], today: date, severity: FindingSeverity | None = None
) -> dict[UUID, ContractFindings]:
    """The findings of each contract, or only those that weigh so much."""
    ids = [one.id for one in found]
    entered = await find_circumstances(connection, ids)
    tests = await find_tests(connection, ids)
    around = await read_around(connection, found, today)
    delivered = await read_delivered(connection, found, today)
    beside = await read_beside(connection, found)
    assessed = {}
    for one in found:
        facts = entered[one.id].facts if one.id in entered else Circumstances()
        facts = rules.completed(facts, around[one.id])
        assessed[one.id] = rules.of_contract(
            one, facts, tests.get(one.id), today, severity, delivered.get(one.id), beside.get(one.id)
        )
    return assessed
