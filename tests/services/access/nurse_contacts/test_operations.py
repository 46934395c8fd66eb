"""A count leaves one row in the logbook and nobody in the processing log."""

from typing import Any

import pytest

from shared.schemas.access import NurseContactsChange
from tests.services.access.nurse_contacts.test_rest import counted
from tests.support.persons import processed


@pytest.mark.rule("R-A47")
@pytest.mark.rule("F-06")
async def test_counting_names_nobody(agreed: Any) -> None:
    """One fact each for counting and correcting; what changes nothing tells nothing."""
    client = agreed.client()
    made = await client.register_nurse_contact(counted(200, 100, 60))
    await client.change_nurse_contact(made.id, 1, NurseContactsChange(handled=120))
    same = await client.change_nurse_contact(made.id, 2, NurseContactsChange(handled=120))
    assert same.version == 2
    facts = await agreed.facts("nurse-contacts-registered", "nurse-contacts-changed")
    assert [fact.data["handled"] for fact in facts] == [100, 120]
    assert await processed(agreed.tenant, agreed.tenant.house) == []
