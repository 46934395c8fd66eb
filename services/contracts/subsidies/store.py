"""The only SQL on subsidies."""

from __future__ import annotations

from dataclasses import dataclass

import asyncpg

from services.contracts.subsidies.rules import Subsidy, SubsidyNotFound, SubsidyRefused
from services.contracts.tables import subsidies
from shared.errors import FieldError, Text
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

_TAKEN = Text(
    "Onder dit kenmerk is al een subsidie verleend.", "A subsidy was granted under this number already."
)


@dataclass(frozen=True, slots=True)
class _Subsidies(Register[Subsidy]):
    """Subsidies, each under a decision number of its own."""

    async def add(self, connection: Connection, made: Subsidy, client_id: str) -> None:
        try:
            await Register.add(self, connection, made, client_id)
        except asyncpg.UniqueViolationError as error:
            if error.constraint_name != "uq_subsidies_owner_decision_number":
                raise
            fault = FieldError("#/decisionNumber", "number-used", _TAKEN)
            raise SubsidyRefused(errors=(fault,)) from error


SUBSIDIES = _Subsidies(subsidies, Subsidy, schemas.Subsidy, SubsidyNotFound)
