"""In which order a catalogue shows the providers of a ranking."""

import pytest

from services.access.provider_rankings.rules import RankedProvider, in_catalogue_order
from shared.values.reporting import Standing
from tests.services.access.cases.given import OTHER, OWNER, PROVIDER


@pytest.mark.rule("R-C43")
def test_the_best_comes_first_and_equals_stand_by_their_number() -> None:
    """Places 2, 1, 1: the two firsts in order of their OIN, then the second."""

    def ranked(place: int, provider: str) -> RankedProvider:
        return RankedProvider(place, provider, Standing.ABOVE, Standing.NOT_DISTINGUISHABLE, "1.2", 40)

    listed = in_catalogue_order([ranked(2, OWNER), ranked(1, OTHER), ranked(1, PROVIDER)])
    assert [one.provider for one in listed] == [PROVIDER, OTHER, OWNER]
