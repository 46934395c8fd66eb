"""Count the SQL statements that a service runs, as the database driver sees them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.support.house import House

_PLUMBING = ("begin", "commit", "rollback")
# What the driver asks once of a fresh connection: what a type is, without the compiler in the way.
_DRIVER = ("typeinfo_tree", "current_setting('jit')")


@asynccontextmanager
async def counted(house: House, service: str, *, plumbing: bool = False) -> AsyncIterator[list[str]]:
    """The statements that the application's pool of a service runs inside the block; begin and commit only as `plumbing`."""
    pool = house.services[service].database.pool
    seen: list[str] = []

    def note(record: Any) -> None:
        plain = not plumbing and record.query.startswith(_PLUMBING)
        if not plain and not any(own in record.query for own in _DRIVER):
            seen.append(record.query)

    connections = pool.connections
    for connection in connections:
        connection.add_query_logger(note)
    connect = pool._connect

    async def connect_and_note() -> Any:
        connection = await connect()
        connection.add_query_logger(note)
        connections.append(connection)
        return connection

    # Loaders of one level run side by side, each on a connection that may have to be opened for it.
    pool._connect = connect_and_note
    try:
        yield seen
    finally:
        pool._connect = connect
        for connection in connections:
            connection.remove_query_logger(note)
