"""Terms in the database: one of a kind per request, opened, met and lapsed inside the acts of others."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.requests import store as requests
from services.access.statutory_terms import store
from services.access.statutory_terms.store import REGISTER
from shared.values import new_id
from shared.values.access_policies import TermKind, TermState
from shared.values.terms import Law
from tests.support.tenants import invented_oin


@pytest.mark.rule("R-A55")
async def test_a_request_has_one_term_of_a_kind(agreed: Any) -> None:
    """Opened twice it stands once; met on a later day it is late by so many days; met it does not lapse any more."""
    made = await agreed.report(law=Law.JEUGDWET, contact_on=date(2026, 4, 1))
    owner, today = agreed.tenant.owner, agreed.tenant.today
    async with agreed.connection() as connection:
        request = await requests.lock_request(connection, made.id)
        none = await store.open_term(connection, request, TermKind.INQUIRY, date(2026, 4, 1), today)
        assert none is None
        for started_on in (date(2026, 4, 1), date(2026, 4, 15)):
            await store.open_term(connection, request, TermKind.DECISION, started_on, today)
        (term,) = await store.list_terms_of(connection, owner, made.id)
        assert term.due_on == date(2026, 5, 27)
        assert [one for one in await store.list_due(connection, date(2026, 5, 28)) if one == term.id] == [
            term.id
        ]
        assert await store.list_due(connection, date(2026, 5, 27)) == []
        found = await store.lock_due(connection, term.id, date(2026, 5, 28))
        assert found == (term, False)
        met = await store.close_term(connection, owner, made.id, TermKind.DECISION, date(2026, 6, 1))
        assert met is not None and (met.state, met.late_days) == (TermState.MET, 5)
        assert await store.close_term(connection, owner, made.id, TermKind.DECISION, today) is None
        assert await store.lapse_terms(connection, owner, made.id, today) == 0
        assert await store.lock_due(connection, term.id, date(2026, 7, 1)) is None
    async with agreed.connection(invented_oin()) as connection:
        assert await store.list_terms_of(connection, owner, made.id) == []


@pytest.mark.rule("R-A55")
async def test_what_is_withdrawn_lapses_and_the_database_keeps_a_term_whole(agreed: Any) -> None:
    """The open term of a report lapses once; a second of its kind, and one met without a day, the database refuses."""
    made = await agreed.report()
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        (term,) = [
            one
            for one in await store.list_terms_of(connection, owner, made.id)
            if one.kind is TermKind.INQUIRY
        ]
    values = REGISTER.values(term)
    for changes, error in (
        ({"id": new_id()}, asyncpg.UniqueViolationError),
        ({"id": new_id(), "kind": TermKind.DECISION, "state": TermState.MET}, asyncpg.CheckViolationError),
    ):
        with pytest.raises(error):
            async with agreed.connection() as connection:
                await REGISTER.add(connection, REGISTER.kind(**{**values, **changes}), "balie")
    async with agreed.connection() as connection:
        assert await store.lapse_terms(connection, owner, made.id, agreed.tenant.today) >= 1
        states = {one.state for one in await store.list_terms_of(connection, owner, made.id)}
        assert states == {TermState.LAPSED}
