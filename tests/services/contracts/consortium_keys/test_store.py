"""The SQL on consortium keys: one a year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.contracts.consortium_keys import store
from services.contracts.consortium_keys.rules import ConsortiumKeyNotFound, ConsortiumKeyRefused
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.consortium_keys.test_rules import KEY


async def test_a_year_has_one_key(ready: Ready) -> None:
    """A second one is refused by the database; another year may have its own; a year without is not found."""
    owner = ready.tenant.owner

    async def keep(year: int) -> None:
        async with given.context(ready.tenant).begin() as connection:
            made = replace(KEY, id=new_id(), owner=owner, consortium_id=ready.consortium_id, year=year)
            await store.add_key(connection, made, "tests")
            connection.recorded = True

    await keep(2026)
    await keep(2027)
    with pytest.raises(ConsortiumKeyRefused) as met:
        await keep(2026)
    assert [one.code for one in met.value.errors] == ["year-taken"]
    async with given.context(ready.tenant).read() as connection:
        assert (await store.get_key_of_year(connection, ready.consortium_id, 2027)).year == 2027
        with pytest.raises(ConsortiumKeyNotFound):
            await store.get_key_of_year(connection, ready.consortium_id, 2028)
