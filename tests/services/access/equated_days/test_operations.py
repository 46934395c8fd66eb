"""What adding equated days does to terms that begin later."""

from datetime import date
from typing import Any

import pytest

from services.access.requests import store as requests
from services.access.statutory_terms import store as terms
from shared.schemas.access import NewEquatedDays
from shared.values.access_policies import TermKind
from shared.values.terms import Law


@pytest.mark.rule("R-A55")
async def test_a_term_into_an_added_year_has_its_last_day(agreed: Any) -> None:
    """Eight weeks from 5 December 2028 end in 2029: not known before, Tue 30 January after."""
    first, second = [await agreed.report(one, law=Law.JEUGDWET) for one in ("inwoner-a", "inwoner-b")]
    day, found = date(2028, 12, 5), []
    for made in (first, second):
        async with agreed.connection() as connection:
            request = await requests.lock_request(connection, made.id)
            term = await terms.open_term(connection, request, TermKind.DECISION, day, day)
            assert term is not None
            found.append(term.due_on)
        if made is first:
            new = NewEquatedDays(year=2029, days=[], decree="Besluit 2029 noemt er geen in januari")
            await agreed.client().register_equated_day(new)
    assert found == [None, date(2029, 1, 30)]
