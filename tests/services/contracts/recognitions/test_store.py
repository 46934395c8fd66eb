"""The SQL on recognitions: all of one provider, seen by the purchaser and by itself."""

from __future__ import annotations

from dataclasses import replace

from services.contracts.recognitions import store
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.recognitions.test_rules import HKZ
from tests.support.tenants import Tenant


async def test_recognitions_are_those_of_one_provider(tenant: Tenant) -> None:
    """Two of the one, one of the other; each provider sees its own only."""
    one, two = tenant.providers[:2]
    async with given.context(tenant).begin() as connection:
        for organisation, code in ((one, "hkz"), (one, "iso"), (two, "hkz")):
            made = replace(
                HKZ,
                id=new_id(),
                owner=tenant.owner,
                organisation=organisation,
                code=code,
                parties=[organisation],
            )
            await store.RECOGNITIONS.add(connection, made, "tests")
        connection.recorded = True
    for reader, expected in ((None, ["hkz", "iso"]), (one, ["hkz", "iso"]), (two, [])):
        async with given.context(tenant, reader).read() as connection:
            found = await store.list_of_provider(connection, one)
        assert [each.code for each in found] == expected
