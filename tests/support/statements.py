"""Count the SQL statements that a service runs, as the database driver sees them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.support.house import House

_PLUMBING = ("begin", "commit", "rollback")


@asynccontextmanager
async def counted(house: House, service: str) -> AsyncIterator[list[str]]:
    """The statements that the application's pool of a service runs inside the block, without begin and commit."""
    pool = house.services[service].database.pool
    seen: list[str] = []

    def note(record: Any) -> None:
        if not record.query.startswith(_PLUMBING):
            seen.append(record.query)

    connections = [holder._con for holder in pool._holders if holder._con is not None]
    for connection in connections:
        connection.add_query_logger(note)
    try:
        yield seen
    finally:
        for connection in connections:
            connection.remove_query_logger(note)
