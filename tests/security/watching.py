"""Which transaction changed which row: noted by the database itself, for as long as a test watches."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from deploy.postgres import Cluster
from tests.support.house import House

NOTE = """
create unlogged table watched (
    xid xid8, place text, owner text, id text, version int, before int, what text, changed_at timestamptz);
create function watch() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    now jsonb := to_jsonb(new) - 'content' - 'data';
begin
    insert into public.watched values (
        pg_current_xact_id(), tg_table_name, now->>'owner', case when tg_table_name = 'logbook' then now->>'subject' else now->>'id' end,
        (now->>'version')::int, case when tg_op = 'UPDATE' then (to_jsonb(old)->>'version')::int end,
        case when tg_table_name = 'logbook' then now->>'what' end, clock_timestamp());
    return null;
end $$;
"""
TABLES = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind = 'r' and not c.relispartition
and c.relname not in ('watched', 'alembic_version', 'security_log', 'processing_chain', 'epochs')
"""


@dataclass(frozen=True)
class Change:
    """One row that a transaction wrote; `before` is the version it replaced, None for a new row."""

    place: str
    owner: str | None
    id: str | None
    version: int | None
    before: int | None
    what: str | None


@dataclass
class Watch:
    """What was noted in one service, by transaction, in the order of their first write."""

    service: str
    transactions: dict[int, list[Change]] = field(default_factory=dict)

    def facts(self, changes: list[Change]) -> list[Change]:
        """The logbook rows of a transaction."""
        return [one for one in changes if one.place == "logbook"]


@asynccontextmanager
async def watched(cluster: Cluster, house: House, *services: str) -> AsyncIterator[dict[str, Watch]]:
    """Note every row written in these services; what was noted is there when the block ends."""
    found = {service: Watch(service) for service in services}
    connections: dict[str, Any] = {}
    for service in services:
        path = urlsplit(house.databases[service].app_dsn).path
        dsn = urlsplit(cluster.superuser_dsn)._replace(path=path).geturl()
        connection = connections[service] = await asyncpg.connect(dsn)
        await connection.execute(NOTE)
        for row in await connection.fetch(TABLES):
            await connection.execute(
                f"create trigger watch after insert or update on {row[0]} for each row execute function watch()"
            )
    try:
        yield found
    finally:
        for service, connection in connections.items():
            noted: defaultdict[int, list[Change]] = defaultdict(list)
            for row in await connection.fetch("select * from watched order by xid, changed_at"):
                noted[row["xid"]].append(Change(*(row[name] for name in Change.__annotations__)))
            found[service].transactions = dict(noted)
            await connection.execute("drop function watch() cascade; drop table watched")
            await connection.close()
