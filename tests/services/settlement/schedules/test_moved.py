"""What stood before a contract could have several sums is kept when the tables are brought up to date."""

from __future__ import annotations

import asyncio
import json
from urllib.parse import urlsplit

import asyncpg

from deploy import migrate
from deploy.databases import prepare_databases
from deploy.postgres import Cluster

BEFORE = "2026_11_23_1360"
OWNER = "00000099000000000484"
CONTRACT, SCHEDULE, RETENTION = (f"01990000-0000-7000-8000-00000000000{at}" for at in (1, 2, 3))
COMMON = {
    "owner": OWNER,
    "version": 1,
    "parties": [OWNER],
    "client_id": "test",
    "created_at": "2026-01-01T00:00:00Z",
}
TERMS = {
    "id": CONTRACT, "number": "C-1", "legal_form": "contract", "start_date": "2026-01-01", "end_date": "2027-12-31",
    "payee": OWNER, "annual_amount_cents": 700_000_000, "effective_on": "2026-01-01", "advance_basis_points": 9_500,
    "instalment_count": 12, "instalment_day": 1,
}  # fmt: skip
PLAN = {
    "id": SCHEDULE, "contract_id": CONTRACT, "contract_number": "C-1", "contract_version": 1, "year": 2026,
    "annual_amount_cents": 700_000_000, "year_amount_cents": 700_000_000, "advance_basis_points": 9_500,
    "advance_cents": 665_000_000, "retention_cents": 35_000_000, "receivable_cents": 0, "payee": OWNER,
    "planned_until": "2027-12-31",
}  # fmt: skip
HELD = {
    "id": RETENTION, "contract_id": CONTRACT, "contract_number": "C-1", "year": 2026, "amount_cents": 35_000_000,
    "withheld_cents": 35_000_000, "released_cents": 0, "state": "withheld", "payee": OWNER,
}  # fmt: skip


async def test_a_sum_and_its_plan_are_kept_and_come_back(cluster: Cluster) -> None:
    """7.0 m at 95 % for two years, of which one was planned: the same sum in terms and plan, no year stale; and back again."""
    made = await prepare_databases(cluster.superuser_dsn, ["settlement"], "_sums", secrets=cluster.secrets)
    database = made["settlement"]
    await asyncio.to_thread(migrate.upgrade, "settlement", database, BEFORE)
    own = await asyncpg.connect(cluster.superuser_dsn, database=urlsplit(database.owner_dsn).path.strip("/"))
    try:
        for table, row in (("contract_terms", TERMS), ("schedules", PLAN), ("retentions", HELD)):
            await own.execute(
                f"insert into {table} select * from jsonb_populate_record(null::{table}, $1)",
                json.dumps(COMMON | row),
            )
        await asyncio.to_thread(migrate.upgrade, "settlement", database)
        terms = await own.fetchrow("select sums, years from contract_terms")
        plan = await own.fetchrow("select sums from schedules")
        held = await own.fetchrow("select release_rule, forfeited_cents from retentions")
        [known] = json.loads(terms["sums"])
        assert (known["annual_amount_cents"], known["advance_basis_points"]) == (700_000_000, 9_500)
        years = json.loads(terms["years"])
        assert list(years) == ["2026", "2027"] and years["2026"] == json.loads(plan["sums"])
        assert (years["2026"][0]["retention_cents"], years["2026"][0]["valid_until"]) == (
            35_000_000,
            "2026-12-31",
        )
        assert (held["release_rule"], held["forfeited_cents"]) == ("allOrNothing", 0)
        await asyncio.to_thread(migrate.downgrade, "settlement", database, BEFORE)
        back = await own.fetchrow("select annual_amount_cents, effective_on::text from contract_terms")
        assert tuple(back) == (700_000_000, "2026-01-01")
    finally:
        await own.close()
