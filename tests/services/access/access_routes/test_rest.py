"""Access routes over HTTP: the place of a product, what a contract leaves open, the steps of a scenario, referrers."""

from typing import Any

import pytest

from shared.schemas.access import NewAccessRoute
from shared.schemas.contracts.conditions import Arrangement
from shared.values.access_policies import ReferrerOutcome, ResponsibleParty
from shared.values.arrangements import AccessPlace, DecisionDocument, Scenario
from shared.values.legal_frames import FindingLevel
from shared.values.products import VolumeRisk
from shared.values.questions import ReferrerType
from shared.values.terms import Law, ProvisionType
from tests.services.access.care_starts.test_rest import refusal
from tests.services.access.products.test_rest import a_product


@pytest.mark.rule("R-A01")
@pytest.mark.rule("R-A02")
@pytest.mark.rule("R-C35")
@pytest.mark.rule("F-15")
async def test_where_access_is_decided_can_be_asked(agreed: Any) -> None:
    """E-health yes/no is the citizen; a product's own place wins; sheltered living as a general provision is refused."""
    client = agreed.client()
    free = await client.access_route(
        NewAccessRoute(
            limited_volume_risk=True, expertise_concentration=False, low_decision_cost=True,
            small_other_help_risk=True,
        )
    )  # fmt: skip
    assert (free.place, free.chosen, free.free_access, free.findings) == (AccessPlace.CITIZEN, None, True, [])
    assert {step.rule for step in free.steps} == {"R-A01", "R-A02"}
    told = a_product(
        agreed, volume_risk=VolumeRisk.LIMITED, expertise_concentration=True, sheltered_living=True,
        advised_access_place=AccessPlace.SECOND_LINE_PROVIDER, access_place=AccessPlace.OTHER_PARTY,
    )  # fmt: skip
    await agreed.tell("product-registered", told)
    asked = NewAccessRoute(product_id=told.id, provision_type=ProvisionType.GENERAL)
    found = await client.access_route(asked)
    assert (found.place, found.advised, found.chosen) == (
        AccessPlace.OTHER_PARTY, AccessPlace.SECOND_LINE_PROVIDER, AccessPlace.OTHER_PARTY,
    )  # fmt: skip
    assert [(one.code, one.level) for one in found.findings] == [
        ("sheltered-living-general", FindingLevel.BLOCKED)
    ]
    missing = await refusal(client.access_route(NewAccessRoute(product_id=agreed.contract.id)))
    assert (missing.status, missing.code) == (404, "product-not-found")


@pytest.mark.rule("R-C38")
@pytest.mark.rule("N-90")
@pytest.mark.rule("R-A04")
async def test_scenarios_steps_and_referrers_are_data(agreed: Any) -> None:
    """Scenario C of the contract with a decision in products stands as an error; its steps; a GP under the Wmo."""
    arrangement = Arrangement(scenario=Scenario.C, decision_document=DecisionDocument.DECISION_IN_PRODUCTS)
    contract = agreed.contract.model_copy(update={"version": 4, "arrangement": arrangement})
    await agreed.tell("contract-amended", contract)
    client = agreed.client()
    found = await client.access_route(NewAccessRoute(contract_id=contract.id))
    assert (found.scenario, found.place) == (Scenario.C, None)
    assert [(one.code, one.level) for one in found.findings] == [
        ("scenario-decision-document", FindingLevel.BLOCKED)
    ]
    (wanted,) = await client.list_scenarios(scenario="c")
    assert (wanted.document, wanted.places) == (
        DecisionDocument.REFERRAL_LETTER, [AccessPlace.SECOND_LINE_PROVIDER],
    )  # fmt: skip
    steps = await client.list_process_steps(scenario="c")
    assert [one.responsible[0] for one in steps] == [
        ResponsibleParty.MUNICIPALITY,
        *[ResponsibleParty.PROVIDER] * 4,
    ]
    assert len(await client.list_process_steps()) == 21
    routes = {one.referrer_type: one for one in await client.list_referrers(law="wmo2015")}
    gp, court = routes[ReferrerType.GENERAL_PRACTITIONER], routes[ReferrerType.COURT]
    assert (gp.law, gp.outcome, gp.finding.level) == (
        Law.WMO_2015, ReferrerOutcome.REPORT_TO_TEAM, FindingLevel.WARNING,
    )  # fmt: skip
    assert (court.outcome, court.may_refuse) == (ReferrerOutcome.BINDING, False)
    provider = agreed.client(agreed.tenant.providers[0])
    assert len(await provider.list_process_steps(scenario="d")) == 6
