"""Policies in the database: one begins on a day, and of another municipality there is none."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.policies import store
from services.access.policies.store import REGISTER
from shared.schemas.access import NewPolicy
from shared.values import new_id
from shared.values.access_policies import WlzCheck
from shared.values.products import SupportKind
from tests.support.tenants import invented_oin


async def test_what_was_set_is_read_back_whole(agreed: Any) -> None:
    """Kinds, limits and methods come back as they were sent; before its day, and elsewhere, the standard holds."""
    day = date(2026, 5, 1)
    made = await agreed.client().register_policy(
        NewPolicy(valid_from=day, wlz_check=WlzCheck.ALWAYS, ratified_kinds=[SupportKind.FOSTER_CARE])
    )
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        found = await store.policy_on(connection, owner, day)
        assert (found.id, found.version, found.standard) == (made.id, 1, False)
        assert (found.wlz_check, found.ratified_kinds) == (WlzCheck.ALWAYS, (SupportKind.FOSTER_CARE,))
        assert found.age_limit(SupportKind.FOSTER_CARE).extended_to == 23
        assert found.penalty_rates[-1].day_cents == (2_300, 3_500, 4_500)
        assert (await store.policy_on(connection, owner, date(2026, 4, 30))).standard
        assert [one.id for one in await store.lock_policies(connection, owner)] == [made.id]
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, replace(found, id=new_id()), "balie")
    stranger = invented_oin()
    async with agreed.connection(stranger) as connection:
        assert await store.list_policies_of(connection, owner) == []
        assert (await store.policy_on(connection, stranger, day)).standard
