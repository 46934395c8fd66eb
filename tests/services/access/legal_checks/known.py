"""What access knows of a municipality's catalogue and of a talk, put there as its own followers and desks would."""

from dataclasses import replace
from typing import Any

from services.access.clarifications.store import add_clarification
from services.access.products.rules import Product
from services.access.products.store import save_product
from shared.schemas.access import Request
from shared.values.terms import Law
from tests.services.access.conftest import a_mandate
from tests.services.access.legal_checks.framed import a_product, a_talk
from tests.support.persons import person, registered, stated


async def catalogued(agreed: Any, **other: Any) -> Product:
    """A product in the municipality's catalogue."""
    made = replace(a_product(**other), owner=agreed.tenant.owner)
    async with agreed.connection() as connection:
        await save_product(connection, made, "service-contracts")
    return made


async def talked(agreed: Any, request: Request, **other: Any) -> None:
    """A talk on a request, in which nothing gave cause for doubt but what is named."""
    told = a_talk(owner=agreed.tenant.owner, request_id=request.id, citizen_id=request.citizen_id, **other)
    async with agreed.connection() as connection:
        await add_clarification(connection, told, "balie")


async def youth(agreed: Any, born_on: str = "2008-09-01", purpose: str = "needAssessment") -> Request:
    """A question under the Youth Act of a young person whose day of birth was recorded, and a mandate to decide on it."""
    mandate = a_mandate(agreed.tenant, law=Law.JEUGDWET)
    await agreed.tell("mandate-registered", mandate)
    return await youth_of(agreed, "jongere", born_on, purpose)


async def youth_of(agreed: Any, citizen: str, born_on: str, purpose: str = "needAssessment") -> Request:
    """A question under the Youth Act of a citizen whose day of birth was recorded."""
    await registered(agreed.tenant, person(citizen, bsn=None, bornOn=stated(born_on, purpose)))
    request: Request = await agreed.report(citizen, law=Law.JEUGDWET)
    return request
