"""Each typed client against its own server: what the client sends is taken, what the server answers is read."""

import pytest

from shared.schemas.access import Request
from shared.schemas.common import Resource
from shared.schemas.contracts import Organisation
from shared.schemas.outcomes import Measurement
from shared.schemas.settlement import Entry
from tests.wire.life import CLIENTS, Life, own_methods

pytestmark = pytest.mark.xdist_group("published")
LISTS: dict[str, tuple[str, type[Resource]]] = {
    "contracts": ("/organisations", Organisation),
    "access": ("/requests", Request),
    "settlement": ("/entries", Entry),
    "outcomes": ("/measurements", Measurement),
}


@pytest.mark.parametrize("service", CLIENTS)
async def test_every_method_of_a_client_ran_against_its_server(
    house_lives: tuple[Life, Life], service: str
) -> None:
    """A life in which each method of the typed client was called and its answer read by the shared schema."""
    ran = {name for where, name in house_lives[0].ran if where == service}
    assert ran == own_methods(CLIENTS[service])


@pytest.mark.parametrize("service", CLIENTS)
async def test_a_collection_is_walked_to_its_end(house_lives: tuple[Life, Life], service: str) -> None:
    """Pages of one give what a page of a hundred gives: the client follows the cursors, in the same order."""
    client = house_lives[0].tenant.client(CLIENTS[service])
    path, model = LISTS[service]
    whole = await client.page(path, model)
    assert len(whole) >= 2 and await client.page(path, model, limit=1) == whole
