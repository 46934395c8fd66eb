"""The part of a purchaser's life about the legal frame: tests of access, own contributions, budgets for results, gradings."""

from datetime import date

from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.schemas import access
from shared.schemas.contracts import Contract, NewMandate
from shared.values.legal_frames import (
    FrameOutcome,
    GraderRole,
    LegalCheckAnswer,
    LegalCheckKind,
    LegalCheckReason,
)
from shared.values.terms import Law
from tests.support.deciding import in_full
from tests.support.persons import person, registered, stated
from tests.support.tenants import Tenant


async def frame(tenant: Tenant, contract: Contract) -> None:
    """Every act on the legal frame once, for citizens of its own."""
    client = tenant.client(AccessClient)
    request = await _reported(client, tenant, contract, "wet-1")
    await _check(client, request, tenant.today)
    await _budget(client, tenant, contract)
    await _contribute(client, tenant, contract)
    await _grade(client, request)
    await _majority(client, tenant, contract)


async def _reported(
    client: AccessClient,
    tenant: Tenant,
    contract: Contract,
    name: str,
    *,
    law: Law = Law.WMO_2015,
    acute: bool = False,
) -> access.Request:
    new = access.NewRequest(
        citizen_reference=name, contract_id=contract.id, law=law, contact_on=tenant.today, acute=acute
    )
    return await client.report_request(new)


async def _check(client: AccessClient, request: access.Request, today: date) -> None:
    new = access.NewLegalCheck(
        request_id=request.id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.INTENSIVE_CARE
    )
    made = await client.register_legal_check(new)
    other = new.model_copy(update={"kind": LegalCheckKind.EDUCATION, "reason": None})
    await client.put_legal_check("wet/toets", other)
    given = access.AnsweredLegalCheck(answer=LegalCheckAnswer.NO_INDICATION)
    done = await client.answer_legal_check(made.id, given)
    assert await client.get_legal_check(made.id) == done
    assert len(await client.list_legal_checks(requestId=str(request.id))) == 2
    assert (await client.explain_legal_check(made.id)).steps
    judged = await client.judge_legal_frame(request.id, "02", today, product_code="02A03", end_date=today)
    assert judged.outcome is not FrameOutcome.BLOCKED


async def _budget(client: AccessClient, tenant: Tenant, contract: Contract) -> None:
    request = await _reported(client, tenant, contract, "wet-2", acute=True)
    results = [access.BudgetedResult(text="De post is op orde.")]
    new = access.NewResultBudget(
        request_id=request.id, results=results, amount_cents=450_000, start_date=tenant.today
    )
    made = await client.register_result_budget(new)
    await client.choose_result_budget_provider(made.id, tenant.providers[0])
    assert (await client.get_result_budget_sum(request.citizen_id)).total_cents == 450_000
    ended = await client.end_result_budget(made.id, tenant.today)
    assert await client.get_result_budget(made.id) == ended
    again = await client.put_result_budget("wet/budget", new)
    await client.withdraw_result_budget(again.id)
    assert len(await client.list_result_budgets(citizenId=str(request.citizen_id))) == 2
    assert (await client.explain_result_budget(made.id)).steps


async def _contribute(client: AccessClient, tenant: Tenant, contract: Contract) -> None:
    found = []
    for name in ("wet-3", "wet-4"):
        request = await _reported(client, tenant, contract, name)
        grant = access.NewDecision(
            product_category="02", product_code="02A03", provider=tenant.providers[0], start_date=tenant.today, volume=4,
            unit="04", frequency="4", motivation="Begeleiding is nodig.", **in_full(tenant.today),
        )  # fmt: skip
        decision = await client.take_decision(request.id, grant)
        new = access.NewCareStart(decision_id=decision.id, start_date=tenant.today)
        found.append(await client.register_care_start(new))
    first = await client.register_own_contribution(access.NewOwnContribution(care_start_id=found[0].id))
    await client.put_own_contribution("wet/bijdrage", access.NewOwnContribution(care_start_id=found[1].id))
    assert await client.get_own_contribution(first.id) == first
    assert len(await client.list_own_contributions()) == 2
    assert (await client.explain_own_contribution(first.id)).steps


async def _grade(client: AccessClient, request: access.Request) -> None:
    new = access.NewGrading(
        request_id=request.id, role=GraderRole.ACCESS_WORKER, product_category="02", intensity=3,
        graded_on=request.contact_on,
    )  # fmt: skip
    made = await client.register_grading(new)
    other = new.model_copy(update={"role": GraderRole.SWITCH_TEAM, "intensity": 4})
    await client.put_grading("wet/zwaarte", other)
    year = (date(request.contact_on.year, 1, 1), date(request.contact_on.year, 12, 31))
    assert (await client.compare_gradings(*year)).total.cases is not None
    assert await client.get_grading(made.id) == made
    assert (await client.explain_grading(made.id)).steps
    await client.withdraw_grading(made.id)
    assert len(await client.list_gradings(requestId=str(request.id))) == 2


async def _majority(client: AccessClient, tenant: Tenant, contract: Contract) -> None:
    """A young person who gets help, so that the service looks at the age by itself."""
    born_on = tenant.today.replace(year=tenant.today.year - 17, day=1)
    await registered(tenant, person("wet-5", bsn=None, bornOn=stated(born_on.isoformat(), "needAssessment")))
    mandate = NewMandate(
        holder="j.jansen", role="consultant", law=Law.JEUGDWET, valid_from=tenant.today,
        valid_until=tenant.today.replace(month=12, day=31),
    )  # fmt: skip
    await tenant.client(ContractsClient).register_mandate(mandate)
    await tenant.drain()
    request = await _reported(client, tenant, contract, "wet-5", law=Law.JEUGDWET)
    grant = access.NewDecision(
        product_category="45", product_code="45A01", provider=tenant.providers[0], start_date=tenant.today, volume=4,
        unit="04", frequency="4", motivation="Hulp is nodig.", **in_full(tenant.today, Law.JEUGDWET),
    )  # fmt: skip
    await client.take_decision(request.id, grant)
    await tenant.ask("access", "POST", f"/sandbox/{tenant.owner}/work", json={})
    (watched,) = await client.list_majority_signals(citizenId=str(request.citizen_id))
    assert await client.get_majority_signal(watched.id) == watched
    assert (await client.explain_majority_signal(watched.id)).steps
