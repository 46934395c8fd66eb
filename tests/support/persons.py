"""Invented persons, as a municipality registers them, and a second municipality beside the first."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import asyncpg
import httpx

from shared.values import is_bsn
from tests.support.tenants import Tenant, new_tenant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deploy.postgres import Cluster
    from shared.kit.sealing import Keys
    from tests.support.house import House

BSN, OTHER_BSN = "999900006", "999900018"
NAME, STREET, MAIL = "Zonnebloemveld", "Kanariestraat", "kanarie@voorbeeld.example"


def stated(value: Any, purpose: str = "identification") -> dict[str, Any]:
    """A value with its purpose."""
    return {"value": value, "purpose": purpose}


def person(reference: str = "inwoner-1", bsn: str | None = BSN, **other: Any) -> dict[str, Any]:
    """A whole person; a field that is given as None is left out."""
    found = {
        "citizenReference": reference,
        "bsn": None if bsn is None else stated(bsn),
        "bornOn": stated("1958-05-17"),
        "sex": stated("2", "needAssessment"),
        "familyName": stated(NAME),
        "givenNames": stated("Fenna"),
        "address": stated(
            {"street": STREET, "houseNumber": 7, "postcode": "9999ZZ", "city": "Voorbeeldstad"}, "residence"
        ),
        "email": stated(MAIL, "contact"),
    }
    return {name: value for name, value in {**found, **other}.items() if value is not None}


def invented_bsn() -> str:
    """Nine digits that pass the 11-proef, below the range that is given out."""
    while True:
        number = f"0{secrets.randbelow(10**8):08}"
        if is_bsn(number):
            return number


async def register(tenant: Tenant, body: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
    """Register a person as the municipality."""
    return await tenant.ask("access", "POST", "/citizens", json=body or person(), **more)


async def registered(tenant: Tenant, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """A person who was registered just now."""
    answer = await register(tenant, body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def neighbour(tenant: Tenant) -> Tenant:
    """Another municipality on the same day."""
    return await new_tenant(tenant.house, tenant.today, providers=1)


async def as_superuser(
    cluster: Cluster, house: House, query: str, *values: Any, service: str = "access"
) -> list[Any]:
    """Rows of a service's database as who sees everything: what a backup or a thief would have."""
    server, name = cluster.superuser_dsn.rsplit("/", 1)[0], house.databases[service].app_dsn.rsplit("/", 1)[1]
    connection = await asyncpg.connect(f"{server}/{name}")
    try:
        rows: list[Any] = await connection.fetch(query, *values)
        return rows
    finally:
        await connection.close()


@contextmanager
def keys_of(house: House, keys: Keys) -> Iterator[None]:
    """Access with other keys, as after a restart with another environment."""
    service = house.services["access"]
    before = service.settings
    service.settings = replace(before, citizen_keys=keys)
    try:
        yield
    finally:
        service.settings = before


async def processed(tenant: Tenant, house: House) -> list[tuple[str, str, Any, str]]:
    """The lines of access's processing log of a municipality: event, name, subject, actor; oldest first."""
    query = "select event, name, subject, actor from processing_log where owner = $1 order by id"
    rows = await house.services["access"].database.worker.fetch(query, tenant.owner)
    return [tuple(row) for row in rows]
