"""Desired results under a contract of a scenario, and opinions on them."""

from datetime import date
from typing import Any

from shared.schemas import access, contracts
from shared.schemas.contracts.conditions import Arrangement
from shared.schemas.outcomes import NewResultOpinion, ResultOpinion
from shared.values.arrangements import Evaluator, Scenario
from tests.services.outcomes.conftest import Measured, a_contract
from tests.services.outcomes.flows.caring import goal, start

D = date
TERM = D(2026, 5, 1)


async def under(measured: Measured, scenario: Scenario | None, **other: Any) -> contracts.Contract:
    """A contract in force under a scenario."""
    arrangement = Arrangement(scenario=scenario, **other)
    made = a_contract(measured.tenant, number=f"SC-{scenario}", arrangement=arrangement)
    await measured.tell("contracts", "contract-activated", made)
    return made


async def want(
    measured: Measured, contract: contracts.Contract, number: int = 4711, **other: Any
) -> access.DesiredResult:
    """A client wants to operate the washing machine by 1 May; 40 % of the funding is linked to it."""
    began = start(measured, D(2026, 3, 1), contract_id=contract.id, allocation_number=number)
    told = {"domain": "adl-skills", "start_value": "2", "target": "3", "funding_share_basis_points": 4000}
    wanted = goal(began, TERM, **(told | other))
    await measured.tell("access", "desired-result-set", wanted)
    return wanted


def said(
    wanted: access.DesiredResult, evaluator: Evaluator, verdict: str = "achieved", **other: Any
) -> NewResultOpinion:
    """An opinion on 4 May, put down to the provider's effort."""
    told = {
        "desired_result_id": wanted.id, "evaluator": evaluator, "verdict": verdict, "influence": "providersEffort",
        "evaluated_on": D(2026, 5, 4),
    }  # fmt: skip
    return NewResultOpinion.model_validate({**told, **other})


async def say(
    measured: Measured,
    wanted: access.DesiredResult,
    evaluator: Evaluator,
    verdict: str = "achieved",
    **other: Any,
) -> ResultOpinion:
    """The same, given by the municipality or by the provider."""
    oin = measured.lead if evaluator is Evaluator.PROVIDER else None
    return await measured.client(oin).give_opinion(said(wanted, evaluator, verdict, **other))
