"""Trends over HTTP: for the municipality alone, complaints for who handles them, in as many statements for many as for none."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewPolicy
from shared.values.findings import FindingSeverity
from shared.values.terms import ActorKind
from shared.values.trends import TrendKind
from tests.security.test_reach import as_role
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.findings.test_store import APRIL, lived
from tests.support.statements import counted

PATH = "/findings?from=2026-04-01&until=2026-04-30"


@pytest.mark.rule("E-02", "E-52", "R-A10")
async def test_a_trend_shows_its_figures_and_the_policy(agreed: Any) -> None:
    """Two requests after one is +100 %: found from two cases on; both languages, the limit with its policy, what mends it."""
    client = agreed.client()
    await agreed.report("inwoner-a", contact_on=date(2026, 3, 20))
    for name in "bc":
        await agreed.report(f"inwoner-{name}")
    before = await client.trend_findings(*APRIL, kind=TrendKind.DEMAND_RISING)
    assert [(one.found, one.limit.policy_version) for one in before.findings] == [(False, 0)]
    set_ = await client.register_policy(NewPolicy(valid_from=agreed.tenant.today, trend_minimum_count=2))
    shown = await client.trend_findings(*APRIL)
    assert (shown.first_day_before, shown.last_day_before) == (date(2026, 3, 2), date(2026, 3, 31))
    assert (shown.policy_id, shown.policy_version, shown.not_assessed) == (set_.id, 1, [])
    first, second = shown.findings[:2]
    assert (first.code, first.found, first.deviation_basis_points) == (TrendKind.DEMAND_RISING, True, 10_000)
    assert (first.figures[0].now.count, first.figures[0].before.count) == (2, 1)
    assert first.reason.en.startswith("There were 2 requests, in the period before 1 (difference 100 %")
    assert (first.limit.name, first.limit.value, first.minimum_count) == (
        "trendDeviationBasisPoints",
        1_000,
        2,
    )
    assert [step.rule for step in first.derivation] == ["E-02", "E-02"]
    # Since the policy of 20 April nobody asked.
    assert (second.found, {one.rule for one in shown.findings} >= {"E-52", "E-08", "E-68"}) == (False, True)
    cut = await client.trend_findings(
        *APRIL, kind=TrendKind.DEMAND_RISING_AFTER_CUT, cut_on=date(2026, 4, 10)
    )
    assert cut.findings[0].figures[0].now.count == 2
    only = await client.trend_findings(*APRIL, severity=FindingSeverity.INFORMATION)
    assert {one.severity for one in only.findings} == {FindingSeverity.INFORMATION}
    kinds = await client.trend_finding_kinds()
    assert {one.code for one in kinds} == set(TrendKind)
    assert len(await client.trend_finding_kinds(FindingSeverity.INFORMATION)) == 2
    assert codes(await refusal(client.trend_findings(APRIL[1], APRIL[0]))) == ["ends-before-it-starts"]


@pytest.mark.rule("E-48", "E-59", "E-68", "F-26")
async def test_who_may_see_what(agreed: Any) -> None:
    """A provider and another municipality see nothing of it; without the scope for complaints three kinds are missing."""
    await lived(agreed)
    provider = await refusal(agreed.client(agreed.tenant.providers[0]).trend_findings(*APRIL))
    assert (provider.status, provider.code) == (403, "purchaser-only")
    reader = await as_role(agreed.tenant, ActorKind.PURCHASER, ["access:read"])
    whole = (await agreed.get(PATH)).json()
    less = (await agreed.get(PATH, oin=reader)).json()
    missing = {one["code"] for one in whole["findings"]} - {one["code"] for one in less["findings"]}
    assert missing == {"refusalsWithComplaints", "complaintsWithoutInfluence", "transitionComplaints"}
    asked = (await agreed.get(f"{PATH}&kind=refusalsWithComplaints", oin=reader)).json()
    assert (asked["findings"], asked["notAssessed"]) == ([], [])
    other = await agreed.tenant.actor(ActorKind.PURCHASER)
    foreign = (await agreed.get(PATH, oin=other)).json()
    assert {figure["now"]["count"] for one in foreign["findings"] for figure in one["figures"]} <= {0, None}


async def test_the_statements_do_not_grow(agreed: Any) -> None:
    """None, one or three of everything: as many statements."""
    ran = []
    for number in range(2):
        if number:
            await lived(agreed)
            await agreed.decided("inwoner-b")
        async with counted(agreed.tenant.house, "access") as statements:
            await agreed.client().trend_findings(*APRIL)
        ran.append(len(statements))
    assert ran[0] == ran[1] <= 20
