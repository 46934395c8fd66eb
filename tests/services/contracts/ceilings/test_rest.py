"""Ceilings over HTTP, each rule with its numbers: typed, by option, by level, with exempt care and warnings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.contracts.ceilings.rest import EXAMPLE
from shared.schemas.contracts import (
    Ceiling,
    CeilingCheck,
    CeilingCounters,
    CeilingShift,
    CeilingTerms,
    NewCeiling,
)
from tests.services.contracts.conftest import Ready
from tests.support.tenants import new_tenant

M = 100_000_000
CRISIS = [{"name": "crisiszorg", "productCodes": ["44A09"]}]


def level_one(ready: Ready, **changes: Any) -> dict[str, Any]:
    """Max 500,000, 60 citizens and 2,400 sessions for the lead, with crisis care exempt."""
    told = {
        "name": "Plafond", "year": 2026, "level": "providerSecondLine", "quantity": "cost", "scope": "provider",
        "option": "budgetCitizensActivities", "provider": ready.lead, "amountCents": 50_000_000,
        "maximumCitizens": 60, "maximumActivities": 2_400, "exemptCareTypes": CRISIS,
    }  # fmt: skip
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


def of_population(ready: Ready, level: str, **changes: Any) -> dict[str, Any]:
    """A pot of a population; at level 3 of 6 m: team 2.5 and second line 3.5."""
    told = {
        "name": "Pot", "year": 2026, "level": level, "quantity": "cost", "scope": "population",
        "populationId": str(ready.population_id), "amountCents": 6 * M, "teamCents": 250_000_000,
        "secondLineCents": 350_000_000, "exemptCareTypes": CRISIS,
    }  # fmt: skip
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


async def agreed(ready: Ready, body: dict[str, Any]) -> Ceiling:
    """A ceiling as the purchaser agrees it."""
    return await ready.client().agree_ceiling(NewCeiling.model_validate(body))


async def refused(ready: Ready, body: dict[str, Any]) -> list[tuple[str, str]]:
    """The codes and rules of the points for which a ceiling is refused."""
    answer = await ready.ask("POST", "/ceilings", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "ceiling-refused"), answer.text
    return [(one["code"], one["rule"]) for one in answer.json()["errors"]]


async def check(ready: Ready, ceiling: Ceiling, **counted: Any) -> CeilingCheck:
    """What counters mean under a ceiling."""
    counters = CeilingCounters(counted_on=date(2026, 6, 30), **counted)
    return await ready.client().check_ceiling(ceiling.id, counters)


@pytest.mark.rule("R-C21")
async def test_a_ceiling_is_typed_in_all_its_dimensions(ready: Ready) -> None:
    """Cost, fixed, per provider, minimum 60 % guaranteed."""
    made = await agreed(ready, level_one(ready, guaranteedBasisPoints=6_000))
    assert (made.quantity, made.mode, made.scope, made.guaranteed_cents) == (
        "cost",
        "fixed",
        "provider",
        30_000_000,
    )
    assert (made.guarantee_kind, made.providers_free) == ("floor", False)
    assert await ready.client().ceiling(made.id) == made
    why = [one.rule for one in (await ready.client().ceiling_derivation(made.id)).steps]
    assert why == ["R-C21", "R-C21", "R-C26"]


@pytest.mark.rule("R-C21")
async def test_a_volume_ceiling_and_one_that_moves_with_a_count(ready: Ready) -> None:
    """A volume has its unit; a dynamic ceiling of 1 m at 1,000 decisions is 1.1 m at 1,100."""
    volume = level_one(
        ready, quantity="volume", volume="1000.5", unit="hour", option=None, amountCents=None, maximumCitizens=None,
        maximumActivities=None,
    )  # fmt: skip
    hours = await agreed(ready, volume)
    found = await check(ready, hours, volume="1000.6")
    assert [(one.limit, one.maximum, one.counted) for one in found.breaches] == [
        ("volume", "1000.5", "1000.6")
    ]
    assert (found.ceiling_cents, found.remaining_cents) == (None, None)
    pot = await agreed(
        ready,
        of_population(
            ready,
            "populationSecondLine",
            amountCents=M,
            mode="dynamic",
            follows="accessDecisions",
            followedFrom=1_000,
        ),
    )
    moved = await check(ready, pot, spent_cents=105_000_000, followed=1_100)
    assert (moved.ceiling_cents, moved.breached, moved.warning) == (110_000_000, False, True)
    lacking = await ready.ask("POST", f"/ceilings/{pot.id}/_check", json={"countedOn": "2026-06-30"})
    assert (lacking.status_code, lacking.json()["code"]) == (409, "counters-refused")


@pytest.mark.rule("R-C21")
async def test_everything_that_contradicts_is_told_at_once(ready: Ready) -> None:
    """Scope of another level, no amount, no option, nothing declared exempt: every point with its rule."""
    body = {
        "name": "x",
        "year": 2026,
        "level": "providerSecondLine",
        "quantity": "cost",
        "scope": "population",
    }
    assert await refused(ready, {**body, "mode": "dynamic", "guaranteeKind": "floor"}) == [
        ("scope-of-other-level", "R-C21"), ("population-missing", "R-C21"), ("follows-missing", "R-C21"),
        ("followed-from-missing", "R-C21"), ("amount-missing", "R-C21"), ("option-missing", "R-C22"),
        ("exemptions-undeclared", "R-C26"), ("guarantee-missing", "G-42"),
    ]  # fmt: skip
    limits = level_one(ready, maximumCitizens=None, maximumActivities=None)
    assert await refused(ready, limits) == [("citizens-missing", "R-C22"), ("activities-missing", "R-C22")]
    uneven = of_population(ready, "populationAllLines", amountCents=6 * M + 1)
    assert await refused(ready, uneven) == [("lines-do-not-add-up", "R-C23")]


@pytest.mark.rule("R-C22")
@pytest.mark.parametrize(
    ("option", "hit"), [("budgetCitizensActivities", True), ("budgetCitizens", True), ("budget", False)]
)
async def test_the_sixty_first_citizen_breaches_option_one_and_two(
    ready: Ready, option: str, hit: bool
) -> None:
    """Max 500,000, 60 citizens, 2,400 sessions: under option 3 the 61st is no breach."""
    ceiling = await agreed(ready, level_one(ready, option=option))
    assert not (await check(ready, ceiling, spent_cents=40_000_000, citizens=60, activities=2_400)).breached
    found = await check(ready, ceiling, spent_cents=40_000_000, citizens=61, activities=100)
    assert found.breached is hit
    assert [(one.limit, one.maximum, one.counted) for one in found.breaches] == (
        [("citizens", "60", "61")] if hit else []
    )
    over = await check(ready, ceiling, spent_cents=50_000_001, citizens=61, activities=2_401)
    limits = {"budgetCitizensActivities": 3, "budgetCitizens": 2, "budget": 1}
    assert [one.limit for one in over.breaches] == ["budget", "citizens", "activities"][: limits[option]]
    assert (over.breaches[0].counted_cents, over.remaining_cents) == (50_000_001, -1)


@pytest.mark.rule("R-C23")
async def test_at_level_three_the_lines_are_one_pot(ready: Ready) -> None:
    """6 m = team 2.5 + second line 3.5: team +0.3 by using second line 3.2 is allowed; more than there is is not."""
    pot = await agreed(ready, of_population(ready, "populationAllLines"))
    assert pot.providers_free
    shift = CeilingShift(from_line="secondLine", to_line="team", amount_cents=30_000_000)
    dry = await ready.client().shift_lines(pot.id, shift, dry_run=True)
    moved = await ready.client().shift_lines(pot.id, shift)
    assert (moved.team_cents, moved.second_line_cents, moved.amount_cents) == (
        280_000_000,
        320_000_000,
        6 * M,
    )
    assert (dry.team_cents, moved.version) == (280_000_000, 2)
    assert "€ 2.800.000,00" in (await ready.client().ceiling_derivation(pot.id)).steps[0].sentence
    much = await ready.ask(
        "POST",
        f"/ceilings/{pot.id}/shifts",
        json={"fromLine": "team", "toLine": "team", "amountCents": 280_000_001},
    )
    assert (much.status_code, much.json()["code"]) == (409, "shift-refused")
    assert [one["code"] for one in much.json()["errors"]] == ["line-same", "line-too-small"]


@pytest.mark.rule("R-C23")
async def test_at_level_two_a_shift_needs_an_amendment(ready: Ready) -> None:
    """One second-line budget of a population, whose money follows access decisions; the team's is outside it."""
    pot = await agreed(ready, of_population(ready, "populationSecondLine", amountCents=350_000_000))
    answer = await ready.ask(
        "POST",
        f"/ceilings/{pot.id}/shifts",
        json={"fromLine": "secondLine", "toLine": "team", "amountCents": 30_000_000},
    )
    assert (answer.status_code, answer.json()["code"], answer.json()["rule"]) == (
        409,
        "shift-needs-amendment",
        "R-C23",
    )
    assert pot.providers_free and (await check(ready, pot, spent_cents=350_000_001)).breached


@pytest.mark.rule("R-C26")
async def test_exempt_care_is_declared_or_explicitly_none(ready: Ready) -> None:
    """Neither or both are refused; what is exempt is paid above the ceiling and reported; none is warned of."""
    for more in ({"exemptCareTypes": []}, {"noExemptions": True}):
        assert await refused(ready, level_one(ready, **more)) == [("exemptions-undeclared", "R-C26")]
    ceiling = await agreed(ready, level_one(ready))
    found = await check(ready, ceiling, spent_cents=53_000_000, exempt_cents=4_000_000)
    assert (found.breached, found.used_cents, found.exempt_cents, found.remaining_cents) == (
        False, 49_000_000, 4_000_000, 1_000_000,
    )  # fmt: skip
    none = await agreed(ready, level_one(ready, exemptCareTypes=[], noExemptions=True))
    assert [(one.rule, one.code) for one in none.remarks] == [("R-C26", "no-exemptions")]


@pytest.mark.rule("R-C62")
async def test_a_budget_only_asks_for_quality_monitoring(ready: Ready) -> None:
    """Option budget with 0 quality KPIs is warned of; with one it is not, and the other options never."""
    bare = await agreed(ready, level_one(ready, option="budget"))
    assert [(one.rule, one.code, one.severity) for one in bare.remarks] == [
        ("R-C62", "quality-unmonitored", "warning")
    ]
    watched = level_one(ready, option="budget", qualityIndicatorCodes=["client-satisfaction"])
    assert (await agreed(ready, watched)).remarks == []
    assert (await agreed(ready, level_one(ready))).remarks == []


async def test_a_warning_comes_before_the_breach(ready: Ready) -> None:
    """At 80 % where that was agreed, by the fullest limit; not a basis point before."""
    ceiling = await agreed(ready, level_one(ready, warningBasisPoints=8_000))
    assert not (await check(ready, ceiling, spent_cents=39_990_000)).warning
    found = await check(ready, ceiling, spent_cents=40_000_000, citizens=30)
    assert (found.warning, found.breached, found.used_basis_points) == (True, False, 8_000)
    assert (await check(ready, ceiling, citizens=48)).warning


@pytest.mark.rule("R-C24")
async def test_a_ceiling_names_the_division_it_comes_from(ready: Ready) -> None:
    """9.0 m over turnover 5/3/2: 4.5 m for the first; a division that is not there is 404."""
    basis = {
        "method": "turnover", "totalCents": 9 * M,
        "providers": [
            {"oin": oin, "turnoverCents": n * M}
            for oin, n in zip(ready.tenant.providers[:3], (5, 3, 2), strict=True)
        ],
    }  # fmt: skip
    made = await ready.ask(
        "POST", "/budget-allocations", json={"name": "Naar rato", "year": 2026, "basis": basis}
    )
    part = made.json()["parts"][0]
    body = level_one(
        ready, option="budget", controlOption="allProRata", provider=part["code"], amountCents=part["amountCents"],
        allocationId=made.json()["id"],
    )  # fmt: skip
    assert (await agreed(ready, body)).amount_cents == 450_000_000
    gone = await ready.ask("POST", "/ceilings", json={**body, "allocationId": str(ready.population_id)})
    assert (gone.status_code, gone.json()["code"]) == (404, "budget-allocation-not-found")


async def test_a_ceiling_is_revised_on_the_version_that_was_read(ready: Ready) -> None:
    """Next year's amount as version 2; the same terms again change nothing; an old version is refused."""
    made = await agreed(ready, level_one(ready))
    higher = CeilingTerms.model_validate(level_one(ready, amountCents=52_500_000))
    revised = await ready.client().revise_ceiling(made.id, 1, higher)
    assert (revised.version, revised.amount_cents, revised.id) == (2, 52_500_000, made.id)
    assert await ready.client().revise_ceiling(made.id, 2, higher) == revised
    old = await ready.ask("PUT", f"/ceilings/{made.id}", json=level_one(ready), headers={"If-Match": '"1"'})
    assert (old.status_code, old.json()["code"]) == (412, "if-match-outdated")
    bare = await ready.ask("PUT", f"/ceilings/{made.id}", json=level_one(ready))
    assert bare.status_code == 428


@pytest.mark.rule("R-C23")
async def test_a_revision_makes_no_other_ceiling(ready: Ready) -> None:
    """A pot of level 2 does not become one of level 3 to shift within; nor another year's, or another provider's."""
    body = of_population(ready, "populationSecondLine", teamCents=None, secondLineCents=None)
    made = await agreed(ready, body)
    wider = of_population(ready, "populationAllLines", year=2027)
    answer = await ready.ask("PUT", f"/ceilings/{made.id}", json=wider, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "ceiling-refused"), answer.text
    assert [(one["location"], one["code"], one["rule"]) for one in answer.json()["errors"]] == [
        ("#/level", "fixed", "R-C23"),
        ("#/year", "fixed", "R-C21"),
    ]
    own = await agreed(ready, level_one(ready))
    of_other = level_one(ready, provider=ready.tenant.providers[1])
    moved = await ready.ask("PUT", f"/ceilings/{own.id}", json=of_other, headers={"If-Match": '"1"'})
    assert [one["location"] for one in moved.json()["errors"]] == ["#/provider"]


@pytest.mark.rule("R-C24")
async def test_a_ceiling_of_one_member_is_no_business_of_the_others(ready: Ready) -> None:
    """Under a consortium's contract the member, who is paid and the auditor see it; of the population every party does."""
    contract = await ready.active()
    member, other = ready.tenant.providers[1:3]
    own = await agreed(ready, level_one(ready, provider=member, contractId=str(contract.id)))
    for oin, status in (
        (member, 200), (ready.lead, 200), (ready.tenant.auditor, 200), (other, 404),
    ):  # fmt: skip
        assert (await ready.ask("GET", f"/ceilings/{own.id}", oin=oin)).status_code == status, oin
    shared = await agreed(ready, of_population(ready, "populationAllLines", contractId=str(contract.id)))
    assert (await ready.ask("GET", f"/ceilings/{shared.id}", oin=other)).status_code == 200


async def test_a_provider_sees_its_own_ceiling_and_no_other_ones(ready: Ready) -> None:
    """Nor may it agree or revise one; another tenant meets 404."""
    own = await agreed(ready, level_one(ready))
    other = await agreed(ready, level_one(ready, provider=ready.tenant.providers[1]))
    assert await ready.client(ready.lead).ceilings() == [own]
    assert await ready.client().ceilings(provider=ready.tenant.providers[1], year=2026) == [other]
    assert await ready.client().ceilings(level="populationAllLines") == []
    for path in (f"/ceilings/{other.id}", f"/ceilings/{other.id}/derivation"):
        assert (await ready.ask("GET", path, oin=ready.lead)).status_code == 404
    for method, path in (("POST", "/ceilings"), ("PUT", f"/ceilings/{own.id}")):
        denied = await ready.ask(
            method,
            path,
            oin=ready.lead,
            json=level_one(ready),
            headers={"If-Match": '"1"'} if method == "PUT" else None,
        )
        assert (denied.status_code, denied.json()["code"]) == (403, "purchaser-only")
    stranger = await new_tenant(ready.tenant.house, date(2026, 1, 1), providers=0)
    assert (await stranger.ask("contracts", "GET", f"/ceilings/{own.id}")).status_code == 404
    counted = {"countedOn": "2026-06-30"}
    there = await stranger.ask("contracts", "POST", f"/ceilings/{own.id}/_check", json=counted)
    assert there.status_code == 404


async def test_an_own_reference_is_a_safe_upsert(ready: Ready) -> None:
    """PUT gives 201 and then the same; other contents are refused with what differs."""
    path, body = "/ceilings/by-reference/plafond/1", {**EXAMPLE, "year": 2026}
    first, again = [await ready.ask("PUT", path, json=body) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 200) and first.json() == again.json()
    other = await ready.ask("PUT", path, json={**body, "amountCents": 1})
    assert (other.status_code, [one["location"] for one in other.json()["errors"]]) == (
        409,
        ["#/amountCents"],
    )
