"""What a request for change makes more of is held to the kinds of its category and to ratification, over HTTP."""

from datetime import date
from typing import Any

import pytest

from shared.schemas import access as schemas
from shared.schemas.access.change_requests import AskedChange
from shared.values.arrangements import Scenario
from shared.values.products import SupportKind
from tests.services.access.allocations.test_grounds import with_review
from tests.services.access.allocations.test_judging import indicated, ratified
from tests.services.access.allocations.test_rest import granted, scenario
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.change_requests.test_rest import new_request
from tests.services.access.legal_checks.known import catalogued
from tests.support.statements import counted


async def longer(agreed: Any, made: Any, last: date, reference: str = "VOW/1") -> Any:
    """The provider asks for the same until another day."""
    other = AskedChange(
        allocation_number=made.allocation_number, desired_from=made.start_date, end_date=last, volume=3, unit="04",
        frequency="2",
    )  # fmt: skip
    new = new_request(agreed, made, reference, changed_products=[other], new_products=[])
    return await agreed.client(made.provider).register_change_request(new)


@pytest.mark.rule("R-A14")
async def test_what_names_no_known_product_counts_as_the_heaviest_of_its_category(agreed: Any) -> None:
    """Wlz since 1-2: a code that the catalogue does not know, in a category with guidance, is blocked; sooner is granted."""
    made, client = await granted(agreed, product_code="02A99"), agreed.client()
    await catalogued(agreed)
    await catalogued(agreed, code="02V01", support_kind=SupportKind.TRANSPORT)
    await scenario(agreed, Scenario.B)
    await indicated(agreed, made.request_id, date(2026, 2, 1))
    await with_review(agreed, made)
    asked = await longer(agreed, made, date(2026, 9, 30))
    refused = await refusal(client.grant_change_request(asked.id))
    assert [(one["code"], one["rule"]) for one in refused.problem["errors"]] == [("wlz-covers", "R-A14")]
    await agreed.client(made.provider).withdraw_change_request(asked.id)
    await client.grant_change_request((await longer(agreed, made, date(2026, 5, 31), "VOW/2")).id)
    assert (await client.get_allocation(made.id)).end_date == date(2026, 5, 31)


@pytest.mark.rule("R-A20")
@pytest.mark.rule("F-28")
async def test_more_than_the_limit_is_ratified_by_another(agreed: Any) -> None:
    """Limit 10,000.00, worth 10,000.01: longer is refused until another ratified a decision that covers it; acute care is granted, looked at afterwards."""
    made = await granted(agreed, value_cents=1_000_001)
    acute = await granted(agreed, "inwoner-2", value_cents=1_000_001, acute=True)
    client, last = agreed.client(), date(2026, 9, 30)
    await client.register_policy(
        schemas.NewPolicy(valid_from=agreed.tenant.today, ratified_above_cents=1_000_000)
    )
    await scenario(agreed, Scenario.B)
    await with_review(agreed, made)
    asked = await longer(agreed, made, last)
    refused = await refusal(client.grant_change_request(asked.id))
    assert [(one["code"], one["rule"]) for one in refused.problem["errors"]] == [("ratification", "R-A20")]
    again = await agreed.report()
    new = agreed.new_decision(volume=3, end_date=last, value_cents=1_000_001, draft=True)
    await ratified(agreed, await client.take_decision(again.id, new))
    await client.grant_change_request(asked.id)
    assert (await client.get_allocation(made.id)).end_date == last
    await client.grant_change_request((await longer(agreed, acute, last, "VOW/2")).id)
    assert [one.allocation_id for one in await client.list_reviews(kind="afterAcute")] == [acute.id]


@pytest.mark.rule("R-A20")
async def test_one_change_or_two_take_as_many_statements(agreed: Any) -> None:
    """Until 30-9 for one of two products, and for both, each above the limit: as many statements, and every fault once."""
    made = await granted(agreed, value_cents=1_000_001)
    beside = await granted(agreed, product_code="02A04", value_cents=1_000_001)
    client, provider = agreed.client(), agreed.client(made.provider)
    await client.register_policy(
        schemas.NewPolicy(valid_from=agreed.tenant.today, ratified_above_cents=1_000_000)
    )
    await scenario(agreed, Scenario.B)
    ran = []
    for number in (1, 2):
        changed = [
            AskedChange(
                allocation_number=one.allocation_number, desired_from=one.start_date, end_date=date(2026, 9, 30), volume=3,
                unit="04", frequency="2",
            )
            for one in (made, beside)[:number]
        ]  # fmt: skip
        new = new_request(
            agreed, made, f"VOW/{number}", changed_products=changed, new_products=[],
            unchanged_numbers=[beside.allocation_number][: 2 - number],
        )  # fmt: skip
        asked = await provider.register_change_request(new)
        async with counted(agreed.tenant.house, "access") as statements:
            refused = await refusal(client.grant_change_request(asked.id))
        assert codes(refused) == ["not-tested", "ratification"]
        ran.append(len(statements))
        await provider.withdraw_change_request(asked.id)
    assert ran[0] == ran[1]
