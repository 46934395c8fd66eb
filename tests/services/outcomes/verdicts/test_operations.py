"""Verdicts as a contract year goes by."""

import pytest

from services.outcomes.verdicts import operations
from shared.clients.base import Refusal
from shared.kit.work import do_due
from shared.values.terms import Verdict
from tests.services.outcomes.conftest import Measured


@pytest.mark.rule("R-X02")
@pytest.mark.rule("R-S03")
async def test_a_year_is_met_when_all_of_it_is_measured_and_met(year_over: Measured) -> None:
    """Before the last quarter the year is open; with all quarters of both indicators it is met."""
    await year_over.measure("2026-Q4", "7.0")
    first = await year_over.client().contract_verdict(year_over.contract.id, 2026)
    await year_over.measure_year()
    second = await year_over.client().contract_verdict(year_over.contract.id, 2026)
    assert first is not None
    assert second is not None
    assert (first.verdict, second.verdict) == (Verdict.NOT_JUDGEABLE, Verdict.MET)
    assert (second.id, second.version) == (first.id, 2)
    assert len(second.quarters) == 8
    assert len(second.years) == 2


async def test_every_version_stays_readable(year_over: Measured) -> None:
    """What was given in version 1 reads the same after version 2; a version that never was is not found."""
    await year_over.measure_year()
    client = year_over.client()
    first = await client.contract_verdict(year_over.contract.id, 2026)
    assert first is not None
    await year_over.measure("2026-Q4", "5.0")
    second = await client.contract_verdict(year_over.contract.id, 2026)
    assert second is not None
    assert second.verdict is Verdict.NOT_MET
    assert await client.verdict_version(first.id, 1) == first
    assert await client.verdict_version(first.id, 2) == second
    with pytest.raises(Refusal) as caught:
        await client.verdict_version(first.id, 3)
    assert (caught.value.status, caught.value.code) == (404, "verdict-version-not-found")


async def test_years_are_judged_apart(year_over: Measured) -> None:
    """A measurement of 2027 leaves the verdict on 2026 alone."""
    await year_over.measure_year()
    await year_over.measure("2027-Q1", "2.0")
    client = year_over.client()
    verdicts = [await client.contract_verdict(year_over.contract.id, year) for year in (2026, 2027, 2028)]
    assert [one and (one.verdict, one.version) for one in verdicts] == [
        (Verdict.MET, 1), (Verdict.NOT_JUDGEABLE, 1), None,
    ]  # fmt: skip


async def test_many_verdicts_are_read_and_explained_in_one_batch(year_over: Measured) -> None:
    """The loaders' batches: by contract, and the explanations by id."""
    await year_over.measure_year()
    ctx = year_over.tenant.house.services["outcomes"].system_context(year_over.tenant.owner)
    grouped = await operations.list_verdicts_by_contract(ctx, [year_over.contract.id])
    [verdict] = grouped[year_over.contract.id]
    explained = await operations.explain_verdicts(ctx, [verdict.id])
    assert explained == {verdict.id: await operations.explain_verdict(ctx, verdict.id)}


@pytest.mark.rule("R-X02")
async def test_a_changed_verdict_is_told_once(year_over: Measured) -> None:
    """The day's work tells each verdict that changed, in its newest version and with its reasons, and then rests."""
    await year_over.measure_year()
    await year_over.measure("2026-Q4", "7.5")
    service = year_over.tenant.house.services["outcomes"]
    done = [await do_due(service, year_over.tenant.owner) for _ in range(2)]
    told = [
        one for one in (await year_over.client().events(after=None)).events if ".verdict-given." in one.type
    ]
    verdict = await year_over.client().contract_verdict(year_over.contract.id, 2026)
    assert verdict is not None
    assert done == [1, 0]
    assert [(one.subject, one.subject_version, one.data["verdict"]) for one in told] == [
        (str(verdict.id), 2, "met")
    ]
