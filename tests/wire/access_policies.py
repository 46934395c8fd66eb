"""The part of a purchaser's life in which it sets its own rules, and terms of the law run."""

from datetime import date, timedelta

from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.schemas import access
from shared.schemas.contracts import Contract, NewProduct
from shared.values.access_policies import SuspensionGround, TeamKind, TermState
from shared.values.arrangements import Unit
from shared.values.products import CareLine
from shared.values.terms import Law, ProvisionType
from tests.support.tenants import Tenant


async def set_rules(tenant: Tenant, contract: Contract) -> None:
    """Policies, teams, equated days, ceilings, the catalogue and routes, and the terms of two requests."""
    client = tenant.client(AccessClient)
    await _policies(client, tenant.today)
    await _teams(client, tenant.today)
    await _days(client)
    await _ceilings(client, contract)
    await _catalogue(tenant, client)
    await _terms(tenant, client)
    await tenant.drain()


async def _policies(client: AccessClient, today: date) -> None:
    new = access.NewPolicy(external_reference="leven/beleid", valid_from=today + timedelta(days=700))
    made = await client.put_policy("leven/beleid", new)
    other = await client.register_policy(access.NewPolicy(valid_from=today + timedelta(days=800)))
    changed = await client.change_policy(made.id, 1, access.PolicyChange(stacking_threshold=4))
    assert await client.get_policy(made.id) == changed
    assert (await client.withdraw_policy(other.id)).version == 2
    assert {made.id, other.id} <= {one.id for one in await client.list_policies()}
    assert (await client.current_policy()).id != made.id
    assert (await client.current_policy(changed.valid_from)).stacking_threshold == 4


async def _teams(client: AccessClient, today: date) -> None:
    new = access.NewTeam(
        external_reference="leven/team", code="LEVEN", kind=TeamKind.YOUTH, name="Leven", areas=["LEVEN-1"],
        valid_from=today,
    )  # fmt: skip
    made = await client.register_team(new)
    assert await client.put_team("leven/team", new) == made
    changed = await client.change_team(made.id, 1, access.TeamChange(areas=["LEVEN-1", "LEVEN-2"]))
    assert await client.get_team(made.id) == changed
    assert changed in await client.list_teams(kind="youth")
    asked = access.TeamQuestion(law=Law.JEUGDWET, area="LEVEN-2")
    assert (await client.assign_team(asked)).team == changed


async def _days(client: AccessClient) -> None:
    new = access.NewEquatedDays(external_reference="leven/2031", year=2031, days=[], decree="Besluit 2031")
    made = await client.register_equated_day(new)
    assert await client.put_equated_day("leven/2031", new) == made
    change = access.EquatedDaysChange(days=[date(2031, 5, 23)])
    changed = await client.change_equated_day(made.id, 1, change)
    assert await client.get_equated_day(made.id) == changed
    assert await client.list_equated_days(year=2031) == [changed]


async def _ceilings(client: AccessClient, contract: Contract) -> None:
    new = access.NewAccessCeiling(
        external_reference="leven/plafond",
        name="Leven",
        year=2026,
        contract_id=contract.id,
        maximum_decisions=800,
    )
    made = await client.register_access_ceiling(new)
    assert await client.put_access_ceiling("leven/plafond", new) == made
    change = access.AccessCeilingChange(maximum_decisions=900)
    changed = await client.change_access_ceiling(made.id, 1, change)
    assert await client.get_access_ceiling(made.id) == changed
    assert changed in await client.list_access_ceilings(year=2026)
    use = await client.access_ceiling_use(made.id)
    assert use in await client.list_access_ceiling_uses(year=2026)


async def _catalogue(tenant: Tenant, client: AccessClient) -> None:
    new = NewProduct(
        code="49A99", category="49", name="Leven", laws=[Law.JEUGDWET], unit=Unit.HOUR, line=CareLine.FIRST,
        provision_type=ProvisionType.TAILOR_MADE, valid_from=tenant.today,
    )  # fmt: skip
    made = await tenant.client(ContractsClient).register_product(new)
    await tenant.drain()
    product = await client.get_product(made.id)
    assert product in await client.list_products(category="49")
    assert (await client.access_route(access.NewAccessRoute(product_id=made.id))).place is None
    assert len(await client.list_scenarios()) == 4
    assert len(await client.list_process_steps(scenario="a")) == 5
    assert len(await client.list_referrers(law="jeugdwet")) == 7


async def _terms(tenant: Tenant, client: AccessClient) -> None:
    long_ago = tenant.today - timedelta(days=90)
    late = await client.report_request(
        access.NewRequest(
            citizen_reference="leven-laat", law=Law.JEUGDWET, contact_on=long_ago, application_on=long_ago
        )
    )
    (term,) = await client.list_statutory_terms(requestId=str(late.id), kind="decision")
    assert (await client.get_statutory_term(term.id)).due_on == term.due_on
    assert (await client.explain_statutory_term(term.id)).steps
    noticed = await client.give_notice_of_default(term.id, access.NewNoticeOfDefault(on=tenant.today))
    assert noticed.state is TermState.LATE
    assert (await client.term_penalty(term.id)).days == 0
    fresh = await client.report_request(
        access.NewRequest(citizen_reference="leven-vers", law=Law.WMO_2015, contact_on=tenant.today)
    )
    (term,) = await client.list_statutory_terms(requestId=str(fresh.id), kind="inquiry")
    asked = access.NewSuspension(on=tenant.today, ground=SuspensionGround.FORCE_MAJEURE)
    assert (await client.suspend_statutory_term(term.id, asked)).state is TermState.SUSPENDED
    running = await client.resume_statutory_term(term.id, access.NewResumption(on=tenant.today))
    assert running.state is TermState.RUNNING
    until = tenant.today + timedelta(days=60)
    assert (
        await client.extend_statutory_term(term.id, access.NewExtension(until=until))
    ).extended_until == until
