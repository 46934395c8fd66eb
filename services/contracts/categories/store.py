"""The only SQL on squares and transfers between their categories."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from services.contracts.categories.rules import (
    CategorySquare,
    CategoryTransfer,
    CategoryTransferNotFound,
    SquareExists,
    SquareNotFound,
)
from services.contracts.tables import category_squares, category_transfers
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

SQUARES = Register(category_squares, CategorySquare, schemas.CategorySquare, SquareNotFound)
TRANSFERS = Register(category_transfers, CategoryTransfer, schemas.CategoryTransfer, CategoryTransferNotFound)


@asynccontextmanager
async def once_a_year(year: int) -> AsyncIterator[None]:
    """A contract has one square a year: SquareExists where the block adds a second."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_category_squares_owner_contract_id_funding_number_year":
            raise SquareExists(year=year) from error
        raise
