"""Citizens with a file: registered, granted support, referred, refused; and clocks that jump over the years a file is kept."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts as agreed
from shared.values.terms import Law
from tests.support import lives
from tests.support.deciding import in_json
from tests.support.tenants import Tenant

BSN = "999900018"
WORD = "Kanariepiet"


@dataclass
class Filed:
    """A municipality with a contract and a consultant, and what it recorded of one citizen."""

    tenant: Tenant
    contract: agreed.Contract
    word: str = WORD
    citizen_id: str = ""
    ids: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """One plain request to access."""
        sent = {} if body is None else {"json": body}
        return await self.tenant.ask("access", method, path, **sent, **more)

    async def made(self, path: str, body: Any, **more: Any) -> dict[str, Any]:
        """A POST that succeeds; its answer."""
        answer = await self.ask("POST", path, body, **more)
        assert answer.status_code < 300, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def register(self, name: str = "", bsn: str = BSN, born: str = "1958-05-17") -> str:
        """A citizen with a BSN, a name and an address, all of them canaries; the surrogate."""
        name = name or self.word
        new = {
            "citizenReference": f"kenmerk-{name}",
            "bsn": {"value": bsn, "purpose": "identification"} if bsn else None,
            "familyName": {"value": name, "purpose": "identification"},
            "bornOn": {"value": born, "purpose": "identification"},
            "address": {
                "value": {"street": f"{name}straat", "houseNumber": 1, "postcode": "9999ZZ", "city": name},
                "purpose": "residence",
            },
        }
        found: str = (await self.made("/citizens", new))["id"]
        return found

    async def request(self, citizen_id: str, name: str = "", law: str = Law.WMO_2015, **more: Any) -> str:
        """A question of a citizen, under a reference that names the person."""
        name, today = name or self.word, self.tenant.today.isoformat()
        body = {
            "citizenId": citizen_id,
            "law": law,
            "contactOn": today,
            "externalReference": f"{name}-melding",
        }
        key = f"melding-{name}-{law}"
        found: str = (await self.made("/requests", {**body, **more}, key=key))["id"]
        return found

    async def decide(
        self, request_id: str, name: str = "", *, end: date | None = None, law: Law = Law.WMO_2015
    ) -> str:
        """Support that was granted until a day under a law, with a motivation about the person."""
        name = name or self.word
        body = {
            "productCategory": "02", "productCode": "02A03", "provider": self.tenant.providers[0], "startDate": self.tenant.today.isoformat(),
            "endDate": None if end is None else end.isoformat(), "volume": 4, "unit": "04", "frequency": "4",
            "motivation": f"{name} kan niet koken.", "externalReference": f"{name}-besluit",
            **in_json(self.tenant.today, law),
        }  # fmt: skip
        found: str = (await self.made(f"/requests/{request_id}/decisions", body, key=f"besluit-{name}"))["id"]
        return found

    async def refuse(self, request_id: str, name: str = "") -> str:
        """A referral that the provider refused, with a reason about the person."""
        name, provider = name or self.word, self.tenant.providers[0]
        body = {"provider": provider, "externalReference": f"{name}-verwijzing"}
        referral: str = (
            await self.made(f"/requests/{request_id}/referrals", body, key=f"verwijzing-{name}")
        )["id"]
        reason = {"reason": f"{name} is te ver weg."}
        await self.made(f"/referrals/{referral}/refusal", reason, oin=provider, key=f"weigering-{name}")
        return referral

    async def jump(self, day: date) -> None:
        """Set the tenant's clocks to a later day at once; a sandbox itself goes a day at a time."""
        self.tenant.today = day
        for service in self.tenant.house.services.values():
            async with service.system_context(self.tenant.owner).begin() as connection:
                connection.recorded = True
                await connection.raw.execute(
                    "update clocks set today = $1 where owner = $2", day, self.tenant.owner
                )

    async def statuses(self, *paths: str) -> list[int]:
        """What reading these answers."""
        return [(await self.ask("GET", path)).status_code for path in paths]


async def agree(tenant: Tenant, word: str = WORD) -> Filed:
    """A municipality whose contract every service knows, and whose consultant may decide under both laws."""
    contract = await lives.active_contract(tenant)
    for law in Law:
        holder = agreed.NewMandate(holder="j.jansen", role="consultant", law=law, valid_from=date(2026, 1, 1))
        await tenant.client(ContractsClient).register_mandate(holder)
    await tenant.drain()
    return Filed(tenant, contract, word)


async def file(tenant: Tenant, *, end: date | None = None, word: str = WORD) -> Filed:
    """One citizen, with support that was granted (until a day) and a referral that was refused; all services know it."""
    filed = await agree(tenant, word)
    filed.citizen_id = await filed.register()
    contract = {"contractId": str(filed.contract.id)}
    granted = await filed.request(filed.citizen_id, **contract)
    refused = await filed.request(filed.citizen_id, f"{word}-twee", **contract)
    filed.ids = {
        "granted": granted,
        "refused": refused,
        "decision": await filed.decide(granted, end=end),
        "referral": await filed.refuse(refused),
    }
    await tenant.drain()
    return filed


async def logged(filed: Filed, citizen_id: str) -> list[Any]:
    """The lines of the processing log of access about a citizen, oldest first."""
    rows: list[Any] = await filed.tenant.house.services["access"].database.worker.fetch(
        "select * from processing_log where owner = $1 and subject = $2 order by id",
        filed.tenant.owner,
        UUID(citizen_id),
    )
    return rows
