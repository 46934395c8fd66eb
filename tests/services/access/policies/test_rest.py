"""Policies over HTTP: set ahead, changed and withdrawn before their first day, never after it; the standard where none is set."""

from datetime import date, timedelta
from typing import Any

import pytest

from shared.schemas.access import NewPolicy, PolicyChange
from shared.values.access_policies import PolicyState
from tests.services.access.care_starts.test_rest import codes, refusal

JUNE = date(2026, 6, 1)


@pytest.mark.rule("R-A07")
async def test_a_municipality_sets_its_thresholds_ahead(agreed: Any) -> None:
    """Version 0 by name until the first of June; changed before, in force after, and the past stays as it was."""
    client = agreed.client()
    standard = await client.current_policy()
    assert (standard.id, standard.version, standard.standard, standard.on) == (
        None, 0, True, agreed.tenant.today,
    )  # fmt: skip
    assert (standard.name, standard.switch_team_above_cents, standard.valid_from) == (
        "standaardwaarden (versie 0)", 5_000_000, date(1900, 1, 1),
    )  # fmt: skip
    new = NewPolicy(external_reference="beleid/1", valid_from=JUNE, switch_team_above_cents=4_000_000)
    assert (await client.register_policy(new, dry_run=True)).version == 1
    made = await client.register_policy(new)
    assert (made.state, made.switch_team_above_cents, made.maximum_wait_days) == (
        PolicyState.SET, 4_000_000, [7, 21, 42],
    )  # fmt: skip
    assert await client.put_policy("beleid/1", new) == made
    other = new.model_copy(update={"switch_team_above_cents": 1})
    assert (await refusal(client.put_policy("beleid/1", other))).code == "external-reference-used"
    assert (await client.current_policy()).standard
    ahead = await client.current_policy(JUNE)
    assert (ahead.id, ahead.version, ahead.name) == (made.id, 1, "beleidsregel vanaf 2026-06-01")
    changed = await client.change_policy(
        made.id, 1, PolicyChange(maximum_wait_days=[5, 14, 28], name="Nieuw")
    )
    assert (changed.version, changed.maximum_wait_days, changed.switch_team_above_cents) == (
        2, [5, 14, 28], 4_000_000,
    )  # fmt: skip
    stale = await refusal(client.change_policy(made.id, 1, PolicyChange(value_required=False)))
    assert stale.status == 412
    await agreed.on(JUNE)
    now = await client.current_policy()
    assert (now.id, now.version, now.name, now.maximum_wait_days) == (made.id, 2, "Nieuw", [5, 14, 28])
    for act in (
        client.withdraw_policy(made.id),
        client.change_policy(made.id, 2, PolicyChange(name="Te laat")),
    ):
        assert (await refusal(act)).code == "policy-in-force"
    assert (await client.current_policy(date(2026, 5, 31))).standard
    assert await client.list_policies(state="set") == [await client.get_policy(made.id)]
    facts = await agreed.facts("policy-set", "policy-changed")
    assert [fact.data["switchTeamAboveCents"] for fact in facts] == [4_000_000, 4_000_000]


async def test_a_policy_that_is_still_to_come_is_taken_back(agreed: Any) -> None:
    """Withdrawn it makes room for another on the same day; every fault of a policy is told at once; nobody else sees them."""
    client = agreed.client()
    first = await client.register_policy(NewPolicy(valid_from=JUNE))
    taken = await refusal(client.register_policy(NewPolicy(valid_from=JUNE)))
    assert (taken.code, codes(taken)) == ("policy-refused", ["day-taken"])
    gone = await client.withdraw_policy(first.id)
    assert (gone.state, gone.version) == (PolicyState.WITHDRAWN, 2)
    again = await client.register_policy(NewPolicy(valid_from=JUNE, name="Opnieuw"))
    assert (await client.current_policy(JUNE)).id == again.id
    wrong = NewPolicy(
        valid_from=agreed.tenant.today - timedelta(days=1), maximum_wait_days=[9, 8, 7], age_limits=[]
    )
    assert codes(await refusal(client.register_policy(wrong))) == [
        "in-past", "waits-not-rising", "age-limit-missing",
    ]  # fmt: skip
    assert [fact.data["state"] for fact in await agreed.facts("policy-withdrawn")] == ["withdrawn"]
    provider = agreed.client(agreed.tenant.providers[0])
    for asked in (provider.get_policy(again.id), provider.current_policy(), provider.list_policies()):
        assert (await refusal(asked)).status == 403
    assert (await refusal(client.get_policy(agreed.contract.id))).code == "policy-not-found"
