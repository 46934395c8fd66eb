"""Findings on what was done of what a contract asks: social return near the end, and demands that fall short."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.schemas.contracts import Circumstances, Finding
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.quality_deliveries.examples import COMPETENT, TEN_HOURS, line, told
from tests.services.contracts.social_returns.examples import FIVE, effort, recognised, running, stating

ReadyOn = Callable[[date], Awaitable[Ready]]


async def found(ready: Ready, contract: Any, code: str, oin: str | None = None) -> list[Finding]:
    """What is found of one kind."""
    answer = await ready.client(oin).findings(contract.id)
    return [one for one in answer.findings if one.code == code]


async def unassessed(ready: Ready, contract: Any) -> set[tuple[str, str]]:
    """Which kinds could not be judged, and for want of what."""
    return {(one.code, one.where) for one in (await ready.client().findings(contract.id)).unassessed}


@pytest.mark.rule("R-C31")
async def test_a_gap_near_the_end_of_the_term_is_a_warning_that_recognition_clears(
    ready_on: ReadyOn,
) -> None:
    """Two months before the end 24,000 of 30,000 is recognised: 6,000 is missing; another 6,000 clears it."""
    ready, contract = await running(ready_on, date(2026, 11, 1))
    await recognised(ready, contract)
    awaits = effort(contract, valueCents=600_000, kind="socialPurchase")
    made = (await ready.ask("POST", "/social-returns", oin=ready.lead, json=awaits)).json()
    (gap,) = await found(ready, contract, "social-return-gap", ready.lead)
    assert (gap.rule, gap.severity, gap.where) == ("R-C31", "warning", "#/conditions/socialReturn")
    assert gap.reason.nl == (
        "Tot en met 31 december 2026 is € 30.000,00 aan social return vereist en € 24.000,00 erkend: er ontbreekt € 6.000,00."
        " Op een oordeel wacht € 6.000,00."
    )
    await ready.ask("POST", f"/social-returns/{made['id']}/decision", json={"recognised": True})
    assert await found(ready, contract, "social-return-gap") == []


@pytest.mark.rule("R-C31")
async def test_long_before_the_end_nothing_is_said_unless_the_limit_is_moved(ready_on: ReadyOn) -> None:
    """Eight months ahead there is no warning; with a limit of ten months there is."""
    ready, contract = await running(ready_on, date(2026, 5, 1))
    assert await found(ready, contract, "social-return-gap") == []
    told_ = Circumstances.model_validate({"limits": {"socialReturnMonths": 10}})
    await ready.client().set_circumstances(contract.id, told_)
    assert len(await found(ready, contract, "social-return-gap")) == 1


@pytest.mark.rule("R-C31")
async def test_a_year_that_is_behind_within_the_term_is_a_remark(ready_on: ReadyOn) -> None:
    """Of four years the first is past and nothing was done: information, for the term has years to make it good."""
    ready, contract = await running(ready_on, date(2027, 2, 1), baseTermMonths=48)
    (gap,) = await found(ready, contract, "social-return-gap")
    assert (gap.severity, "€ 30,000.00" in gap.reason.en, "31 December 2026" in gap.reason.en) == (
        "information",
        True,
        True,
    )


@pytest.mark.rule("R-C31")
async def test_a_sum_that_nobody_stated_cannot_be_judged(ready_on: ReadyOn) -> None:
    """Staff cost of a year that ends soon: unassessed until it is stated, then a gap."""
    asks = {"socialReturn": {"basisPoints": 500, "base": "staffCost"}}
    ready, contract = await running(ready_on, date(2026, 11, 1), conditions=asks)
    missing = ("social-return-gap", "#/conditions/socialReturn/base")
    assert missing in await unassessed(ready, contract)
    await ready.ask("POST", "/social-return-sums", json=stating(contract, 40_000_000))
    assert missing not in await unassessed(ready, contract)
    assert "€ 20.000,00" in (await found(ready, contract, "social-return-gap"))[0].reason.nl


@pytest.mark.rule("R-C32")
async def test_seven_of_ten_hours_is_a_warning_with_the_lowest_trajectory(ready_on: ReadyOn) -> None:
    """Nothing told is unassessed; 7 and 9 of 10 hours warn of both and name the lowest; enough hours clear it."""
    demands = {"qualityDemands": [COMPETENT, TEN_HOURS]}
    ready, contract = await running(ready_on, date(2026, 5, 1), conditions=demands, productCodes=["01A03"])
    where = "#/conditions/qualityDemands/1"
    assert {
        ("quality-minimum-not-delivered", where),
        ("quality-demand-not-met", "#/conditions/qualityDemands/0"),
    } <= await unassessed(ready, contract)
    lines = [
        line(),
        line(trajectoryReference="TR-2", value="9"),
        line(demandNumber=2, value=None, met=False),
    ]
    await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, *lines))
    (hours,) = await found(ready, contract, "quality-minimum-not-delivered")
    assert (hours.rule, hours.severity, hours.where) == ("R-C32", "warning", where)
    assert hours.reason.en == (
        "Quality demand 1: in 2 of 2 trajectories less than 10 was delivered; least in trajectory TR-1: 7."
    )
    (staff,) = await found(ready, contract, "quality-demand-not-met")
    assert (staff.where, "TR-1" in staff.reason.nl) == ("#/conditions/qualityDemands/0", True)
    enough = [line(value="10"), line(trajectoryReference="TR-2", value="10")]
    await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, *enough))
    assert await found(ready, contract, "quality-minimum-not-delivered") == []


@pytest.mark.rule("R-C31")
@pytest.mark.rule("R-C32")
async def test_a_draft_is_not_told_of_what_nobody_could_have_done(ready_on: ReadyOn) -> None:
    """Neither a finding nor something unassessed, saved or not; and the findings of many take as many statements as of one."""
    ready, _ = await running(ready_on, date(2026, 11, 1), conditions={**FIVE, "qualityDemands": [TEN_HOURS]})
    draft = await ready.draft(
        number="ALP-2", municipalityCode="0485", conditions={**FIVE, "qualityDemands": [TEN_HOURS]}
    )
    answer = await ready.client().findings(draft.id)
    told_ = {one.code for one in answer.findings} | {one.code for one in answer.unassessed}
    assert not told_ & {"social-return-gap", "quality-minimum-not-delivered"}
    query = "query { contracts { nodes { findings { code } unassessed { code } } } }"
    few = await given.statements(ready.tenant, query)
    for number in range(3):
        made = await ready.draft(
            number=f"X-{number}",
            municipalityCode=f"051{number}",
            baseTermMonths=12,
            extensionOptions=[],
            conditions={**FIVE, "qualityDemands": [TEN_HOURS]},
            history={"signedOn": "2025-12-15", "slices": []},
        )
        await ready.client().activate(made.id)
    assert await given.statements(ready.tenant, query) == few
