"""The SQL on clients in care counts what the rule counts."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from services.contracts.clients_in_care import store
from services.contracts.clients_in_care.rules import Care, is_in_care
from shared.schemas.contracts import Contract
from shared.values import new_id
from shared.values.terms import ProvisionType
from tests.services.contracts import caring, given
from tests.services.contracts.conftest import Ready
from tests.support.tenants import new_tenant


def some(ready: Ready, contract: Contract, count: int) -> list[Care]:
    """So much care of all kinds within two years, some without an end and some lapsed."""
    chance, first = random.Random(20261122), date(2026, 1, 1)
    made = []
    for _ in range(count):
        start = first + timedelta(days=chance.randrange(365))
        end = None if chance.random() < 0.3 else start + timedelta(days=chance.randrange(200))
        general = chance.random() < 0.3
        made.append(
            Care(
                id=new_id(), version=1, owner=ready.tenant.owner, parties=[ready.lead],
                contract_id=contract.id, provider=ready.lead,
                provision_type=ProvisionType.GENERAL if general else ProvisionType.TAILOR_MADE,
                product_category=None if general else "02", product_code=None if general else chance.choice(["A", "B"]),
                start_date=start, end_date=end, lapsed=chance.random() < 0.1,
            )
        )  # fmt: skip
    return made


async def keep(ready: Ready, care: list[Care]) -> None:
    """Care as the follower keeps it."""
    async with given.context(ready.tenant).begin() as connection:
        connection.recorded = True
        for one in care:
            await store.save_care(connection, one, "access")


async def test_counts_and_lists_are_those_of_the_rule(ready: Ready) -> None:
    """Sixty of all kinds: on each of five days and in a period as many as the rule says, by product, and as many began."""
    contract = await caring.contract_of_a_year(ready)
    care = some(ready, contract, 60)
    await keep(ready, care)
    asked = [(day, day) for day in (date(2026, month, 15) for month in (1, 3, 6, 9, 12))]
    async with given.context(ready.tenant).read() as connection:
        for first, last in (*asked, (date(2026, 4, 1), date(2026, 6, 30))):
            found = await store.count_care(connection, [contract.id, new_id()], first, last)
            right = [one for one in care if is_in_care(one, first, last)]
            by_kind = Counter((one.provision_type, one.product_code) for one in right)
            assert {(one.provision_type, one.product_code): one.clients for one in found} == by_kind
            assert sum(one.started for one in found) == sum(one.start_date >= first for one in right)
            general = await store.count_care(connection, [contract.id], first, last, ProvisionType.GENERAL)
            assert sum(one.clients for one in general) == by_kind[(ProvisionType.GENERAL, None)]
        day = date(2026, 6, 15)
        listed = await store.list_care(connection, contract.id, day)
    assert listed == sorted(
        (one for one in care if is_in_care(one, day, day)), key=lambda one: (one.start_date, one.id)
    )


async def test_an_older_version_changes_nothing_and_a_stranger_sees_none(ready: Ready) -> None:
    """The second version ends the care; the first, told again, does not open it; another owner and another provider count none."""
    contract = await caring.contract_of_a_year(ready)
    (care,) = some(ready, contract, 1)
    care = replace(care, start_date=date(2026, 1, 1), end_date=None, lapsed=False)
    ended = replace(care, version=2, end_date=date(2026, 1, 31))
    await keep(ready, [ended, care])
    stranger = await new_tenant(ready.tenant.house, ready.tenant.today, providers=1)
    asked = ([contract.id], date(2026, 1, 1), date(2026, 1, 1))
    async with given.context(ready.tenant).read() as connection:
        assert await store.list_care(connection, contract.id, date(2026, 1, 31)) == [ended]
        assert await store.list_care(connection, contract.id, date(2026, 2, 1)) == []
    for oin, clients in ((ready.lead, 1), (ready.tenant.providers[1], 0)):
        async with given.context(ready.tenant, oin).read() as connection:
            assert sum(one.clients for one in await store.count_care(connection, *asked)) == clients
    async with given.context(stranger).read() as connection:
        assert await store.count_care(connection, *asked) == []
