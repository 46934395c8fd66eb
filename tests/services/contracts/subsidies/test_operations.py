"""What happens to a subsidy at once and again: one determination on each version, one fact for each step, no motivation in it."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.subsidies.conftest import told
from tests.services.contracts.subsidies.test_rest import act, granted


@pytest.mark.rule("R-C09")
async def test_of_twenty_determinations_on_one_version_exactly_one_wins(later: Ready) -> None:
    """All read version 2: one determines, nineteen hear that their version is old; the fact keeps the motivation out."""
    made = await granted(later)
    await act(later, made, "account", json=told(10_000, 0))
    asked = {
        "determinedCents": 60_000_000, "grounds": ["activitiesNotDone"], "advancesPaidCents": 0,
        "motivation": "Vertrouwelijk.",
    }  # fmt: skip
    answers = await given.twenty(
        later.tenant, "POST", f"/subsidies/{made.id}/determination", json=asked, headers={"If-Match": '"2"'}
    )
    assert given.statuses(answers) == {200: 1, 412: 19}
    (fact,) = await given.facts(later.tenant, "subsidy-determined")
    assert (fact["data"]["determinedCents"], fact["subjectversion"]) == (60_000_000, 3)
    assert "motivation" not in fact["data"] and answers[0].json()["motivation"] == "Vertrouwelijk."


async def test_neither_a_dry_nor_a_refused_act_changes_anything(later: Ready) -> None:
    """The subsidy stays in its first version, and the feed tells of the grant alone."""
    made = await granted(later)
    dry = await later.ask("POST", f"/subsidies/{made.id}/account?dryRun=true", json=told(0, 0))
    assert (dry.status_code, dry.json()["version"]) == (200, 2)
    status, refused = await act(later, made, "account", json={**told(0, 0), "duties": []})
    assert (status, [one["code"] for one in refused["errors"]]) == (409, ["missing"])
    assert await later.client().subsidy(made.id) == made
    assert len(await given.facts(later.tenant, "subsidy-granted")) == 1
    assert await given.facts(later.tenant, "subsidy-accounted") == []
