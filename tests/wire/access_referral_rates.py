"""The part of a purchaser's life in which it looks at how much its teams refer."""

from datetime import timedelta

from shared.clients.access import AccessClient
from shared.schemas import access
from shared.schemas.contracts import Contract
from shared.values.access_policies import TeamKind
from shared.values.referring import RateGap, RatesBy
from tests.support.tenants import Tenant

_TEAM = "LEVEN-VERWIJST"


async def look_at_rates(tenant: Tenant, contract: Contract) -> None:
    """A team that referred once, of an area of which nobody told how many live there, and its chart by outcomes."""
    client, today = tenant.client(AccessClient), tenant.today
    team = access.NewTeam(
        code=_TEAM,
        kind=TeamKind.SOCIAL,
        name="Team dat verwijst",
        areas=["LEVEN-ZONDER-INWONERS"],
        valid_from=today,
    )
    await client.register_team(team)
    new = access.NewRequest(
        citizen_reference="verwezen-1", contract_id=contract.id, law="wmo2015", contact_on=today - timedelta(days=3),
        team=_TEAM,
    )  # fmt: skip
    request = await client.report_request(new)
    made = await client.make_referral(request.id, access.NewReferral(provider=tenant.providers[0]))
    found = await client.referral_rates(today, today, again_months=12)
    (line,) = [one for one in found.lines if one.subject == _TEAM]
    assert (line.referrals, line.gap, line.days_until_referral) == (1, RateGap.AREAS_UNKNOWN, "3.0")
    assert found.steps and made.id not in line.cases
    assert (await client.referral_rates(today, today, RatesBy.PRACTICE)).by is RatesBy.PRACTICE
    chart = await client.referral_control_chart(_TEAM, 3)
    assert (len(chart.points), chart.centre, chart.signalled) == (3, None, False)
    await tenant.drain()
