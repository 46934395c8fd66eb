"""Indicators follow the contracts feed: defined at activation, changed by an amendment, old news ignored."""

from datetime import date

import pytest

from services.outcomes.indicators import operations
from shared.kit.rows import PageRequest
from shared.values.terms import Verdict
from tests.services.outcomes.conftest import Measured, agreement

TIGHTER = {"version": 5, "agreements": [agreement(), agreement(norm="7.5", valid_from=date(2026, 7, 1))]}


def amended(measured: Measured, **changes: object) -> object:
    """The contract's next version."""
    return measured.contract.model_copy(update={"version": 5, **changes})


@pytest.mark.rule("R-X09")
async def test_activation_defines_the_indicators(measured: Measured) -> None:
    """Both agreements are indicators with their norm, seen by the municipality, a member and the auditor."""
    for oin in (measured.tenant.owner, measured.lead, measured.tenant.auditor):
        found = await measured.client(oin).indicators(measured.contract.id)
        assert {one.number: one.code for one in found} == {1: "survey", 9: "client-satisfaction"}
    norms = {one.code: one.norms for one in found}["client-satisfaction"]
    assert [(one.valid_from, one.valid_until, one.norm) for one in norms] == [(date(2026, 1, 1), None, "7.0")]


@pytest.mark.rule("R-O21")
@pytest.mark.rule("R-C08")
async def test_an_amendment_tightens_from_its_day_and_judges_anew(measured: Measured) -> None:
    """7.0 becomes 7.5 from 1 July: a 7.2 in the second quarter stays met, in the third it no longer is."""
    for quarter in ("2026-Q2", "2026-Q3"):
        await measured.measure(quarter, "7.2")
    await measured.tell("contracts", "contract-amended", measured.contract.model_copy(update=TIGHTER))
    verdict = await measured.client().contract_verdict(measured.contract.id, 2026)
    assert verdict is not None
    assert [(one.quarter, one.norm, one.verdict) for one in verdict.quarters if one.value] == [
        ("2026-Q2", "7.0", Verdict.MET),
        ("2026-Q3", "7.5", Verdict.NOT_MET),
    ]
    [indicator] = [one for one in await measured.client().indicators(measured.contract.id) if one.number == 9]
    assert [(one.valid_until, one.contract_version) for one in indicator.norms] == [
        (date(2026, 6, 30), 3),
        (None, 5),
    ]


async def test_each_version_of_a_contract_is_one_fact(measured: Measured) -> None:
    """`indicators-defined` at first and `indicators-changed` later, under the contract's id and version."""
    await measured.tell("contracts", "contract-amended", measured.contract.model_copy(update=TIGHTER))
    events = (await measured.client().events(after=None)).events
    told = [
        (one.type.split(".")[3], one.subject, one.subject_version, len(one.data["indicators"]))
        for one in events
    ]
    own = str(measured.contract.id)
    assert told == [("indicators-defined", own, 3, 2), ("indicators-changed", own, 5, 2)]


async def test_old_news_changes_nothing(measured: Measured) -> None:
    """A fact of a version that is known already, or older, is ignored."""
    before = await measured.client().indicators(measured.contract.id)
    old = measured.contract.model_copy(update={"version": 2, "agreements": [agreement(norm="1.0")]})
    await measured.tell("contracts", "contract-amended", old)
    await measured.tell("contracts", "contract-activated", measured.contract)
    assert await measured.client().indicators(measured.contract.id) == before


async def test_a_contract_without_a_first_day_is_a_fault_of_the_sender(measured: Measured) -> None:
    """Such a fact is not swallowed: it raises, so that the follower keeps it with an alarm."""
    with pytest.raises(ValueError, match="first day"):
        await measured.tell(
            "contracts",
            "contract-amended",
            measured.contract.model_copy(update={"version": 9, "start_date": None}),
        )


async def test_many_contracts_are_read_in_one_batch(measured: Measured) -> None:
    """The loader's batch groups indicators by contract, and by id."""
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    grouped = await operations.list_indicators_by_contract(ctx, [measured.contract.id])
    page = await operations.list_indicators(ctx, PageRequest(limit=10), measured.contract.id)
    by_id = await operations.list_indicators_by_id(ctx, [one.id for one in page.items])
    assert [one.number for one in grouped[measured.contract.id]] == [1, 9]
    assert set(by_id) == {one.id for one in page.items}
