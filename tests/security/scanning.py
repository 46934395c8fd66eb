"""Where in the four databases something stands: every column of every table and partition, past all policies."""

from urllib.parse import urlsplit

import asyncpg

from deploy.postgres import Cluster
from tests.support.house import House


async def places(cluster: Cluster, house: House, *texts: str) -> dict[str, list[str]]:
    """Per text the tables, as `service.table`, that hold it in whatever column; bytes are looked for as hex."""
    found: dict[str, list[str]] = {text: [] for text in texts}
    for service, database in house.databases.items():
        path = urlsplit(database.owner_dsn).path
        connection = await asyncpg.connect(urlsplit(cluster.superuser_dsn)._replace(path=path).geturl())
        try:
            tables = await connection.fetch(
                "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                " where n.nspname = 'public' and c.relkind = 'r' order by 1"
            )
            for (table,) in tables:
                for text in texts:
                    if await connection.fetchval(
                        f'select exists (select from "{table}" t where t::text ilike $1)', f"%{text}%"
                    ):
                        found[text].append(f"{service}.{table}")
        finally:
            await connection.close()
    return found
