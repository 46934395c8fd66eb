"""Referral rates in the graph: the same as over REST, with the same refusals."""

from typing import Any

import pytest

from tests.services.access.referral_rates.test_rest import PRACTICE, refer


@pytest.mark.rule("R-A39")
async def test_rates_of_practices_and_what_is_refused(agreed: Any) -> None:
    """A practice with its intensities and steps; a category of no list, and a chart of an unknown team, are refused."""
    await refer(agreed, "A", "inwoner-1", referrer_code=PRACTICE, intensity="heavy")
    days = 'firstDay: "2026-04-20", lastDay: "2026-04-20"'
    found = await agreed.graph(
        f"{{ referralRates({days}, by: practice) {{ by referrals steps {{ rule }}"
        " lines { subject gap intensities { intensity referrals refusalBasisPoints } } } }"
    )
    rates = found["data"]["referralRates"]
    (line,) = rates["lines"]
    assert (rates["referrals"], line["subject"], {one["rule"] for one in rates["steps"]}) == (
        1,
        PRACTICE,
        {"R-A39"},
    )
    assert [(one["referrals"], one["refusalBasisPoints"]) for one in line["intensities"]] == [(1, None)]
    wrong = await agreed.graph(f'{{ referralRates({days}, category: "x") {{ referrals }} }}')
    assert wrong["errors"][0]["extensions"]["status"] == 400
    missing = await agreed.graph('{ referralControlChart(team: "X") { team } }')
    assert missing["errors"][0]["extensions"]["code"] == "team-not-found"
    denied = await agreed.graph(
        f"{{ referralRates({days}) {{ referrals }} }}", oin=agreed.tenant.providers[0]
    )
    assert denied["errors"][0]["extensions"]["status"] == 403
