"""What of a request for change is granted without a decision of its own, over HTTP: by whom, in which scenario, after which test."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationGrant, ReviewCompletion
from shared.schemas.access.change_requests import AskedChange
from shared.values.arrangements import Scenario
from shared.values.reviewing import ReviewOutcome
from tests.services.access.allocation_requests.test_rest import new_request as new_allocation
from tests.services.access.allocations.test_grounds import with_review
from tests.services.access.allocations.test_rest import granted, scenario
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.change_requests.test_rest import new_request
from tests.services.access.legal_checks.known import youth_of

STRANGER = "p.zonder-mandaat"


@pytest.mark.rule("R-A35")
@pytest.mark.rule("R-A03")
async def test_three_to_five_hours_in_a_is_decided_and_a_new_product_always(agreed: Any) -> None:
    """A: 3 to 5 hours a week takes a new decision; B: granted by a mandated person, but day care beside it is decided."""
    made, client = await granted(agreed), agreed.client()
    provider = agreed.client(made.provider)
    asked = await provider.register_change_request(new_request(agreed, made))
    stranger = agreed.client(end_user=STRANGER)
    await scenario(agreed, Scenario.A)
    assert (await refusal(stranger.grant_change_request(asked.id))).code == "mandate-missing"
    refused = await refusal(client.grant_change_request(asked.id))
    assert refused.code == "new-decision-needed"
    assert {one["location"] for one in refused.problem["errors"]} == {"#/newProducts", "#/changedProducts"}
    await scenario(agreed, Scenario.B)
    refused = await refusal(client.grant_change_request(asked.id))
    assert [one["location"] for one in refused.problem["errors"]] == ["#/newProducts"]
    await provider.withdraw_change_request(asked.id)
    asked = await provider.register_change_request(new_request(agreed, made, "VOW/2", new_products=[]))
    assert (await client.grant_change_request(asked.id)).granted_numbers == [1, 2]


@pytest.mark.rule("R-A11")
async def test_a_later_end_takes_a_test_in_b_too(agreed: Any) -> None:
    """Asked until the end of the year: refused without a test, granted after one."""
    made, client = await granted(agreed), agreed.client()
    provider = agreed.client(made.provider)
    await scenario(agreed, Scenario.B)
    later = AskedChange(
        allocation_number=made.allocation_number, desired_from=made.start_date, end_date=date(2026, 12, 30), volume=3,
        unit="04", frequency="2",
    )  # fmt: skip
    new = new_request(agreed, made, changed_products=[later], new_products=[])
    asked = await provider.register_change_request(new)
    assert codes(await refusal(client.grant_change_request(asked.id))) == ["not-tested"]
    await with_review(agreed, made)
    await client.grant_change_request(asked.id)
    assert (await client.get_allocation(made.id)).end_date == date(2026, 12, 30)


@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_acute_care_is_changed_at_once_and_looked_at_afterwards(agreed: Any) -> None:
    """More from 27-4, and day care beside it, by anybody and in A: granted, with reviews afterwards; from 28-4, or for another care plan: judged as any care."""
    made = await granted(agreed, acute=True)
    await scenario(agreed, Scenario.A)
    provider, stranger = agreed.client(made.provider), agreed.client(end_user=STRANGER)
    late = new_request(agreed, made, "VOW/1", date(2026, 4, 28))
    plan = new_request(agreed, made, "VOW/2", date(2026, 4, 27), reason="2")
    for new, why, fields in (
        (late, "acute-starts-late", {"#/changedProducts", "#/newProducts"}),
        (plan, "acute-without-motive", {"#/reason"}),
    ):
        asked = await provider.register_change_request(new)
        refused = await refusal(stranger.grant_change_request(asked.id))
        assert (refused.code, refused.status) == ("new-decision-needed", 409)
        at = {one["location"] for one in refused.problem["errors"] if one["code"] == why}
        assert at == fields and {one["rule"] for one in refused.problem["errors"]} >= {"R-A03", "R-A35"}
        await provider.withdraw_change_request(asked.id)
    assert await agreed.client().list_reviews(kind="afterAcute") == []
    soon = new_request(agreed, made, "VOW/3", date(2026, 4, 27))
    done = await stranger.grant_change_request((await provider.register_change_request(soon)).id)
    assert done.granted_numbers == [1, 2, 3]
    found = await agreed.client().list_reviews(kind="afterAcute")
    assert {2, 3} <= {one.allocation_number for one in found}


@pytest.mark.rule("R-A48")
@pytest.mark.rule("R-A11")
async def test_acute_care_is_asked_longer_until_its_half_year_check(agreed: Any) -> None:
    """From 20-4 until 30-6: asked until 20-10 it is tested like any care, until 19-10 it is granted at once; sooner takes a mandate."""
    made = await granted(agreed, acute=True)
    await scenario(agreed, Scenario.B)
    provider, client, stranger = (
        agreed.client(made.provider), agreed.client(), agreed.client(end_user=STRANGER),
    )  # fmt: skip
    for number, (last, granter, said) in enumerate(
        (
            (date(2026, 10, 20), client, ["not-tested", "acute-too-long"]),
            (date(2026, 10, 19), stranger, []),
            (date(2026, 8, 31), stranger, ["mandate-missing"]),
            (date(2026, 8, 31), client, []),
        )
    ):
        other = AskedChange(
            allocation_number=made.allocation_number, desired_from=made.start_date, end_date=last, volume=3, unit="04",
            frequency="2",
        )  # fmt: skip
        new = new_request(agreed, made, f"VOW/{number}", changed_products=[other], new_products=[])
        asked = await provider.register_change_request(new)
        if not said:
            await granter.grant_change_request(asked.id)
            assert (await client.get_allocation(made.id)).end_date == last
            continue
        refused = await refusal(granter.grant_change_request(asked.id))
        assert refused.code == said[0] or codes(refused) == said, refused.problem
        await provider.withdraw_change_request(asked.id)
    [review] = await client.list_reviews(kind="afterAcute")
    assert review.allocation_id == made.id


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A07")
@pytest.mark.rule("F-33")
async def test_more_and_longer_is_judged_as_a_decision_would_be(agreed: Any) -> None:
    """Beyond the contract: refused. 30,000 raised to 50,000.01: refused until another looked, whose review stands; acute at once."""
    budget: dict[str, Any] = {"product_code": None, "volume": None, "unit": None, "frequency": None}
    client, days = agreed.client(), {"end_date": date(2026, 9, 30)}
    made = await granted(agreed, end_date=date(2029, 12, 31))
    await scenario(agreed, Scenario.B)
    provider = agreed.client(made.provider)
    await with_review(agreed, made)
    later = AskedChange(
        allocation_number=made.allocation_number, desired_from=made.start_date, end_date=date(2030, 3, 31), volume=3,
        unit="04", frequency="2",
    )  # fmt: skip
    asked = await provider.register_change_request(
        new_request(agreed, made, changed_products=[later], new_products=[])
    )
    refused = await refusal(client.grant_change_request(asked.id))
    assert "contract-over" in codes(refused), refused.problem
    for number, acute in enumerate((False, True)):
        citizen = (await youth_of(agreed, f"jong-{'ab'[number]}", "2012-01-01")).citizen_id
        await agreed.mandated()
        given = new_allocation(
            agreed, citizen, f"VOT/{number}", **budget, **days,
            budget_cents=3_000_000, start_date=date(2026, 4, 20), acute=acute, note="Onveilig thuis.", contract_id=agreed.contract.id,
        )  # fmt: skip
        done = await client.grant_allocation_request(
            (await provider.register_allocation_request(given)).id, AllocationGrant()
        )
        known = await client.get_allocation(done.allocation_id)
        more = AskedChange(
            allocation_number=known.allocation_number, desired_from=known.start_date, end_date=known.end_date,
            budget_cents=5_000_001,
        )  # fmt: skip
        new = new_request(
            agreed, known, f"VOW/1{number}", law=known.law, changed_products=[more], new_products=[]
        )
        asked = await provider.register_change_request(new)
        if not acute:
            for _ in range(2):
                assert codes(await refusal(client.grant_change_request(asked.id))) == ["switch-team"]
            [review] = await client.list_reviews(kind="switchTeam")
            assert (review.allocation_id, review.asked_cents) == (known.id, 5_000_001)
            completion = ReviewCompletion(outcome=ReviewOutcome.APPROVED, advice="Passend.")
            await agreed.client(end_user="t.toetser").complete_review(review.id, completion)
        await client.grant_change_request(asked.id)
        assert (await client.get_allocation(known.id)).budget_cents == 5_000_001
        looked = [one.allocation_id for one in await client.list_reviews(kind="afterAcute")]
        assert (known.id in looked) is acute


@pytest.mark.rule("R-A16")
async def test_a_later_end_stays_within_the_age_limit(agreed: Any) -> None:
    """Turns 18 on 1-9: until 31-8 runs; asked until 31-10 it is refused by the age, whatever was tested."""
    citizen = (await youth_of(agreed, "jong-bijna", "2008-09-01")).citizen_id
    await agreed.mandated()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    given = new_allocation(agreed, citizen, end_date=date(2026, 8, 15))
    done = await client.grant_allocation_request(
        (await provider.register_allocation_request(given)).id, AllocationGrant()
    )
    known = await client.get_allocation(done.allocation_id)
    later = AskedChange(
        allocation_number=known.allocation_number, desired_from=known.start_date, end_date=date(2026, 10, 31), volume=4,
        unit="04", frequency="2",
    )  # fmt: skip
    new = new_request(agreed, known, law=known.law, changed_products=[later], new_products=[])
    asked = await provider.register_change_request(new)
    found = codes(await refusal(client.grant_change_request(asked.id)))
    assert "not-tested" in found and any(one.startswith("age-") for one in found), found
