"""What a provider calls acute is granted as acute care by the one verdict of all acute care, over HTTP (G-40, R-A48, F-33)."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationGrant, NewRequest
from shared.values.terms import ProvisionType
from tests.services.access.allocation_requests.test_grounds import ACUTE, GRANT, STRANGER, WMO
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import catalogued, youth

APRIL = date(2026, 4, 20)


async def _asked(agreed: Any, citizen: Any, reference: str = "VOT/1", **other: Any) -> Any:
    """A provider's request for guidance under the Wmo from today, as it was registered."""
    values = {**WMO, "start_date": APRIL, "end_date": date(2026, 10, 19), **other}
    new = new_request(agreed, citizen, reference, **values)
    return await agreed.client(agreed.tenant.providers[0]).register_allocation_request(new)


@pytest.mark.rule("R-A48")
@pytest.mark.rule("G-40")
@pytest.mark.rule("R-A03")
async def test_acute_is_what_begins_within_a_week_and_lasts_half_a_year(agreed: Any) -> None:
    """On 20-4, by who has no mandate: from 27-4 and until 19-10 granted; from 28-4, until 20-10, without end or motive refused, all named."""
    stranger = agreed.client(end_user=STRANGER)
    cases: list[tuple[dict[str, Any], str | None]] = [
        ({"start_date": date(2026, 4, 27), "end_date": date(2026, 10, 26)}, None),
        ({"start_date": date(2026, 4, 28), "end_date": date(2026, 10, 26)}, "acute-starts-late"),
        ({"end_date": date(2026, 10, 19)}, None),
        ({"end_date": date(2026, 10, 20)}, "acute-too-long"),
        ({"end_date": None, "frequency": "4"}, "acute-too-long"),
        ({"note": None}, "acute-without-motive"),
        ({"note": "  "}, "acute-without-motive"),
    ]
    granted = []
    for number, (given, why) in enumerate(cases):
        citizen = (await agreed.report(f"inwoner-{'abcdefg'[number]}")).citizen_id
        asked = await _asked(agreed, citizen, f"VOT/{number}", **{**ACUTE, **given})
        if why is None:
            done = await stranger.grant_allocation_request(asked.id, GRANT)
            made = await agreed.client().get_allocation(done.allocation_id)
            assert made.acute
            granted.append(made.id)
            continue
        refused = await refusal(stranger.grant_allocation_request(asked.id, GRANT))
        assert (refused.code, codes(refused)) == ("allocation-refused", ["mandate-none", "no-ground", why])
        error = refused.problem["errors"][-1]
        where = {"acute-without-motive": "#/note", "acute-starts-late": "#/startDate"}.get(why, "#/endDate")
        assert (error["location"], error["rule"]) == (where, "G-40" if where == "#/note" else "R-A48")
    reviews = await agreed.client().list_reviews(kind="afterAcute")
    assert [one.allocation_id for one in reviews] == granted


@pytest.mark.rule("R-A48")
async def test_the_days_that_are_granted_are_judged(agreed: Any) -> None:
    """Asked from 28-4 until 20-10: granted as acute care with other days, refused again with days that can wait."""
    citizen = (await agreed.report()).citizen_id
    stranger = agreed.client(end_user=STRANGER)
    asked = await _asked(
        agreed, citizen, **{**ACUTE, "start_date": date(2026, 4, 28), "end_date": date(2026, 10, 28)}
    )
    late = await refusal(stranger.grant_allocation_request(asked.id, GRANT))
    assert codes(late)[-2:] == ["acute-starts-late", "acute-too-long"]
    only_start = AllocationGrant(start_date=date(2026, 4, 27))
    assert (
        codes(await refusal(stranger.grant_allocation_request(asked.id, only_start)))[-1] == "acute-too-long"
    )
    days = AllocationGrant(start_date=date(2026, 4, 27), end_date=date(2026, 10, 26))
    done = await stranger.grant_allocation_request(asked.id, days)
    assert (await agreed.client().get_allocation(done.allocation_id)).acute


@pytest.mark.rule("G-40")
@pytest.mark.rule("F-33")
async def test_the_question_or_the_product_says_that_it_is_acute(agreed: Any) -> None:
    """An acute question gives its motive; a crisis product is acute by itself, with a note; without any motive it is judged as any care."""
    stranger, client = agreed.client(end_user=STRANGER), agreed.client()
    said: list[NewRequest] = [
        agreed.new_request("inwoner-a", acute=True, acute_motive="Onveilig thuis."),
        agreed.new_request("inwoner-b", acute=True),
    ]
    for number, (new, why) in enumerate(zip(said, (None, "acute-without-motive"), strict=True)):
        question = await client.report_request(new)
        asked = await _asked(agreed, question.citizen_id, f"VOT/{number}", request_id=question.id)
        if why is None:
            await stranger.grant_allocation_request(asked.id, GRANT)
        else:
            refused = await refusal(stranger.grant_allocation_request(asked.id, GRANT))
            assert codes(refused) == ["mandate-none", "no-ground", why]
    await catalogued(agreed, acute=True)
    citizen = (await agreed.report("inwoner-c")).citizen_id
    asked = await _asked(agreed, citizen, "VOT/8", start_date=date(2026, 4, 1), note="Crisis.")
    assert not asked.acute
    done = await stranger.grant_allocation_request(asked.id, GRANT)
    made = await client.get_allocation(done.allocation_id)
    assert (made.acute, made.retroactive) == (True, True)
    bare = await _asked(agreed, citizen, "VOT/9")
    assert (
        codes(await refusal(stranger.grant_allocation_request(bare.id, GRANT)))[-1] == "acute-without-motive"
    )
    assert len(await client.list_reviews(kind="afterAcute")) == 2


@pytest.mark.rule("R-A48")
@pytest.mark.rule("R-A16")
async def test_a_crisis_product_that_can_wait_is_held_to_the_frame(agreed: Any) -> None:
    """Youth help in crisis for who is 36: from 28-4 refused by the age, from 27-4 granted and looked at afterwards."""
    citizen = (await youth(agreed, "1990-01-01")).citizen_id
    await catalogued(agreed, code="45A04", category="45", acute=True)
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    new = new_request(
        agreed, citizen, start_date=date(2026, 4, 28), end_date=date(2026, 10, 26), note="Crisis."
    )
    asked = await provider.register_allocation_request(new)
    refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
    assert codes(refused) == ["age-ended", "acute-starts-late"]
    await client.grant_allocation_request(asked.id, AllocationGrant(start_date=date(2026, 4, 27)))
    assert len(await client.list_reviews(kind="afterAcute")) == 1
    steps = (await client.explain_allocation_request(asked.id)).steps
    assert "R-A16" in {step.rule for step in steps}


@pytest.mark.rule("R-A48")
async def test_what_passes_every_gate_is_granted_as_plain_care(agreed: Any) -> None:
    """A GP's referral that is called acute and lasts until 31-10: granted, not as acute care, with why in its explanation."""
    citizen = (await youth(agreed, "2012-01-01")).citizen_id
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    asked = await provider.register_allocation_request(
        new_request(agreed, citizen, acute=True, start_date=APRIL, note="Nu nodig.")
    )
    done = await client.grant_allocation_request(asked.id, GRANT)
    assert not (await client.get_allocation(done.allocation_id)).acute
    assert await client.list_reviews(kind="afterAcute") == []
    told = await provider.explain_allocation_request(asked.id)
    assert "2026-10-19" in str([step.inputs for step in told.steps if step.rule == "R-A48"])


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-X06")
async def test_running_care_does_not_hold_acute_care_up(agreed: Any) -> None:
    """Beside the same product until 31-12, and right after it: plain refused (overlap, stretch-instead), acute granted and looked at."""
    client = agreed.client()
    cases = [
        (date(2026, 12, 31), APRIL, "overlap"),
        (date(2026, 4, 25), date(2026, 4, 26), "stretch-instead"),
    ]
    for number, (until, begins, why) in enumerate(cases):
        decision = await agreed.decided(f"inwoner-{'ab'[number]}", end_date=until)
        named = {"decision_number": decision.allocation_number, "decision_date": APRIL}
        given = {"start_date": begins, "end_date": date(2026, 10, 19)}
        if why == "stretch-instead":
            plain = await _asked(agreed, decision.citizen_id, f"VOT/1{number}", **given, **named)
        else:
            refused = await refusal(_asked(agreed, decision.citizen_id, f"VOT/1{number}", **given, **named))
            assert codes(refused) == ["allocation-stands"]
            other = {**ACUTE, **given, "note": None}
            plain = await _asked(agreed, decision.citizen_id, f"VOT/1{number}", **other, **named)
        assert why in codes(await refusal(client.grant_allocation_request(plain.id, GRANT)))
        acute = await _asked(agreed, decision.citizen_id, f"VOT/2{number}", **{**ACUTE, **given})
        done = await client.grant_allocation_request(acute.id, GRANT)
        reviews = await client.list_reviews(kind="afterAcute", citizenId=str(decision.citizen_id))
        assert [one.allocation_id for one in reviews] == [done.allocation_id]
        assert len(await client.list_allocations(citizenId=str(decision.citizen_id))) == 2
        rules = {step.rule for step in (await client.explain_allocation_request(acute.id)).steps}
        assert ("TR302" if why == "overlap" else "OP380") in rules


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-X06")
async def test_the_same_acute_care_is_not_granted_twice(agreed: Any) -> None:
    """Acute until 19-10: the same asked again within those days is refused; more hours and other days are granted."""
    citizen, client = (await agreed.report()).citizen_id, agreed.client()
    first = await _asked(agreed, citizen, "VOT/1", **ACUTE)
    await client.grant_allocation_request(first.id, GRANT)
    again = await _asked(agreed, citizen, "VOT/2", **{**ACUTE, "start_date": date(2026, 4, 21)})
    assert codes(await refusal(client.grant_allocation_request(again.id, GRANT))) == ["overlap"]
    more = AllocationGrant(volume=10)
    await client.grant_allocation_request(again.id, more)
    before = await _asked(agreed, citizen, "VOT/3", **{**ACUTE, "start_date": date(2026, 4, 1)})
    await client.grant_allocation_request(before.id, GRANT)
    assert len(await client.list_reviews(kind="afterAcute")) == 3


@pytest.mark.rule("R-A27")
async def test_a_general_provision_is_not_allocated(agreed: Any) -> None:
    """What the catalogue calls general is refused, acute or not, and nothing is allocated."""
    await catalogued(agreed, provision_type=ProvisionType.GENERAL)
    citizen, client = (await agreed.report()).citizen_id, agreed.client()
    named = {"decision_number": 1, "decision_date": APRIL}
    for number, given in enumerate((named, ACUTE)):
        asked = await _asked(agreed, citizen, f"VOT/{number}", **given)
        refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
        [error] = refused.problem["errors"]
        assert (refused.status, error["code"], error["location"], error["rule"]) == (
            409, "general-provision", "#/productCode", "R-A27",
        )  # fmt: skip
    assert await client.list_allocations(citizenId=str(citizen)) == []
