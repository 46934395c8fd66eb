"""Choices in the database: one that counts per question, and what was given away of a catalogue."""

from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from services.access.catalogues.rules import Taken
from services.access.provider_choices.store import REGISTER, find_choice, list_taken
from shared.values import new_id
from shared.values.choosing import ChoiceState
from tests.services.access.provider_choices.test_rest import a_catalogue, asked


@pytest.mark.rule("R-A40")
@pytest.mark.rule("R-C43")
async def test_one_choice_counts_and_what_it_took_is_counted(agreed: Any) -> None:
    """A second one is refused by the database until the first is withdrawn; a chosen place is taken, one withdrawn is free."""
    catalogue = a_catalogue(agreed, 2, 2)
    await agreed.tell("catalogue-capacity-changed", catalogue)
    request, client = await agreed.report(), agreed.client()
    first = agreed.tenant.providers[0]
    wire = await client.register_provider_choice(asked(request.id, catalogue_id=catalogue.id, chosen=first))
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        made = await find_choice(connection, owner, request.id, "02", "02A03")
        assert made is not None
        assert (made.id, made.made) == (wire.id, True)
        assert await list_taken(connection, catalogue.id) == [Taken(first, 2, 1)]
    again = replace(made, id=new_id(), version=1)
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, again, "balie")
    await client.withdraw_provider_choice(made.id)
    async with agreed.connection() as connection:
        assert await find_choice(connection, owner, request.id, "02", "02A03") is None
        assert await list_taken(connection, catalogue.id) == []
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, replace(again, state=ChoiceState.CHOSEN, chosen=None), "balie")
