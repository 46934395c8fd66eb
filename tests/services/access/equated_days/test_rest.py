"""Equated days over HTTP: a new decree is data, and terms take it in."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import EquatedDaysChange, NewEquatedDays
from tests.services.access.care_starts.test_rest import codes, refusal


@pytest.mark.rule("R-A55")
async def test_a_decree_of_a_later_year_is_added_and_corrected(agreed: Any) -> None:
    """2029 with its day; a year comes once, every fault is told at once, the municipality alone sees it."""
    client = agreed.client()
    new = NewEquatedDays(
        external_reference="besluit/2029", year=2029, days=[date(2029, 5, 11)], decree="Besluit 2029"
    )
    assert (await client.register_equated_day(new, dry_run=True)).year == 2029
    made = await client.register_equated_day(new)
    assert await client.put_equated_day("besluit/2029", new) == made
    again = NewEquatedDays(year=2029, days=[date(2028, 5, 12), date(2029, 5, 12)], decree="Nog eens")
    assert codes(await refusal(client.register_equated_day(again))) == ["other-year", "weekend", "year-known"]
    change = EquatedDaysChange(days=[date(2029, 4, 30), date(2029, 5, 11)])
    changed = await client.change_equated_day(made.id, 1, change)
    assert (changed.version, changed.days, changed.decree) == (2, change.days, "Besluit 2029")
    assert await client.list_equated_days(year=2029) == [await client.get_equated_day(made.id)]
    assert [len(fact.data["days"]) for fact in await agreed.facts("equated-days-added", "equated-days-changed")] == [
        1, 2,
    ]  # fmt: skip
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.get_equated_day(made.id))).status == 403
    assert (await refusal(client.get_equated_day(agreed.contract.id))).code == "equated-days-not-found"
