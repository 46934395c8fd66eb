"""The copy of the contracts: the newest version of each, for the municipality and the members."""

from datetime import date
from typing import Any

import pytest

from services.access.contract_terms import store
from services.access.contract_terms.rules import ContractNotFound, Member
from shared.values import new_id
from shared.values.terms import MemberRole
from tests.support.tenants import invented_oin


@pytest.mark.rule("R-X06")
async def test_what_the_feed_told_is_read_back(agreed: Any) -> None:
    """Days, duty, norm and members with their roles."""
    async with agreed.connection() as connection:
        terms = await store.get_terms(connection, agreed.contract.id)
    assert (terms.start_date, terms.end_date) == (date(2026, 1, 1), date(2029, 12, 31))
    assert (terms.acceptance_duty, terms.waiting_norm_days, terms.version) == (True, 5, 3)
    assert terms.members[0] == Member(agreed.tenant.providers[0], MemberRole.MAIN)
    assert len(terms.members) == 8


async def test_a_member_sees_the_contract_and_a_stranger_does_not(agreed: Any) -> None:
    """For a stranger, and for an unknown id, there is no such contract."""
    async with agreed.connection(agreed.tenant.providers[3]) as connection:
        assert (await store.get_terms(connection, agreed.contract.id)).number == "ALP-2026-01"
    async with agreed.connection(invented_oin()) as connection:
        with pytest.raises(ContractNotFound):
            await store.get_terms(connection, agreed.contract.id)
    async with agreed.connection() as connection:
        with pytest.raises(ContractNotFound):
            await store.get_terms(connection, new_id())
