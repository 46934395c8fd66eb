"""The dossier's address; what stands in it is shown in tests/security/test_dossier.py."""

import pytest

from tests.support.files import agree
from tests.support.tenants import Tenant


@pytest.mark.rule("F-38")
async def test_a_dossier_has_a_part_of_each_service_in_order(tenant: Tenant) -> None:
    """Also of who never asked anything; an unknown citizen is 404, an erased one 410."""
    filed = await agree(tenant)
    citizen = await filed.register()
    found = await filed.ask("GET", f"/citizens/{citizen}/dossier")
    assert [one["service"] for one in found.json()["services"]] == [
        "access", "contracts", "settlement", "outcomes",
    ]  # fmt: skip
    assert (found.json()["citizenId"], found.json()["owner"]) == (citizen, tenant.owner)
    await filed.made(f"/citizens/{citizen}/erasure", {"ground": "unlawful"})
    statuses = await filed.statuses(
        f"/citizens/{citizen}/dossier", "/citizens/01990000-0000-7000-8000-000000000001/dossier"
    )
    assert statuses == [410, 404]
