"""Each typed client against its own server: what the client sends is taken, what the server answers is read."""

import pytest

from tests.wire.life import CLIENTS, Life, own_methods


@pytest.mark.parametrize("service", CLIENTS)
async def test_every_method_of_a_client_ran_against_its_server(
    house_lives: tuple[Life, Life], service: str
) -> None:
    """A life in which each method of the typed client was called and its answer read by the shared schema."""
    ran = {name for where, name in house_lives[0].ran if where == service}
    assert ran == own_methods(CLIENTS[service])
