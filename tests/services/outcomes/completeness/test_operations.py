"""Completeness of many contracts."""

from pytest import MonkeyPatch

from shared.schemas.outcomes import Completeness
from shared.values import new_id
from tests.services.outcomes.conftest import Measured, a_contract, counted


async def test_all_contracts_come_page_by_page(measured: Measured, monkeypatch: MonkeyPatch) -> None:
    """Oldest first, in as many statements for two contracts as for one."""
    other = a_contract(measured.tenant, id=new_id(), number="ALP-2026-02")
    await measured.tell("contracts", "contract-activated", other)
    with counted(monkeypatch) as for_one:
        first = await measured.get("/completeness?year=2026&limit=1")
    with counted(monkeypatch) as for_two:
        both = await measured.client().completeness(2026)
    assert [one.contract_id for one in both] == [measured.contract.id, other.id]
    assert len(for_one) == len(for_two)
    (shown,) = first.json()["items"]
    assert Completeness.model_validate(shown) == both[0]
