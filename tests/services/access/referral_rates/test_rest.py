"""Referral rates over HTTP: of teams and practices, with their reasons, for the municipality alone; and the control chart."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.schemas.access import NewReferral, NewTeam, Referral, Request
from shared.values.access_policies import TeamKind
from shared.values.choosing import CareDomain, CareIntensity
from shared.values.referring import RateGap, RatesBy
from shared.values.terms import Law
from tests.services.access.area_sizes.test_operations import inhabitants
from tests.services.access.care_starts.test_rest import refusal
from tests.services.access.conftest import Agreed
from tests.support.tenants import Tenant

MONDAY, TUESDAY = date(2026, 4, 20), date(2026, 4, 21)
PRACTICE = "01054321"


async def teams(agreed: Agreed) -> None:
    """A of 5,000 people, B of 1,000, and C of an area of which nobody told."""
    for code, people in (("A", "5000"), ("B", "1000"), ("C", None)):
        new = NewTeam(
            code=code,
            kind=TeamKind.SOCIAL,
            name=f"Team {code}",
            areas=[f"WK-{code}"],
            valid_from=date(2026, 1, 1),
        )
        await agreed.client().register_team(new)
        if people is not None:
            await agreed.tell("characteristic-registered", inhabitants(agreed, f"WK-{code}", people))


async def refer(agreed: Agreed, team: str | None, citizen: str, **other: Any) -> tuple[Request, Referral]:
    """A question at a team, referred to the first provider on the day."""
    law = other.pop("law", Law.WMO_2015)
    request = await agreed.report(citizen, law=law, **({} if team is None else {"team": team}))
    given = {
        "provider": agreed.tenant.providers[0],
        "product_category": "02",
        "expected_cents": 1_000,
        **other,
    }
    return request, await agreed.client().make_referral(request.id, NewReferral(**given))


async def week(agreed: Agreed) -> list[Referral]:
    """Ten of A on Monday; on Tuesday 21 of A, three of B, one of C and one of no team."""
    for number in range(10):
        await refer(agreed, "A", f"eerder-{number}")
    await agreed.on(TUESDAY)
    made = [(await refer(agreed, "A", f"nu-{number}"))[1] for number in range(20)]
    made.append((await refer(agreed, "A", "eerder-0"))[1])
    for number, team in enumerate(("B", "B", "B", "C", None)):
        await refer(agreed, team, f"ander-{number}")
    return made


@pytest.mark.rule("R-A39")
@pytest.mark.rule("E-12")
@pytest.mark.rule("E-19")
@pytest.mark.rule("D-10")
async def test_a_team_is_held_against_the_others_and_its_own_day_before(agreed: Agreed) -> None:
    """21 of 5,000 = 4.2 per 1,000 against a mean of 3.0 of 1,000 is +40 %; ten the day before is +110 %; to be discussed."""
    await teams(agreed)
    made = await week(agreed)
    client, member = agreed.client(), agreed.client(agreed.tenant.providers[0])
    await member.accept_referral(made[0].id)
    await member.refuse_referral(made[1].id, "Geen plek")
    other = NewReferral(
        provider=agreed.tenant.providers[1], intensity=CareIntensity.HEAVY, product_category="02"
    )
    again = await client.make_referral(made[1].request_id, other)
    found = await client.referral_rates(TUESDAY, TUESDAY)
    assert (found.earlier_first_day, found.earlier_last_day, found.referrals) == (MONDAY, MONDAY, 26)
    assert (found.norm_basis_points, found.policy_version, found.policy_id) == (2_500, 0, None)
    a, b, c, nobody = found.lines
    assert (a.subject, a.referrals, a.per_thousand, a.mean_per_thousand) == ("A", 21, "4.20", "3.00")
    assert (a.deviation_basis_points, a.earlier_deviation_basis_points, a.above_norm) == (4_000, 11_000, True)
    assert set(a.cases) == {one.id for one in made} and again.id not in a.cases, "a question counts once"
    assert (a.asked, a.accepted, a.refused, a.breaches, a.refusal_basis_points) == (22, 1, 1, 1, 5_000)
    assert (a.expected_cents, a.layer_unknown, a.days_until_referral) == (20_000, 21, "8.0")
    assert (a.again, a.again_basis_points) == (1, 476), "one citizen was referred on another question"
    assert (b.per_thousand, b.deviation_basis_points, b.above_norm, b.cases) == ("3.00", -2_857, False, [])
    assert (c.per_thousand, c.gap, c.referrals) == (None, RateGap.AREAS_UNKNOWN, 1)
    assert (nobody.subject, nobody.gap) == (None, RateGap.NO_TEAM)
    said = [one.sentence for one in found.steps]
    assert any("4.20 tegenover gemiddeld 3.00" in one and "40" in one for one in said)
    other_kind = await client.referral_rates(TUESDAY, TUESDAY, category="45")
    assert [one.referrals for one in other_kind.lines] == [0, 0, 0]
    graph = await agreed.graph(
        '{ referralRates(firstDay: "2026-04-21", lastDay: "2026-04-21", category: "02")'
        " { lines { subject perThousand aboveNorm categories { category deviationBasisPoints } } } }"
    )
    (first, *_) = graph["data"]["referralRates"]["lines"]
    assert first == {
        "subject": "A", "perThousand": "4.20", "aboveNorm": True,
        "categories": [{"category": "02", "deviationBasisPoints": 4_000}],
    }  # fmt: skip


@pytest.mark.rule("R-A39")
async def test_the_view_is_for_the_municipality_over_days_in_order(
    agreed: Agreed, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """A provider is refused (403); another municipality sees none of it; days that are reversed are refused with a reason."""
    await refer(agreed, "A", "inwoner-1")
    client = agreed.client()
    denied = await refusal(agreed.client(agreed.tenant.providers[0]).referral_rates(MONDAY, MONDAY))
    assert (denied.status, denied.code) == (403, "purchaser-only")
    reversed_ = await refusal(client.referral_rates(TUESDAY, MONDAY))
    assert (reversed_.status, reversed_.code) == (400, "count-days-refused")
    other = await tenant_on(MONDAY)
    assert (await other.client(AccessClient).referral_rates(MONDAY, MONDAY)).lines == []
    assert (await client.referral_rates(MONDAY, MONDAY)).referrals == 1
    wrong = await agreed.get("/referral-rates?from=2026-04-20&until=2026-04-20&category=999900018")
    assert wrong.status_code == 400


@pytest.mark.rule("R-A39")
@pytest.mark.rule("E-18")
async def test_a_practice_has_counts_and_the_domains_that_it_leaves(agreed: Agreed) -> None:
    """A GP's referrals for youth help: all of them, across a border of domains, without people to count them over."""
    await refer(agreed, None, "jongere-1", law=Law.JEUGDWET, referrer_type="02", referrer_code=PRACTICE)
    await refer(agreed, "A", "inwoner-2", to_domain=CareDomain.HOUSING)
    found = await agreed.client().referral_rates(MONDAY, MONDAY, RatesBy.PRACTICE)
    (line,) = found.lines
    assert (line.subject, line.referrals, line.share_basis_points, line.across) == (PRACTICE, 1, 10_000, 1)
    assert (line.per_thousand, line.gap, line.above_norm) == (None, RateGap.NO_DENOMINATOR, False)
    by_team = await agreed.client().referral_rates(MONDAY, MONDAY)
    assert [(one.subject, one.across) for one in by_team.lines] == [("A", 1), (None, 1)]


@pytest.mark.rule("R-A39")
async def test_outcomes_charts_the_months_of_a_team(agreed: Agreed, monkeypatch: Any) -> None:
    """12 of 5,000 in April is 2.4 per 1,000, months without people are left out; away is 503; an unknown team 404."""
    await teams(agreed)
    for number in range(12):
        await refer(agreed, "A", f"inwoner-{number}")
    await agreed.on(date(2026, 5, 1))
    client = agreed.client()
    chart = await client.referral_control_chart("A", 24)
    assert (chart.points[0].month, chart.points[-1].month, len(chart.points)) == ("2024-05", "2026-04", 24)
    last, older = chart.points[-1], chart.points[0]
    assert (last.referrals, last.population) == (12, 5_000) and float(last.per_thousand or 0) == 2.4
    assert (older.population, older.per_thousand, chart.base_points, chart.on_trial) == (None, None, 4, True)
    assert float(chart.centre or 0) == pytest.approx(0.6) and last.upper is not None
    frozen = await client.referral_control_chart("A", 4, base_until="2026-03", corrected=True)
    assert (frozen.corrected, [one.base for one in frozen.points]) == (True, [True, True, True, False])
    graph = await agreed.graph(
        '{ referralControlChart(team: "A", months: 2) { basePoints points { month } } }'
    )
    assert graph["data"]["referralControlChart"]["basePoints"] == 2
    missing = await refusal(client.referral_control_chart("X"))
    assert (missing.status, missing.code) == (404, "team-not-found")
    denied = await refusal(agreed.client(agreed.tenant.providers[0]).referral_control_chart("A"))
    assert denied.status == 403
    outcomes = agreed.tenant.house.services["access"].clients.outcomes
    monkeypatch.setattr(outcomes, "base_url", "http://127.0.0.1:9/v1")
    monkeypatch.setattr(outcomes, "patience", 0.0)
    away = await agreed.get("/referral-rates/control-chart?team=A")
    assert (away.status_code, away.json()["code"]) == (503, "sibling-away")
