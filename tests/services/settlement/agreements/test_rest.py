"""What was agreed on paying, over REST."""

import pytest

from tests.services.settlement.agreements.test_operations import PRODUCTION, product
from tests.support.lives import active_contract, funding
from tests.support.tenants import Tenant


@pytest.mark.rule("R-X01")
async def test_agreements_and_tariffs_are_found_by_their_filters(tenant: Tenant) -> None:
    """By contract, form and product; another form, and a contract that is not there, give an empty page or 404."""
    await product(tenant)
    contract = await active_contract(
        tenant, funding_agreements=[funding(), PRODUCTION], product_codes=["02A15"]
    )

    async def numbers(path: str) -> list[int]:
        answer = await tenant.ask("settlement", "GET", path)
        assert answer.status_code == 200, answer.text
        return [one.get("number", 0) for one in answer.json()["items"]]

    assert await numbers(f"/funding-agreements?contractId={contract.id}&form=production") == [2]
    assert await numbers("/funding-agreements?form=availability") == []
    assert await numbers("/tariffs?productCode=02A15") == [0]
    assert await numbers("/tariffs?productCode=99Z99") == []
    for path, code in (
        ("funding-agreements", "funding-agreement-not-found"),
        ("tariffs", "known-tariff-not-found"),
    ):
        missing = await tenant.ask("settlement", "GET", f"/{path}/{contract.id}")
        assert (missing.status_code, missing.json()["code"]) == (404, code)
    wrong = await tenant.ask("settlement", "GET", "/funding-agreements?form=alles")
    assert wrong.status_code == 400
