"""Questions on their way to an answer, once through the typed client: acts, clarifications, plans, pilot flames, files taken over."""

from datetime import date

from shared.clients.access import AccessClient
from shared.schemas.access import (
    AcuteFlag,
    AssessResidence,
    HouseholdMember,
    HouseholdPlanChange,
    NewClarification,
    NewHouseholdPlan,
    NewPilotFlame,
    NewRequest,
    PilotFlameContact,
    PilotFlameReentry,
    Place,
    Request,
    RequestChange,
    Residence,
)
from shared.schemas.contracts import Contract
from shared.values.questions import RequestEnd
from shared.values.terms import Law
from tests.support.tenants import Tenant


async def questions(tenant: Tenant, contract: Contract) -> None:
    """Everything that becomes of a question beside a decision or a referral."""
    client = tenant.client(AccessClient)
    request = await _question(client, tenant, "vraag-een")
    await _acts(client, tenant, request)
    await _clarifications(client, tenant, await _question(client, tenant, "vraag-twee"))
    await _plans(client, tenant, request)
    await _flames(client, tenant, await _question(client, tenant, "vraag-drie"))
    await _files(client, tenant)
    assert contract.owner == request.owner


async def _question(client: AccessClient, tenant: Tenant, citizen: str) -> Request:
    new = NewRequest(citizen_reference=citizen, law=Law.JEUGDWET, contact_on=tenant.today, question="Hoe nu?")
    return await client.report_request(new)


async def _acts(client: AccessClient, tenant: Tenant, request: Request) -> None:
    assert (await client.question(request.id)).question == "Hoe nu?"
    changed = await client.change_request(request.id, request.version, RequestChange(team="TEAM-NOORD"))
    assert [one.id for one in await client.list_requests(team="TEAM-NOORD", open_=True)] == [changed.id]
    address = Place(municipality=tenant.owner, from_date=date(2015, 3, 1))
    own = await client.assess_responsible_municipality(AssessResidence(addresses=[address], law=Law.JEUGDWET))
    assert own.municipality == tenant.owner
    await client.determine_responsible_municipality(request.id, Residence(addresses=[address]))
    await client.flag_acute(request.id, AcuteFlag(acute=False))
    assert (await client.apply_for_request(request.id, tenant.today)).state == "applied"
    assert (await client.withdraw_request(request.id, RequestEnd.NOT_NEEDED)).state == "withdrawn"
    other = await _question(client, tenant, "vraag-vier")
    assert (await client.close_request(other.id, RequestEnd.ADVICE)).state == "closed"


async def _clarifications(client: AccessClient, tenant: Tenant, request: Request) -> None:
    new = NewClarification(held_on=tenant.today, method="talk")
    made = await client.record_clarification(request.id, new)
    later = await client.put_clarification(request.id, "vraagverheldering-twee", new)
    assert await client.list_clarifications(requestId=request.id) == [made, later]
    assert await client.get_clarification(made.id) == made
    assert (await client.explain_clarification(made.id)).steps


async def _plans(client: AccessClient, tenant: Tenant, request: Request) -> None:
    members = [HouseholdMember(citizen_id=request.citizen_id)]
    new = NewHouseholdPlan(start_date=tenant.today, members=members)
    made = await client.register_household_plan(new)
    ended = HouseholdPlanChange(end_date=date(2099, 12, 31))
    changed = await client.change_household_plan(made.id, made.version, ended)
    assert changed.warnings == []
    assert await client.get_household_plan(made.id) == changed
    assert (await client.explain_household_plan(made.id)).steps
    assert (await client.end_household_plan(made.id)).state == "ended"
    again = await client.put_household_plan("huishouden-twee", new)
    found = await client.list_household_plans(citizenId=request.citizen_id)
    assert [one.id for one in found] == [made.id, again.id]


async def _flames(client: AccessClient, tenant: Tenant, request: Request) -> None:
    flame = await client.light_pilot_flame(request.id, NewPilotFlame())
    met = await client.contact_pilot_flame(flame.id, PilotFlameContact(held_on=tenant.today))
    assert await client.get_pilot_flame(flame.id) == met
    assert (await client.explain_pilot_flame(flame.id)).steps
    back = await client.reenter_pilot_flame(flame.id, PilotFlameReentry(contact_on=tenant.today))
    assert back.previous_id == request.id
    another = await client.put_pilot_flame(back.id, "waakvlam-twee", NewPilotFlame())
    assert (await client.end_pilot_flame(another.id)).state == "ended"
    found = await client.list_pilot_flames(citizenId=request.citizen_id)
    assert [one.id for one in found] == [flame.id, another.id]


async def _files(client: AccessClient, tenant: Tenant) -> None:
    line = f'{{"sourceReference":"Z-een","citizenReference":"oud-vraag","law":"wmo2015","contactOn":"{tenant.today}"'
    good, bad = f'{line},"state":"received"}}\n', f'{line},"state":"decided"}}\n'
    made = await client.take_over_file("suite-oud", (good + bad).encode())
    assert (made.accepted, made.rejected) == (1, 1)
    assert await client.get_file_takeover(made.id) == made
    assert [one.line for one in await client.takeover_errors(made.id)] == [2]
