"""Access ceilings over HTTP: set, changed, followed from contracts, used up, and never in the way of a decision."""

from typing import Any

import pytest

from shared.schemas.access import AccessCeilingChange, NewAccessCeiling, NewPolicy
from shared.schemas.contracts import Ceiling
from shared.values import new_id
from shared.values.access_policies import CeilingSource
from shared.values.budgets import CeilingLevel, CeilingMode, CeilingQuantity, CeilingScope
from tests.services.access.care_starts.test_rest import codes, refusal


def a_ceiling(agreed: Any, **other: Any) -> Ceiling:
    """A ceiling of contracts on the number of citizens."""
    told: dict[str, Any] = dict.fromkeys(Ceiling.model_fields)
    told |= {
        "id": new_id(), "version": 1, "owner": agreed.tenant.owner, "name": "Plafond tweede lijn", "year": 2026,
        "level": CeilingLevel.PROVIDER_SECOND_LINE, "quantity": CeilingQuantity.VOLUME,
        "mode": CeilingMode.FIXED, "scope": CeilingScope.PROVIDER, "contract_id": agreed.contract.id,
        "maximum_citizens": 2, "warning_basis_points": 9_000, "exempt_care_types": [], "no_exemptions": False,
        "quality_indicator_codes": [], "active_limits": [], "providers_free": False, "remarks": [],
    }  # fmt: skip
    return Ceiling.model_validate({**told, **other})


@pytest.mark.rule("R-A38")
async def test_a_ceiling_warns_and_never_refuses(agreed: Any) -> None:
    """One of two is 50 %, two of two is exhausted and warns, and the third decision is taken all the same (G-79)."""
    client = agreed.client()
    new = NewAccessCeiling(
        external_reference="plafond/1",
        name="Begeleiding",
        year=2026,
        product_category="02",
        maximum_decisions=2,
    )
    assert (await client.register_access_ceiling(new, dry_run=True)).maximum_decisions == 2
    made = await client.register_access_ceiling(new)
    assert made.source is CeilingSource.MUNICIPALITY
    assert await client.put_access_ceiling("plafond/1", new) == made
    twin = new.model_copy(update={"external_reference": None})
    assert codes(await refusal(client.register_access_ceiling(twin))) == ["agreed-already"]
    used = []
    for number in (1, 2, 3):
        await agreed.decided(f"inwoner-{number}")
        use = await client.access_ceiling_use(made.id)
        used.append((use.decisions, use.used_basis_points, use.warning, use.exhausted, use.remaining))
    assert used == [(1, 5_000, False, False, 1), (2, 10_000, True, True, 0), (3, 15_000, True, True, 0)]
    assert (use.policy_id, use.policy_version) == (None, 0)
    assert {step.rule for step in use.steps} == {"R-A38"}
    policy = await client.register_policy(
        NewPolicy(valid_from=agreed.tenant.today, ceiling_warning_basis_points=4_000)
    )
    changed = await client.change_access_ceiling(made.id, 1, AccessCeilingChange(maximum_decisions=6))
    assert (changed.version, changed.name) == (2, "Begeleiding")
    (use,) = await client.list_access_ceiling_uses(year=2026)
    assert (use.ceiling_id, use.used_basis_points, use.warning, use.policy_id) == (
        made.id, 5_000, True, policy.id,
    )  # fmt: skip
    assert await client.list_access_ceiling_uses(year=2025) == []
    assert await client.list_access_ceilings(source="municipality") == [
        await client.get_access_ceiling(made.id)
    ]
    facts = await agreed.facts("access-ceiling-set", "access-ceiling-changed")
    assert [fact.data["maximumDecisions"] for fact in facts] == [2, 6]
    provider = agreed.client(agreed.tenant.providers[0])
    for call in (provider.get_access_ceiling(made.id), provider.access_ceiling_use(made.id)):
        assert (await refusal(call)).status == 403
    for gone in (client.get_access_ceiling(new_id()), client.access_ceiling_use(new_id())):
        assert (await refusal(gone)).code == "access-ceiling-not-found"


@pytest.mark.rule("R-A38")
@pytest.mark.rule("R-X06")
async def test_a_ceiling_of_contracts_on_citizens_follows(agreed: Any) -> None:
    """Two citizens agreed: a citizen with two decisions counts once; revised there it moves here; another kind is not for access."""
    told = a_ceiling(agreed)
    await agreed.tell("ceiling-agreed", told)
    await agreed.tell("ceiling-agreed", a_ceiling(agreed, maximum_citizens=None, maximum_activities=9))
    client = agreed.client()
    for code in ("02A03", "02A04"):
        await agreed.decided(product_code=code)
    (use,) = await client.list_access_ceiling_uses(year=2026)
    assert (use.ceiling_id, use.source, use.decisions, use.used_basis_points) == (
        told.id, CeilingSource.CONTRACT, 1, 5_000,
    )  # fmt: skip
    mine = await refusal(client.change_access_ceiling(told.id, 1, AccessCeilingChange(maximum_decisions=9)))
    assert codes(mine) == ["of-contracts"]
    revised = told.model_copy(update={"version": 2, "maximum_citizens": 1})
    for fact in (revised, told):
        await agreed.tell("ceiling-revised", fact)
    shown = await client.get_access_ceiling(told.id)
    assert (shown.version, shown.maximum_decisions, shown.ceiling_id) == (2, 1, told.id)
    assert (await client.access_ceiling_use(told.id)).exhausted
