"""A catalogue is taken over as often as it is told, and nobody is named in the processing log for it."""

from typing import Any

import pytest

from tests.services.access.provider_choices.test_rest import a_catalogue
from tests.support.persons import processed


@pytest.mark.rule("R-C43")
async def test_a_catalogue_that_is_told_twice_stands_once(agreed: Any) -> None:
    """The same fact again changes nothing."""
    told = a_catalogue(agreed, 2)
    for _ in range(2):
        await agreed.tell("catalogue-capacity-changed", told)
    (shown,) = await agreed.client().list_provider_catalogues()
    assert (shown.version, [one.capacity for one in shown.entries]) == (2, [2])
    assert await processed(agreed.tenant, agreed.tenant.house) == []
