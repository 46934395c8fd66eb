"""A contract of 2026 that is followed by one of 2027, with care under the first."""

from __future__ import annotations

from services.contracts.contract_transitions import operations, store
from shared.schemas.contracts import Contract
from tests.services.contracts import caring
from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import Case


async def two_contracts(ready: Ready, **changes: object) -> tuple[Contract, Contract]:
    """The old contract in force, the new one signed."""
    old = await caring.contract_of_a_year(ready)
    told = {"number": "ALP-2027-01", "startDate": "2027-01-01", "baseTermMonths": 24, **changes}
    new = await ready.signed(**{"extensionOptions": [], "evaluationAfterMonths": 12, **told})
    await caring.consultant(ready)
    return old, new


async def case(ready: Ready, clients: int = 2) -> Case:
    """A transition of so many clients on 1 January 2027, and one a month later."""
    old, new = await two_contracts(ready)
    if clients:
        await caring.decide(ready, old, clients)
    body = {"fromContractId": str(old.id), "toContractId": str(new.id), "transitionDate": "2027-01-01"}
    later = {"transitionDate": "2027-02-01"}
    return Case(operations.PLAIN, store.TRANSITIONS, body, "transition-planned", later, "transition-planned")
