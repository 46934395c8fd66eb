"""Which product a law, a category and a code mean on a day."""

from datetime import date
from typing import Any

import pytest

from services.access.products.store import find_product
from shared.values.terms import Law
from tests.services.access.products.test_rest import a_product
from tests.support.tenants import invented_oin


@pytest.mark.rule("R-X06")
async def test_a_product_is_found_by_law_category_code_and_day(agreed: Any) -> None:
    """On its days and under its laws; without a code only when the category has one; nothing known is None."""
    owner = agreed.tenant.owner
    guidance = a_product(agreed, valid_until=date(2026, 12, 31))
    later = a_product(agreed, valid_from=date(2027, 1, 1), laws=[Law.WMO_2015, Law.JEUGDWET])
    for told in (guidance, later):
        await agreed.tell("product-registered", told)
    asked = [
        (Law.WMO_2015, "02", "02A03", date(2026, 4, 20), guidance.id),
        (Law.WMO_2015, "02", "02A03", date(2027, 1, 1), later.id),
        (Law.JEUGDWET, "02", "02A03", date(2026, 4, 20), None),
        (Law.JEUGDWET, "02", "02A03", date(2027, 1, 1), later.id),
        (Law.WMO_2015, "02", None, date(2026, 4, 20), guidance.id),
        (Law.WMO_2015, "02", "02A99", date(2026, 4, 20), None),
        (Law.WMO_2015, "02", "02A03", date(2025, 12, 31), None),
    ]
    async with agreed.connection() as connection:
        for law, category, code, day, wanted in asked:
            found = await find_product(connection, owner, law, category, code, day)
            assert (None if found is None else found.id) == wanted, (law, code, day)
    await agreed.tell("product-registered", a_product(agreed, code="02A04"))
    async with agreed.connection() as connection:
        assert await find_product(connection, owner, Law.WMO_2015, "02", None, date(2026, 4, 20)) is None
    async with agreed.connection(invented_oin()) as connection:
        assert await find_product(connection, owner, Law.WMO_2015, "02", "02A03", date(2026, 4, 20)) is None
