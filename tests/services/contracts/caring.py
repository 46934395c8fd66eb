"""Care under a contract, given as in life: requests, decisions and referrals in access, of which contracts then hears."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from shared.clients.access import AccessClient
from shared.schemas import access
from shared.schemas.contracts import Contract, NewMandate
from shared.values.terms import Law
from tests.services.contracts.conftest import Ready
from tests.support.deciding import in_json

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


async def consultant(ready: Ready) -> None:
    """A consultant with a mandate for the Wmo, of whom access knows, with every contract."""
    held = {"holder": "j.jansen", "role": "consultant", "law": "wmo2015", "validFrom": "2026-01-01"}
    await ready.client().register_mandate(NewMandate.model_validate({**held, "validUntil": "2026-12-31"}))
    await ready.tenant.drain()


async def contract_of_a_year(ready: Ready, year: int = 2026, **changes: Any) -> Contract:
    """The contract of Alphen in force for one calendar year."""
    told: dict[str, Any] = {
        "number": f"ALP-{year}-01", "startDate": f"{year}-01-01", "baseTermMonths": 12, "extensionOptions": [],
        "evaluationAfterMonths": 6,
    }  # fmt: skip
    return await ready.active(**{**told, **changes})


async def _request(ready: Ready, contract: Contract, citizen: str) -> access.Request:
    new = access.NewRequest(
        citizen_reference=citizen, law=Law.WMO_2015, contact_on=ready.tenant.today, contract_id=contract.id
    )
    return await ready.tenant.client(AccessClient).report_request(new)


async def decide(
    ready: Ready, contract: Contract, count: int, name: str = "inwoner", **changes: Any
) -> list[access.Decision]:
    """So many decisions under a contract, for as many citizens, each over HTTP; contracts is told."""
    asked = {
        "productCategory": "02", "productCode": "02A03", "provider": ready.lead, "startDate": "2026-01-01",
        "volume": 4, "unit": "04", "frequency": "4", "motivation": "Begeleiding is nodig.",
        **in_json(ready.tenant.today), **changes,
    }  # fmt: skip

    async def one(number: int) -> access.Decision:
        request = await _request(ready, contract, f"{name}-{number}")
        new = access.NewDecision.model_validate(asked)
        return await ready.tenant.client(AccessClient).take_decision(request.id, new)

    made = await asyncio.gather(*(one(number) for number in range(count)))
    await ready.tenant.drain()
    return list(made)


async def refer(
    ready: Ready, contract: Contract, count: int, *, accepted: bool = True
) -> list[access.Referral]:
    """So many referrals to the lead under a contract, accepted unless told otherwise; contracts is told."""

    async def one(number: int) -> access.Referral:
        request = await _request(ready, contract, f"verwezen-{contract.number}-{accepted}-{number}")
        client = ready.tenant.client(AccessClient)
        made = await client.make_referral(request.id, access.NewReferral(provider=ready.lead))
        member = ready.tenant.client(AccessClient, ready.lead)
        return await member.accept_referral(made.id) if accepted else made

    made = await asyncio.gather(*(one(number) for number in range(count)))
    await ready.tenant.drain()
    return list(made)
