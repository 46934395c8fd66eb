"""A ranking is taken over as often as it is told, and nobody is named in the processing log for it."""

from typing import Any

import pytest

from tests.services.access.provider_rankings.test_rest import a_ranking
from tests.support.persons import processed


@pytest.mark.rule("R-X08")
async def test_a_ranking_that_is_told_twice_stands_once(agreed: Any) -> None:
    """The same fact again changes nothing; small numbers that outcomes left out stay out."""
    told = a_ranking(agreed, 1, 2)
    entries = [one.model_copy(update={"value": None, "size": None}) for one in told.entries]
    hidden = told.model_copy(update={"entries": entries})
    for _ in range(2):
        await agreed.hear("ranking-published", hidden)
    (shown,) = await agreed.client().list_provider_rankings()
    assert [(one.value, one.size) for one in shown.entries] == [(None, None)] * 2
    assert await processed(agreed.tenant, agreed.tenant.house) == []


@pytest.mark.rule("R-O34", "R-X08")
async def test_a_ranking_that_was_withdrawn_names_nobody(agreed: Any) -> None:
    """Outcomes takes a ranking back: in the place of its providers nobody stands any more."""
    told = a_ranking(agreed, 1, 2)
    await agreed.hear("ranking-published", told)
    withdrawn = told.model_copy(
        update={"version": told.version + 1, "entries": [], "withdrawn_on": told.published_on}
    )
    await agreed.hear("ranking-withdrawn", withdrawn)
    (shown,) = await agreed.client().list_provider_rankings()
    assert (shown.version, shown.entries) == (told.version + 1, [])
