"""What outcomes judges decides what contracts allows: an option, a breach, a compensation, over HTTP and by the feed (R-X05)."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.schemas.contracts import ExtensionExercise, NewAmendment, NewTermination
from shared.values import new_id
from tests.services.contracts.contract_results.judging import BAD, GOOD, OPTION, YEAR, judged, measure, tell
from tests.support import lives
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
ON = date(2027, 2, 1)
STATED = {"verdict": "met", "statedOn": "2027-01-20"}
BELOW = ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]


def faults(refused: pytest.ExceptionInfo[Refusal]) -> list[tuple[str, str, str]]:
    """Where, what and by which rule."""
    return [(one["location"], one["code"], one["rule"]) for one in refused.value.problem["errors"]]


def evidence(**told: Any) -> ExtensionExercise:
    """What the exercise of an option rests on."""
    return ExtensionExercise.model_validate(told)


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C46")
async def test_a_verdict_of_outcomes_converts_the_option_by_itself(tenant_on: TenantOn) -> None:
    """2026 measured and met: the option of two years is exercised without a stated verdict, and the reason names the source."""
    tenant = await tenant_on(ON)
    contract, (result,) = await judged(tenant, dict.fromkeys(YEAR, GOOD), extension_options=[OPTION])
    client = tenant.client(ContractsClient)
    longer = await client.exercise_option(contract.id, 1, evidence())
    assert (str(longer.end_date), longer.extension_options[0].exercised) == ("2031-12-31", True)
    step = (await client.derivation(contract.id)).steps[0]
    assert (step.rule, step.sentence) == (
        "R-C46",
        "Optie 1 vraagt goede prestaties: outcomes gaf over 2026 op 1 februari 2027 het oordeel met"
        f" (versie {result.verdict_version}); met de controleverklaring: metNotAudited.",
    )


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C46")
async def test_a_verdict_that_is_not_met_refuses_the_option_whatever_is_stated(tenant_on: TenantOn) -> None:
    """Nothing stated: not positive; "met" stated: it contradicts outcomes, in both languages. Corrected, it is extended."""
    tenant = await tenant_on(ON)
    contract, _ = await judged(tenant, dict.fromkeys(YEAR, BAD), extension_options=[OPTION])
    client = tenant.client(ContractsClient)
    with pytest.raises(Refusal) as refused:
        await client.exercise_option(contract.id, 1, evidence())
    assert faults(refused) == [("#/performance", "verdict-not-positive", "R-C46")]
    body, path = {"performance": STATED}, f"/contracts/{contract.id}/extension-options/1/exercise"
    for language, expected in (
        (
            "nl",
            "Het vermelde oordeel strijdt met dat van outcomes over 2026 (versie 1 van 2027-02-01): niet gehaald.",
        ),
        ("en", "The stated verdict contradicts that of outcomes on 2026 (version 1 of 2027-02-01): not met."),
    ):
        answer = await tenant.ask("contracts", "POST", path, json=body, headers={"Accept-Language": language})
        assert answer.status_code == 409
        (error,) = answer.json()["errors"]
        assert (error["location"], error["code"], error["rule"], error["detail"]) == (
            "#/performance/verdict",
            "verdict-contradicts-outcomes",
            "R-C46",
            expected,
        )
    await measure(tenant, contract.id, dict.fromkeys(YEAR, GOOD))
    await tell(tenant)
    longer = await client.exercise_option(contract.id, 1, evidence(performance=STATED))
    assert str(longer.end_date) == "2031-12-31"
    steps = (await client.derivation(contract.id)).steps
    assert [one.rule for one in steps[:2]] == ["R-C46", "R-X05"]
    assert steps[1].sentence.startswith("Dat strookt met het oordeel van outcomes over 2026")


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C46")
async def test_without_a_verdict_on_the_last_year_the_parties_state_one(tenant_on: TenantOn) -> None:
    """Nothing measured: it is missing, and the refusal names the year; a stated one extends as before."""
    tenant = await tenant_on(ON)
    contract = await lives.active_contract(tenant, extension_options=[OPTION])
    await tell(tenant)
    client = tenant.client(ContractsClient)
    with pytest.raises(Refusal) as refused:
        await client.exercise_option(contract.id, 1, evidence())
    (error,) = refused.value.problem["errors"]
    assert error["location"] == "#/performance" and "2026" in error["detail"]
    assert (
        str((await client.exercise_option(contract.id, 1, evidence(performance=STATED))).end_date)
        == "2031-12-31"
    )


def breach(plan: str = "2026-06-01", **more: Any) -> NewTermination:
    """Breach on the first agreement after a plan of action, per the end of 2027."""
    told = {"agreementCode": lives.CODES[0], "planOfActionOn": plan, **more}
    return NewTermination.model_validate({"ground": "breach", "lastDay": "2027-12-31", "breach": told})


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C10")
async def test_four_quarters_that_outcomes_judged_below_the_norm_are_breach(tenant_on: TenantOn) -> None:
    """The plan of 1 June 2026, then four quarters below the norm over two years: the ground is there, and its source named."""
    tenant = await tenant_on(date(2027, 7, 15))
    values = dict.fromkeys(BELOW, BAD) | {"2026-Q1": BAD, "2026-Q2": BAD}
    contract, results = await judged(tenant, values)
    assert [one.year for one in results] == [2026, 2027]
    client = tenant.client(ContractsClient)
    ended = await client.terminate(contract.id, breach())
    assert ended.termination is not None and ended.termination.breach is not None
    assert (ended.termination.breach.quarters_below_norm, str(ended.end_date)) == (BELOW, "2027-12-31")
    steps = (await client.derivation(contract.id)).steps
    assert [one.sentence for one in steps[:2]] == [
        "Afspraak self-reliance bleef na het plan van aanpak van 1 juni 2026 4 kwartalen onder de norm: tekortkoming.",
        "Die kwartalen (2026-Q3, 2026-Q4, 2027-Q1, 2027-Q2) zijn overgenomen uit de oordelen van outcomes over"
        f" 2026 (v{results[0].verdict_version}), 2027 (v{results[1].verdict_version}).",
    ]


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C10")
async def test_what_outcomes_judged_otherwise_is_no_breach(tenant_on: TenantOn) -> None:
    """Three quarters below after the plan: too few; four stated of which outcomes judged one met: that one is refused."""
    tenant = await tenant_on(date(2027, 7, 15))
    contract, _ = await judged(tenant, dict.fromkeys(BELOW[1:], BAD) | {BELOW[0]: GOOD})
    client = tenant.client(ContractsClient)
    with pytest.raises(Refusal) as refused:
        await client.terminate(contract.id, breach())
    assert faults(refused) == [("#/breach/quartersBelowNorm", "quarters-too-few", "R-C10")]
    assert refused.value.problem["errors"][0]["detail"].endswith("nodig; het zijn er 3.")
    with pytest.raises(Refusal) as refused:
        await client.terminate(contract.id, breach(quartersBelowNorm=BELOW))
    assert faults(refused) == [("#/breach/quartersBelowNorm/0", "quarter-met", "R-C10")]


def amendment(result: str, **link: Any) -> NewAmendment:
    """Participation from 60 to 65 %, because relapse fell short in 2026 (invented)."""
    told = {"missedNumber": 2, "compensatingNumber": 3, "year": 2026, "resultId": result, **link}
    return NewAmendment.model_validate(
        {
            "reason": "kpiCompensation", "motivation": "Meer deelname vangt de terugval op", "effectiveOn": "2026-11-01",
            "agreementChanges": [{"number": 3, "norm": "65"}], "compensation": told,
        }
    )  # fmt: skip


@pytest.mark.rule("R-X05")
@pytest.mark.rule("R-C52")
async def test_a_compensation_answers_the_result_that_outcomes_told(tenant_on: TenantOn) -> None:
    """Relapse of 14 % where at most 10 is agreed, two quarters long: participation goes from 60 to 65 % and names that result."""
    tenant = await tenant_on(date(2026, 10, 15))
    told = lives.agreements()
    participation = told[0].model_copy(
        update={"number": 3, "code": "participation", "name": "Participatie", "unit": "procent", "norm": "60",
                "lowest": "0", "highest": "100"}
    )  # fmt: skip
    values = {"2026-Q1": ("7.4", "9"), "2026-Q2": ("7.4", "14"), "2026-Q3": ("7.4", "14")}
    contract, (result,) = await judged(tenant, values, agreements=[*told, participation])
    client = tenant.client(ContractsClient)
    for asked, code in (
        (amendment(str(new_id())), "result-unknown"),
        (amendment(str(result.id), missedNumber=1), "not-below-norm"),
    ):
        with pytest.raises(Refusal) as refused:
            await client.decide_amendment(contract.id, asked)
        assert faults(refused) == [("#/compensation/resultId", code, "R-C52")]
    made = await client.decide_amendment(contract.id, amendment(str(result.id)))
    why = (await tenant.ask("contracts", "GET", f"/amendments/{made.id}/derivation")).json()["steps"]
    assert why[-1]["sentence"] == (
        "Het antwoordt op wat outcomes over 2026 oordeelde: afspraak 2 (relapse) onder de norm in 2026-Q2, 2026-Q3."
    )
    for oin in (tenant.owner, tenant.providers[0]):
        await tenant.client(ContractsClient, oin).sign_amendment(made.id)
    after = await client.contract(contract.id)
    assert [one.result_id for one in after.compensations] == [result.id]
    await tenant.drain()
    verdict = await tenant.client(OutcomesClient).contract_verdict(contract.id, 2026)
    assert verdict is not None and verdict.id == result.verdict_id
