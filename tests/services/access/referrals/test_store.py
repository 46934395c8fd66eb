"""Referrals in the database: one open at a time, and no breach without a refusal."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.referrals import store
from services.access.referrals.rules import Referral
from shared.kit.problems import PreconditionFailed
from shared.values import new_id
from shared.values.terms import Law, ReferralState


async def referral(agreed: Any, citizen: str = "inwoner-1") -> Referral:
    """A referral of a new request to the first member, not written yet."""
    request = await agreed.report(citizen)
    provider = agreed.tenant.providers[0]
    return Referral(
        id=new_id(), version=1, owner=agreed.tenant.owner, external_reference=None, parties=[provider],
        request_id=request.id, citizen_id=request.citizen_id, contract_id=agreed.contract.id, law=Law.WMO_2015,
        provider=provider, referred_on=date(2026, 4, 20), state=ReferralState.MADE, answered_on=None,
        refusal_reason=None, breach=False, escalation_level=0,
    )  # fmt: skip


def refused(made: Referral, **other: Any) -> Referral:
    """The same, refused under an acceptance duty."""
    answer = {
        "answered_on": date(2026, 4, 20),
        "refusal_reason": "vol",
        "breach": True,
        "escalation_level": 1,
    }
    return replace(made, version=2, state=ReferralState.REFUSED, **{**answer, **other})


@pytest.mark.rule("R-A36")
async def test_a_request_has_one_open_referral_and_one_per_provider(agreed: Any) -> None:
    """The unique indexes are the last wall; after a refusal another provider fits."""
    made = await referral(agreed)
    other = replace(
        made, id=new_id(), provider=agreed.tenant.providers[1], parties=[agreed.tenant.providers[1]]
    )
    async with agreed.connection() as connection:
        await store.add_referral(connection, made, "balie")
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await store.add_referral(connection, other, "balie")
    async with agreed.connection() as connection:
        await store.save_answer(connection, refused(made))
        await store.add_referral(connection, other, "balie")
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await store.save_answer(connection, refused(other))
            await store.add_referral(connection, replace(made, id=new_id()), "balie")


@pytest.mark.rule("R-A36")
@pytest.mark.parametrize(
    "wrong",
    [
        {"refusal_reason": None},
        {"answered_on": None},
        {"escalation_level": 0},
        {"state": ReferralState.ACCEPTED},
    ],
)
async def test_the_database_refuses_an_answer_that_contradicts_itself(
    agreed: Any, wrong: dict[str, Any]
) -> None:
    """A refusal without reason or day, a breach without escalation, a breach by who accepted."""
    made = await referral(agreed)
    answer = replace(refused(made), **wrong)
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await store.add_referral(connection, made, "balie")
            await store.save_answer(connection, answer)


async def test_an_answer_is_written_over_one_version(agreed: Any) -> None:
    """A second answer to the same version is refused."""
    made = await referral(agreed)
    async with agreed.connection() as connection:
        await store.add_referral(connection, made, "balie")
        await store.save_answer(connection, refused(made))
        with pytest.raises(PreconditionFailed):
            await store.save_answer(connection, refused(made))


async def test_the_referrals_of_many_requests_are_one_statement(agreed: Any) -> None:
    """The batch behind a loader; another member gets nothing from it."""
    made = [await referral(agreed, f"i-{number}") for number in range(3)]
    requests, ids, seen = [one.request_id for one in made], [one.id for one in made], []
    async with agreed.connection() as connection:
        for one in made:
            await store.add_referral(connection, one, "balie")
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            assert await store.list_referrals_by_request(connection, requests) == made
    assert len(seen) == 1
    async with agreed.connection(agreed.tenant.providers[1]) as connection:
        assert await store.list_referrals_by_request(connection, requests) == []
        assert await store.list_referrals_by_id(connection, ids) == []
