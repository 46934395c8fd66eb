"""Decisions in the database: numbers without gaps, and walls that hold whatever the code above them does."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.decisions import store
from services.access.decisions.rules import DecidedResult, Decision, DecisionFrame, Research
from services.access.requests import store as requests
from shared.values import new_id
from shared.values.arrangements import AccessPlace
from shared.values.care_courses import ResultSetter
from shared.values.deciding import DecisionOutcome, DecisionState, RefusalGround
from shared.values.legal_frames import FrameOutcome
from shared.values.terms import Law, ProvisionType


async def decision(agreed: Any, citizen: str = "inwoner-1", **other: Any) -> Decision:
    """A decision on a new request, not written yet."""
    request = await agreed.report(citizen)
    made = Decision(
        id=new_id(), version=1, owner=agreed.tenant.owner, external_reference=None, parties=[agreed.tenant.providers[0]],
        request_id=request.id, citizen_id=request.citizen_id, contract_id=request.contract_id, law=Law.WMO_2015,
        provision_type=ProvisionType.TAILOR_MADE, product_category="02", product_code=None,
        provider=agreed.tenant.providers[0], allocation_number=1, decided_on=date(2026, 4, 20), decided_by="j.jansen",
        mandate_id=agreed.mandate.id, start_date=date(2026, 4, 20), end_date=None, volume=4, unit="04", frequency="2",
        acute=False, objection_until=date(2026, 6, 1), motivation="Nodig.", notified_on=date(2026, 4, 20),
    )  # fmt: skip
    return replace(made, **other)


@pytest.mark.rule("R-A19")
async def test_a_number_that_was_not_used_is_given_out_again(agreed: Any) -> None:
    """A transaction that fails leaves no gap; each law counts for itself."""
    owner = agreed.tenant.owner
    with pytest.raises(LookupError):
        async with agreed.connection() as connection:
            assert await store.next_allocation_number(connection, owner, Law.WMO_2015) == 1
            raise LookupError
    async with agreed.connection() as connection:
        numbers = [await store.next_allocation_number(connection, owner, Law.WMO_2015) for _ in range(3)]
        assert await store.next_allocation_number(connection, owner, Law.JEUGDWET) == 1
    assert numbers == [1, 2, 3]


async def test_a_number_takes_one_statement(agreed: Any) -> None:
    """The first and the next alike."""
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            for _ in range(2):
                await store.next_allocation_number(connection, agreed.tenant.owner, Law.WMO_2015)
    assert len(seen) == 2


async def test_no_two_allocations_share_a_number_and_no_product_is_decided_twice(agreed: Any) -> None:
    """The unique constraints are the last wall; a withdrawn draft and another product leave room."""
    first, other = await decision(agreed), await decision(agreed, "inwoner-2")
    async with agreed.connection() as connection:
        await store.add_decision(connection, first, "balie")
    for wrong in (other, replace(first, id=new_id(), allocation_number=2)):
        with pytest.raises(asyncpg.UniqueViolationError):
            async with agreed.connection() as connection:
                await store.add_decision(connection, wrong, "balie")
    draft = replace(
        first, id=new_id(), allocation_number=None, decided_on=None, decided_by=None, mandate_id=None, notified_on=None,
        state=DecisionState.WITHDRAWN, withdrawn_on=date(2026, 4, 20),
    )  # fmt: skip
    fitting = [draft, replace(first, id=new_id(), allocation_number=2, product_code="02A03")]
    async with agreed.connection() as connection:
        for one in fitting:
            await store.add_decision(connection, one, "balie")
        found = await store.list_decisions_by_request(connection, [first.request_id])
    assert found == sorted([first, *fitting], key=lambda one: one.id)


@pytest.mark.rule("R-A06")
@pytest.mark.rule("R-A27")
@pytest.mark.parametrize(
    "wrong",
    [
        {"start_date": date(2026, 4, 19)},
        {"provision_type": ProvisionType.GENERAL},
        {"end_date": date(2026, 4, 19)},
        {"mandate_id": None},
        {"allocation_number": None},
        {"notified_on": None},
        {"volume": None},
        {"state": DecisionState.DRAFT},
        {"state": DecisionState.AWAITING_EFFORT},
        {"state": DecisionState.WITHDRAWN},
        {"results_based": True},
        {"outcome": DecisionOutcome.REFUSED},
        {"refusal_grounds": [RefusalGround.NOT_NEEDED]},
    ],
)
async def test_the_database_refuses_what_the_rules_refuse(agreed: Any, wrong: dict[str, Any]) -> None:
    """An earlier start, a general provision, no mandate, a draft with a number, results without effort, a refusal without grounds."""
    made = await decision(agreed, **wrong)
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await store.add_decision(connection, made, "balie")


async def test_the_decisions_on_many_requests_are_one_statement(agreed: Any) -> None:
    """The batch behind a loader; a competing member gets nothing from it."""
    made = [await decision(agreed, f"i-{number}", allocation_number=number) for number in (1, 2, 3)]
    seen: list[str] = []
    async with agreed.connection() as connection:
        for one in made:
            await store.add_decision(connection, one, "balie")
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            found = await store.list_decisions_by_request(connection, [one.request_id for one in made])
    assert found == made
    assert len(seen) == 1
    async with agreed.connection(agreed.tenant.providers[1]) as connection:
        assert await store.list_decisions_by_request(connection, [one.request_id for one in made]) == []
        assert await store.list_decisions_by_id(connection, [one.id for one in made]) == []


async def test_a_locked_request_lets_one_decide_at_a_time(agreed: Any) -> None:
    """While one transaction holds the request, another cannot take it."""
    request = await agreed.report()
    async with agreed.connection() as connection:
        await requests.lock_request(connection, request.id)
        async with agreed.connection() as other:
            await other.raw.execute("set local lock_timeout = '50ms'")
            with pytest.raises(asyncpg.LockNotAvailableError):
                await requests.lock_request(other, request.id)
            await other.raw.execute("rollback; begin")


@pytest.mark.rule("R-A25")
async def test_a_missed_effort_is_found_once(agreed: Any) -> None:
    """From the day after its last day on, until it was told; the parts come back as they were."""
    made = await decision(
        agreed, state=DecisionState.AWAITING_EFFORT, results_based=True, effort_due_on=date(2026, 6, 1),
        results=[DecidedResult("Een schoon huis.", date(2026, 6, 1), [ResultSetter.CITIZEN])],
        research=Research("Norm", "Bureau", None, date(2026, 4, 1)),
        legal_frame=DecisionFrame(Law.WMO_2015, FrameOutcome.ALLOWED, date(2026, 4, 20)), place=AccessPlace.SOCIAL_TEAM,
    )  # fmt: skip
    async with agreed.connection() as connection:
        await store.add_decision(connection, made, "balie")
        assert await store.get_decision(connection, made.id) == made
        assert await store.list_effortless(connection, date(2026, 6, 1)) == []
        assert await store.list_effortless(connection, date(2026, 6, 2)) == [made.id]
        found = await store.lock_effortless(connection, made.id, date(2026, 6, 2))
        assert found == made
        told = replace(made, version=2, effort_missed_on=date(2026, 6, 2))
        await store.save_decision(connection, told)
        assert await store.lock_effortless(connection, made.id, date(2026, 6, 2)) is None
        number, citizen = made.allocation_number, made.citizen_id
        assert number is not None
        assert await store.find_allocated(connection, made.owner, made.law, number, citizen) == told
        assert await store.find_allocated(connection, made.owner, made.law, number, new_id()) is None
