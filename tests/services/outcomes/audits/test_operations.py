"""The accountant's statement and what it does to the verdict."""

from datetime import date

import pytest

from services.outcomes.audits import operations
from shared.clients.base import Refusal
from shared.values.terms import AuditOpinion, Verdict
from tests.services.outcomes.conftest import Measured


@pytest.mark.rule("R-O28")
@pytest.mark.rule("R-S03")
async def test_a_complete_statement_completes_the_verdict(year_over: Measured) -> None:
    """Met, and recorded in an audit of processes and all indicators: what settlement waits for."""
    await year_over.measure_year()
    made = await year_over.client(year_over.tenant.auditor).audit_statement(year_over.statement())
    verdict = await year_over.client().contract_verdict(year_over.contract.id, 2026)
    assert verdict is not None
    assert (made.complete, made.auditor) == (True, year_over.tenant.auditor)
    assert (verdict.verdict, verdict.audit_statement_id, verdict.audit_complete) == (
        Verdict.MET,
        made.id,
        True,
    )
    assert verdict.version == 2


@pytest.mark.rule("R-O28")
async def test_a_statement_with_gaps_is_taken_and_named(year_over: Measured) -> None:
    """An indicator that is not covered and a qualified opinion stand in the verdict as gaps; a later statement closes them."""
    auditor = year_over.client(year_over.tenant.auditor)
    partial = year_over.statement(covered_indicators=["survey"], opinion=AuditOpinion.QUALIFIED)
    made = await auditor.audit_statement(partial)
    first = await year_over.client().contract_verdict(year_over.contract.id, 2026)
    await auditor.audit_statement(year_over.statement(stated_on=date(2027, 2, 28)))
    second = await year_over.client().contract_verdict(year_over.contract.id, 2026)
    assert first is not None
    assert second is not None
    assert made.gaps == ["KPI 9 Klanttevredenheid (client-satisfaction)"]
    assert (first.audit_complete, first.audit_gaps) == (
        False,
        ["oordeel van de accountant (opinion): qualified", "KPI 9 Klanttevredenheid (client-satisfaction)"],
    )
    assert (second.audit_complete, second.audit_gaps) == (True, [])
    assert [one.complete for one in await auditor.audit_statements(contract_id=year_over.contract.id)] == [
        False,
        True,
    ]


async def test_a_year_that_is_not_over_is_refused(measured: Measured) -> None:
    """On 10 August there is no statement on 2026 yet: 409, and nothing written."""
    auditor = measured.client(measured.tenant.auditor)
    with pytest.raises(Refusal) as caught:
        await auditor.audit_statement(measured.statement(stated_on=date(2026, 8, 1)))
    assert (caught.value.status, caught.value.code) == (409, "audit-year-not-over")
    assert await auditor.audit_statements() == []


async def test_only_the_contracts_auditor(year_over: Measured) -> None:
    """Municipality and provider lack the scope; an auditor whom the contract does not name does not find it."""
    for oin in (year_over.tenant.owner, year_over.lead):
        with pytest.raises(Refusal) as caught:
            await year_over.client(oin).audit_statement(year_over.statement())
        assert (caught.value.status, caught.value.code) == (403, "scope-missing")


async def test_another_auditor_is_not_the_auditor(year_over: Measured) -> None:
    """When the contract names another auditor, a party with the scope is refused by name: 403."""
    changed = year_over.contract.model_copy(update={"version": 4, "auditor": year_over.lead})
    await year_over.tell("contracts", "contract-amended", changed)
    with pytest.raises(Refusal) as caught:
        await year_over.client(year_over.tenant.auditor).audit_statement(year_over.statement())
    assert (caught.value.status, caught.value.code) == (403, "not-the-auditor")


async def test_a_reference_makes_a_retry_safe(year_over: Measured) -> None:
    """The same statement under the same reference is the one that is there; another is refused."""
    auditor = year_over.client(year_over.tenant.auditor)
    first = await auditor.put_audit_statement("ra-1", year_over.statement())
    again = await auditor.put_audit_statement("ra-1", year_over.statement())
    assert first.id == again.id
    with pytest.raises(Refusal) as caught:
        await auditor.put_audit_statement("ra-1", year_over.statement(opinion=AuditOpinion.ADVERSE))
    assert (caught.value.status, caught.value.code) == (409, "audit-reference-taken")


async def test_many_statements_are_read_in_one_batch(year_over: Measured) -> None:
    """The loader's batch gives statements by id."""
    made = await year_over.client(year_over.tenant.auditor).audit_statement(year_over.statement())
    ctx = year_over.tenant.house.services["outcomes"].system_context(year_over.tenant.owner)
    found = await operations.list_statements_by_id(ctx, [made.id])
    assert list(found) == [made.id]
