"""What is new by the level of its product, in one statement whatever there is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.substitutions import store
from services.access.substitutions.rules import AtLevel, periods
from shared.schemas.access import NewPolicy, NewReferral
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.products import CareLayer, CareLine
from shared.values.stacking import SupportLevel
from tests.services.access.care_stacking.given import add, allocation, citizens
from tests.services.access.products.test_rest import a_product

NOW, BEFORE = date(2026, 4, 1), date(2026, 1, 1)
OVER = periods(NOW, date(2026, 6, 30), BEFORE, date(2026, 3, 31))
CODES = {"10": CareLayer.SPECIALIST, "11": CareLayer.BASIC, "12": CareLayer.ADDITIONAL}


async def catalogue(agreed: Any) -> None:
    """A specialist, a basic and an additional product of the second line, and one of the zero line."""
    for code, layer in CODES.items():
        told = a_product(agreed, code=f"02A{code}", layer=layer, line=CareLine.SECOND)
        await agreed.tell("product-registered", told)
    await agreed.tell("product-registered", a_product(agreed, code="02A13", line=CareLine.ZERO))


async def begun(agreed: Any, numbers: dict[tuple[str, date], int], first: int = 1) -> None:
    """So many allocations of a product that begin on a day, each of 1,000.00."""
    person, made, number = (await citizens(agreed, 1))[0], [], first
    for (code, start), many in numbers.items():
        for _ in range(many):
            made.append(
                allocation(agreed, person, number, product_code=f"02A{code}", start_date=start, end_date=None)
            )
            number += 1
    await add(agreed, *made)


@pytest.mark.rule("R-A52")
async def test_new_support_is_counted_by_level(agreed: Any) -> None:
    """Of both periods, by the catalogue of the day; what goes on, was deleted, or lies outside is not new; one statement."""
    await catalogue(agreed)
    await begun(
        agreed,
        {
            ("10", NOW): 3,
            ("10", BEFORE): 4,
            ("11", NOW): 2,
            ("12", NOW): 1,
            ("13", BEFORE): 1,
            ("99", NOW): 2,
        },
    )
    (person,) = await citizens(agreed, 1)
    asked: dict[str, Any] = {"product_code": "02A10", "start_date": NOW, "end_date": NOW}
    await add(
        agreed,
        allocation(agreed, person, 100, origin=AllocationOrigin.REPLACEMENT, **asked),
        allocation(agreed, person, 101, origin=AllocationOrigin.TRANSITION, **asked),
        allocation(agreed, person, 102, state=AllocationState.DELETED, **asked),
        allocation(agreed, person, 103, **{**asked, "start_date": date(2025, 12, 31)}),
        allocation(agreed, person, 104, **{**asked, "budget_cents": None, "product_code": None}),
        replace(allocation(agreed, person, 105, **asked), product_category="77"),
    )
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            found = await store.count_volumes(connection, [agreed.tenant.owner], OVER)
    assert len(seen) == 1
    assert {one.level: one for one in found} == {
        SupportLevel.SPECIALIST: AtLevel(SupportLevel.SPECIALIST, 3, 4, 300_000, 400_000),
        SupportLevel.BASIC: AtLevel(SupportLevel.BASIC, 2, 0, 200_000),
        SupportLevel.ADDITIONAL: AtLevel(SupportLevel.ADDITIONAL, 1, 0, 100_000),
        SupportLevel.ZERO_LINE: AtLevel(SupportLevel.ZERO_LINE, 0, 1, 0, 100_000),
        SupportLevel.UNKNOWN: AtLevel(SupportLevel.UNKNOWN, 4, 0, 300_000, 0, 1),
    }


@pytest.mark.rule("R-A52")
async def test_a_referral_counts_until_it_was_allocated(agreed: Any) -> None:
    """A referral for a basic product counts with its expected costs; with an allocation on the same question that one counts."""
    await catalogue(agreed)
    client, request = agreed.client(), await agreed.report()
    await client.make_referral(
        request.id,
        NewReferral(provider=agreed.tenant.providers[0], product_category="02", product_code="02A11", expected_cents=40_000),
    )  # fmt: skip
    async with agreed.connection() as connection:
        (found,) = await store.count_volumes(connection, [agreed.tenant.owner], OVER)
    assert found == AtLevel(SupportLevel.BASIC, 1, 0, 40_000)
    await add(
        agreed,
        allocation(
            agreed, request.citizen_id, 1, request_id=request.id, product_code="02A10", start_date=NOW
        ),
    )
    async with agreed.connection() as connection:
        (found,) = await store.count_volumes(connection, [agreed.tenant.owner], OVER)
    assert found == AtLevel(SupportLevel.SPECIALIST, 1, 0, 100_000)


@pytest.mark.rule("R-A52")
@pytest.mark.rule("E-46")
async def test_staying_behind_is_told_where_there_is_a_target(agreed: Any) -> None:
    """6 % in the last whole quarter where 10 % was wanted is told; not without a policy of one's own, nor with 6 % as its target."""
    owner, today = agreed.tenant.owner, date(2026, 4, 20)
    await catalogue(agreed)
    # The catalogue begins in 2026: the day of the watch lies in the third quarter.
    await begun(agreed, {("10", BEFORE): 50, ("11", BEFORE): 50, ("10", NOW): 47, ("11", NOW): 53}, first=200)
    day = date(2026, 7, 1)
    async with agreed.connection() as connection:
        assert await store.find_signals(connection, owner, day) == []
    await agreed.client().register_policy(NewPolicy(valid_from=today))
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            (told,) = await store.find_signals(connection, owner, day)
    assert len(seen) == 2
    assert (told.kind, told.subject_kind, told.subject) == ("substitutionBehind", "municipality", owner)
    assert (told.facts["realisedBasisPoints"], told.facts["targetBasisPoints"]) == (600, 1_000)
    await agreed.client().register_policy(NewPolicy(valid_from=day, substitution_target_basis_points=600))
    async with agreed.connection() as connection:
        assert await store.find_signals(connection, owner, day) == []
