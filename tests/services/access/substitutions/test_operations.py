"""The shift against the target of the policy that holds on the last day."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewPolicy
from tests.services.access.substitutions.test_store import BEFORE, NOW, begun, catalogue


@pytest.mark.rule("R-A52")
@pytest.mark.rule("D-52")
async def test_target_ten_percent_realised_six(agreed: Any) -> None:
    """50 of 100 before, 47 of 100 now: 600 against 1,000, by the policy that is named, with the formula; a base of one's own."""
    await catalogue(agreed)
    await begun(
        agreed, {("10", BEFORE): 50, ("11", BEFORE): 50, ("10", NOW): 47, ("11", NOW): 53, ("99", NOW): 4}
    )
    client = agreed.client()
    policy = await client.register_policy(NewPolicy(valid_from=agreed.tenant.today))
    period, base = (NOW, date(2026, 6, 30)), (BEFORE, date(2026, 3, 31))
    shown = await client.substitution(*period, base=base)
    assert (shown.realised_basis_points, shown.target_basis_points, shown.behind) == (600, 1_000, True)
    assert (shown.policy_id, shown.policy_version) == (policy.id, 1)
    assert (shown.specialist_before_basis_points, shown.specialist_basis_points) == (5_000, 4_700)
    assert shown.cost_shift_cents == 300_000
    assert [(one.level, one.volume, one.volume_before) for one in shown.levels] == [
        ("specialist", 47, 50), ("basic", 53, 50), ("zeroLine", 0, 0), ("additional", 0, 0), ("unknown", 4, 0),
    ]  # fmt: skip
    assert [one.rule for one in shown.steps] == ["R-A52"] * 4
    before = await client.substitution(*period)
    assert (before.base_first_day, before.base_last_day) == (date(2025, 12, 31), date(2026, 3, 31))
    assert (await client.substitution(*base)).realised_basis_points is None
