"""Contract terms follow the contracts, in versions."""

from datetime import date
from typing import Any

import pytest

from services.access.contract_terms import store
from shared.clients.access import AccessClient
from shared.schemas.access import NewReferral, NewRequest
from shared.schemas.contracts.conditions import Arrangement, Conditions
from shared.schemas.contracts.funding.prepaid import PopulationTargetGroup
from shared.values.agreements import FundingForm
from shared.values.arrangements import Scenario
from shared.values.terms import Law
from tests.support.lives import active_contract
from tests.support.tenants import Tenant


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A36")
async def test_a_contract_in_force_names_the_members_and_their_duty(tenant: Tenant) -> None:
    """Signed and activated over HTTP with contracts: its members can be asked, and must accept."""
    contract = await active_contract(tenant)
    access = tenant.client(AccessClient)
    request = await access.report_request(
        NewRequest(citizen_reference="inwoner-1", law=Law.WMO_2015, contact_on=tenant.today, contract_id=contract.id)
    )  # fmt: skip
    referral = await access.make_referral(request.id, NewReferral(provider=tenant.providers[7]))
    refused = await tenant.client(AccessClient, tenant.providers[7]).refuse_referral(
        referral.id, "geen plaats"
    )
    assert (refused.breach, refused.escalation_level, refused.contract_id) == (True, 1, contract.id)


async def test_an_older_version_changes_nothing(agreed: Any) -> None:
    """Version 2 arrives after version 3: the days of version 3 stay; version 4 replaces them."""
    for version, end_date, known in (
        (2, date(2026, 1, 31), date(2029, 12, 31)),
        (4, date(2027, 12, 31), date(2027, 12, 31)),
    ):
        await agreed.tell(
            "contract-amended", agreed.contract.model_copy(update={"version": version, "end_date": end_date})
        )
        async with agreed.connection() as connection:
            assert (await store.get_terms(connection, agreed.contract.id)).end_date == known


async def test_an_active_contract_without_its_days_is_a_fault_of_the_sender(agreed: Any) -> None:
    """Refused, so that the follower keeps the fact with an alarm; what was known stays."""
    broken = agreed.contract.model_copy(update={"version": 4, "end_date": None})
    with pytest.raises(ValueError, match="first and a last day"):
        await agreed.tell("contract-amended", broken)
    async with agreed.connection() as connection:
        assert (await store.get_terms(connection, agreed.contract.id)).version == 3


@pytest.mark.rule("R-A33")
async def test_the_scenario_of_the_newest_version_holds(agreed: Any) -> None:
    """A contract that names none says nothing; its addendum names B, and a later one D."""
    seen = []
    for version, arrangement in (
        (3, None),
        (4, Arrangement(scenario=Scenario.B)),
        (5, Arrangement(scenario=Scenario.D)),
    ):
        terms = {"version": version, "arrangement": arrangement}
        await agreed.tell("contract-amended", agreed.contract.model_copy(update=terms))
        async with agreed.connection() as connection:
            seen.append((await store.get_terms(connection, agreed.contract.id)).scenario)
    assert seen == [None, Scenario.B, Scenario.D]


@pytest.mark.rule("R-C54")
@pytest.mark.rule("R-C30")
async def test_what_a_contract_leaves_open_is_known(agreed: Any) -> None:
    """A target group entered by a diagnosis is told apart from one with measures to prevent it; the route, not its text."""
    group = {"number": 1, "form": "populationTargetGroup", "annual_amount_cents": 100, "instalment_count": 1}
    told = {"target_group": "Frequente opnames", "entry_condition": "de diagnose"}
    route = Conditions(escalation_route="Eerst de regisseur.")
    seen = []
    for version, measures in ((4, []), (5, ["Leefstijl"])):
        agreement = PopulationTargetGroup.model_validate({**group, **told, "prevention_measures": measures})
        changes = {
            "version": version, "funding_agreements": [agreement], "conditions": route,
            "arrangement": Arrangement(scenario=Scenario.C, personal_budget_option=True),
        }  # fmt: skip
        await agreed.tell("contract-amended", agreed.contract.model_copy(update=changes))
        async with agreed.connection() as connection:
            terms = await store.get_terms(connection, agreed.contract.id)
        seen.append(terms.entered_by_diagnosis)
    assert seen == [True, False]
    assert (terms.fixed_budget, terms.escalation_route, terms.personal_budget_option) == (True, True, True)
    assert terms.funding_forms == [FundingForm.POPULATION_TARGET_GROUP]
