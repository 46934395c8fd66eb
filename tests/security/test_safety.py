"""Check 11: reading changes nothing, and what may be repeated changes nothing the second time."""

import pytest

from tests.house.test_tenants import reads_of
from tests.security.asking import crawl
from tests.support.statements import counted
from tests.support.tenants import invented_oin
from tests.wire.documents import SERVICES
from tests.wire.life import Life

pytestmark = pytest.mark.xdist_group("published")
# What reading may add, through a connection of its own: whom it was about, and that somebody was refused.
NOTED = ("INSERT INTO processing_log", "INSERT INTO security_log")


@pytest.mark.parametrize("service", SERVICES)
async def test_reading_writes_nothing_but_its_line_in_the_log(
    house_lives: tuple[Life, Life], service: str
) -> None:
    """Check 11: every GET of every service only selects; persons add their line to the processing log, and nothing else."""
    house = house_lives[0].tenant.house
    listed, _ = await reads_of(house_lives[0], service)
    async with counted(house, service) as ran:
        read = await crawl(house_lives[0], listed)
    assert len(read) >= 12 and len(ran) >= 12
    writes = {
        one.split("(")[0].strip()
        for one in ran
        if not one.lstrip().upper().startswith(("SELECT", "WITH")) and not one.startswith(NOTED)
    }
    assert writes == set()


async def test_a_put_that_is_repeated_changes_nothing(house_lives: tuple[Life, Life]) -> None:
    """Check 11: the same PUT by reference twice: the same thing in the same version, and one fact."""
    tenant = house_lives[0].tenant
    body = {
        "holder": invented_oin(), "role": "vendor", "scopes": ["contracts:read"], "validFrom": str(tenant.today),
    }  # fmt: skip
    told = [
        await tenant.ask("contracts", "PUT", "/authorisations/by-reference/zeven-7", json=body)
        for _ in range(2)
    ]
    assert [one.status_code for one in told] == [201, 200], [one.text for one in told]
    assert told[0].json() == told[1].json()
    facts = await tenant.ask("contracts", "GET", f"/events?subject={told[0].json()['id']}")
    assert [one["subjectversion"] for one in facts.json()["events"]] == [1]
