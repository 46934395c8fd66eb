"""Where a person's data may turn up by mistake: in what the services say, and in what they keep, in whatever form."""

import base64
import logging
from collections.abc import Callable, Iterator

import asyncpg
import pytest

from deploy.postgres import Cluster
from tests.support.house import House

# What the tests' own client and loop say is not said by a service.
_NOT_OURS = ("httpx", "httpcore", "asyncio", "hypothesis")


def listen(
    house: House,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], str]:
    """All that the services log from now on, the line of each request too, with whatever else a record carries."""
    for surface in house.surfaces.values():
        monkeypatch.setattr(surface.requests, "enabled", True)
    caplog.set_level(logging.DEBUG)

    def text() -> str:
        ours = [one for one in caplog.records if not one.name.startswith(_NOT_OURS)]
        out, err = capfd.readouterr()
        return out + err + "\n".join(f"{one.getMessage()} {vars(one)}" for one in ours)

    return text


def shapes(text: str) -> Iterator[str]:
    """A text as it may stand in a table: as it is, as bytes in hexadecimal, and as a piece of base64, in bytes too."""
    raw = text.encode()
    yield text
    yield raw.hex()
    for shift in range(3):
        # Without the characters at either end that depend on what stands beside the text.
        coded = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        piece = coded[-(-shift * 8 // 6) + (shift > 0) : len(coded) - 1]
        yield piece
        yield piece.encode().hex()


async def kept(cluster: Cluster, house: House, text: str) -> list[str]:
    """The tables of all services in which a text stands, in whatever column and form; as who sees every row."""
    found = []
    server = cluster.superuser_dsn.rsplit("/", 1)[0]
    patterns = [f"%{shape}%" for shape in shapes(text)]
    for name, database in house.databases.items():
        connection = await asyncpg.connect(f"{server}/{database.app_dsn.rsplit('/', 1)[1]}")
        try:
            tables = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
            for (table,) in tables:
                query = f'select exists (select from "{table}" t where t::text like any ($1))'
                if await connection.fetchval(query, patterns):
                    found.append(f"{name}.{table}")
        finally:
            await connection.close()
    return found
