"""The part of a purchaser's life in which it grants a subsidy, pools its risk, shares savings and steers."""

from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from tests.services.contracts.measures.case import CASE as MEASURE
from tests.services.contracts.pilots.case import CASE as PILOT
from tests.services.contracts.readiness_items.case import CASE as ITEM
from tests.services.contracts.relation_scores.case import CASE as SCORE
from tests.services.contracts.risk_pools.case import CASE as POOL
from tests.services.contracts.shared_savings_agreements.case import CASE as SAVINGS
from tests.services.contracts.steering_profiles.case import CASE as PROFILE
from tests.services.contracts.subsidies.conftest import FUNDING, body, told
from tests.services.contracts.transition_routes.case import CASE as ROUTE
from tests.support.tenants import Tenant

# Of what is registered as it is: the client's words for it, its body, and one filter that finds it.
PLAINLY: tuple[tuple[str, str, Any, Any, dict[str, Any]], ...] = (
    ("risk_pool", "risk_pools", contracts.NewRiskPool, POOL, {"year": 2026}),
    (
        "shared_savings_agreement", "shared_savings_agreements", contracts.NewSharedSavingsAgreement, SAVINGS,
        {"form": "municipalityProviders"},
    ),
    ("steering_profile", "steering_profiles", contracts.NewSteeringProfile, PROFILE, {"region": "Midden"}),
    ("measure", "measures", contracts.NewMeasure, MEASURE, {"code": "budget-ceiling"}),
    ("pilot", "pilots", contracts.NewPilot, PILOT, {"areaCode": "WK015301"}),
    ("transition_route", "transition_routes", contracts.NewTransitionRoute, ROUTE, {"route": "populationFirst"}),
    ("relation_score", "relation_scores", contracts.NewRelationScore, SCORE, {"advice": "jointDesign"}),
    ("readiness_item", "readiness_items", contracts.NewReadinessItem, ITEM, {"municipalityCode": "0484"}),
)  # fmt: skip
CHANGES: dict[str, tuple[Any, Any]] = {
    "steering_profile": (contracts.SteeringProfileChange, PROFILE),
    "measure": (contracts.MeasureChange, MEASURE),
    "pilot": (contracts.PilotChange, PILOT),
    "readiness_item": (contracts.ReadinessItemChange, ITEM),
}


async def steer(tenant: Tenant) -> None:
    """A subsidy to its recovery, and each register of steering entered, found, read and changed."""
    client = tenant.client(ContractsClient)
    await _subsidise(tenant, client)
    made = {one: await _register(client, one, many, new, case, by) for one, many, new, case, by in PLAINLY}
    for one in ("risk_pool", "shared_savings_agreement", "pilot", "relation_score"):
        assert (await getattr(client, f"{one}_derivation")(made[one].id)).steps
    for one, (model, case) in CHANGES.items():
        change = model.model_validate(case.change)
        assert (await getattr(client, f"change_{one}")(made[one].id, 1, change)).version == 2
    await _pool(tenant)
    assert (await client.steering_coherence(made["steering_profile"].id)).warnings
    assert (await client.transition_timeline(made["transition_route"].id)).letter == "A"
    assert (await client.readiness_checklist("0484")).done == 1
    assert (await client.import_measures(contracts.MeasuresToImport(codes=["arbiter"]))).registered == 1
    risks = {"year": 2026, "risks": [{"careType": "youth-care-plus", "provisionCents": 1}]}
    assert (await client.assess_risk_policy(contracts.RiskPolicyAsked.model_validate(risks))).compliant
    (found,) = await client.reference_lists(enumeration="N-37")
    assert await client.reference_lists(code="cooperation-models") == [found]


async def _pool(tenant: Tenant) -> None:
    """Who agrees a pool is its member at once: confirming it again changes nothing."""
    client, own = tenant.client(ContractsClient), tenant.owner
    others = [one for one in POOL.body["members"] if one["oin"] != own][:1]
    member = {"oin": own, "municipalityCode": "0484", "inhabitants": 100_000}
    body = {**POOL.body, "year": 2028, "members": [member, *others]}
    pool = await client.register_risk_pool(contracts.NewRiskPool.model_validate(body))
    assert await client.confirm_risk_pool(pool.id) == pool


async def _register(client: Any, one: str, many: str, new: Any, case: Any, by: dict[str, Any]) -> Any:
    asked = new.model_validate(case.body)
    registered = await getattr(client, f"register_{one}")(asked)
    assert await getattr(client, one)(registered.id) == registered
    assert await getattr(client, many)(**by) == [registered]
    named = asked.model_copy(update={"municipality_code": "0505"}) if one == "readiness_item" else asked
    second = await getattr(client, f"put_{one}")("sturing/2", named)
    assert second.id != registered.id and second.external_reference == "sturing/2"
    return registered


async def _subsidise(tenant: Tenant, client: ContractsClient) -> None:
    new = {
        "number": "SUB-2019", "name": "Inloop", "municipalityCode": "0484", "legalForm": "subsidy",
        "provider": tenant.providers[0], "startDate": "2019-01-01", "baseTermMonths": 240,
        "fundingAgreements": [FUNDING],
    }  # fmt: skip
    contract = await client.draft_contract(contracts.NewContract.model_validate(new))
    years = {"validFrom": "2022-01-01", "validUntil": "2022-12-31", "accountDueOn": "2023-04-30"}
    asked = contracts.NewSubsidy.model_validate(body(contract, **years))
    granted = await client.grant_subsidy(asked)
    second = await client.put_subsidy("subsidie/2", asked.model_copy(update={"decision_number": "BESCH-2"}))
    assert await client.subsidies(recipient=tenant.providers[0]) == [granted, second]
    account = contracts.SubsidyAccount.model_validate(told(10_000, 0))
    accounted = await tenant.client(ContractsClient, tenant.providers[0]).account_for_subsidy(
        granted.id, account
    )
    assert await client.subsidy(granted.id) == accounted
    assert (await client.determination_options(granted.id)).options[0].lowest_cents == 50_150_000
    lower = {
        "determinedCents": 50_150_000, "grounds": ["activitiesNotDone"], "advancesPaidCents": 100_300_000,
        "motivation": "De helft is niet uitgevoerd.",
    }  # fmt: skip
    await client.determine_subsidy(granted.id, contracts.SubsidyDetermination.model_validate(lower))
    recovered = await client.recover_subsidy(granted.id, contracts.SubsidyRecovery(amount_cents=1))
    assert recovered.recovered_cents == 1
    assert (await client.subsidy_derivation(granted.id)).steps
