"""A municipality with a contract and a mandate, as access learns of them from the contracts feed."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, get_origin

import pytest_asyncio

from shared.clients.access import AccessClient
from shared.kit.database import Connection
from shared.kit.followers import Fact
from shared.schemas import contracts as schemas
from shared.schemas.access import Decision, NewDecision, NewReferral, NewRequest, Referral, Request
from shared.schemas.common import Event, EventPage, Resource
from shared.schemas.facts import told
from shared.values import add_months, new_id
from shared.values.terms import ContractState, Law, LegalForm, MemberRole
from tests.support.deciding import in_full
from tests.support.tenants import Tenant

CONSULTANT = "j.jansen"


@dataclass
class Agreed:
    """A tenant on 20 April 2026 with a contract of all its providers and a consultant with a mandate for the Wmo."""

    tenant: Tenant
    contract: schemas.Contract
    mandate: schemas.Mandate

    async def tell(self, what: str, subject: Resource) -> None:
        """Let access take over a fact of the contracts feed, through the handler that its application wired."""
        service = self.tenant.house.services["access"]
        data = subject.model_dump(mode="json", by_alias=True)
        fact = Fact(
            "contracts", 0, what, self.tenant.owner, subject.id, subject.version, self.tenant.today, data
        )
        ctx = service.system_context(self.tenant.owner, cause=fact)
        await service.followers["contracts"].handlers[what](ctx, fact)

    @asynccontextmanager
    async def connection(self, oin: str | None = None) -> AsyncIterator[Connection]:
        """A write transaction of the access service for an organisation, the municipality when none is named."""
        ctx = self.tenant.house.services["access"].system_context(self.tenant.owner)
        if oin is not None:
            ctx = replace(
                ctx, actor=replace(ctx.actor, organisations=(oin,), purchaser=oin == self.tenant.owner)
            )
        async with ctx.begin() as connection:
            connection.recorded = True
            yield connection

    async def logged(self, table: str = "logbook") -> list[Any]:
        """The rows of the logbook or the security log that concern this municipality, oldest first."""
        column = {"logbook": "owner", "security_log": "actor"}[table]
        query = f"select * from {table} where {column} = $1 order by id"
        rows: list[Any] = await self.tenant.house.services["access"].database.worker.fetch(
            query, self.tenant.owner
        )
        return rows

    async def graph(
        self, query: str, *, oin: str | None = None, key: str | None = None, **variables: Any
    ) -> Any:
        """One GraphQL request; the whole answer."""
        answer = await self.tenant.ask(
            "access", "POST", "/graphql", oin=oin, key=key or secrets.token_hex(8),
            json={"query": query, "variables": variables},
        )  # fmt: skip
        assert answer.status_code == 200, answer.text
        return answer.json()

    def client(self, oin: str | None = None, *, end_user: str | None = CONSULTANT) -> AccessClient:
        """The access service, typed, as an organisation (the municipality when none is named)."""
        return self.tenant.client(AccessClient, oin, end_user=end_user)

    def new_request(self, citizen: str = "inwoner-1", **other: Any) -> NewRequest:
        """A question of 13 April under the contract."""
        asked = {"law": Law.WMO_2015, "contact_on": date(2026, 4, 13), "contract_id": self.contract.id}
        return NewRequest(citizen_reference=citizen, **{**asked, **other})

    def new_decision(self, **other: Any) -> NewDecision:
        """Four hours of guidance a week from today, a month where no end is given, by the first provider, with all that a decision takes; `law` is that of the frame."""
        asked = {
            "product_category": "02",
            "product_code": "02A03",
            "provider": self.tenant.providers[0],
            "start_date": self.tenant.today,
            "volume": 4,
            "unit": "04",
            "frequency": "2",
            "motivation": "Begeleiding is nodig.",
            **in_full(self.tenant.today, other.get("law", Law.WMO_2015)),
        }
        other.pop("law", None)
        if other.get("acute"):  # acute care lasts until its half-year check at most (R-A48)
            begins = max(other.get("start_date", self.tenant.today), self.tenant.today)
            asked["end_date"] = add_months(begins, 6) - timedelta(days=1)
        if {**asked, **other}.get("end_date") is None:  # a weekly size has an end (CD076)
            asked["frequency"] = "4"
        return NewDecision(**{**asked, **other})

    async def report(self, citizen: str = "inwoner-1", **other: Any) -> Request:
        """A request as the municipality reports it."""
        return await self.client().report_request(self.new_request(citizen, **other))

    async def decided(self, citizen: str = "inwoner-1", **other: Any) -> Decision:
        """A request of 13 April on which was decided: an allocation from today on."""
        request = await self.report(citizen)
        return await self.client().take_decision(request.id, self.new_decision(**other))

    async def mandated(self, law: Law = Law.JEUGDWET) -> None:
        """The consultant has a mandate for another law too."""
        await self.tell("mandate-registered", a_mandate(self.tenant, law=law))

    async def referred(self, citizen: str = "inwoner-1", number: int = 0) -> Referral:
        """A request of 13 April referred to a member, who accepted."""
        request = await self.report(citizen)
        provider = self.tenant.providers[number]
        made = await self.client().make_referral(request.id, NewReferral(provider=provider))
        return await self.client(provider).accept_referral(made.id)

    async def on(self, day: date) -> None:
        """The clock of access alone moved to another day, one by one."""
        while self.tenant.today < day:
            self.tenant.today += timedelta(days=1)
            moved = await self.post(
                f"/sandbox/{self.tenant.owner}/days", {"today": self.tenant.today.isoformat()}
            )
            assert moved.status_code == 200, moved.text

    async def work(self) -> None:
        """What access does by itself on the tenant's day."""
        done = await self.post(f"/sandbox/{self.tenant.owner}/work")
        assert done.status_code == 200, done.text

    async def hear(self, what: str, subject: Resource) -> None:
        """Let access take over a fact of the outcomes feed, through the handler that its application wired."""
        service = self.tenant.house.services["access"]
        whole = subject.model_dump(mode="json", by_alias=True)
        data = told(type(subject)).model_validate(whole).model_dump(mode="json", by_alias=True)
        owner, today = self.tenant.owner, self.tenant.today
        fact = Fact("outcomes", 0, what, owner, subject.id, subject.version, today, data)
        ctx = service.system_context(owner, cause=fact)
        await service.followers["outcomes"].handlers[what](ctx, fact)

    async def acute(self, citizen: str = "inwoner-1", **other: Any) -> Decision:
        """A decision of today on acute care, with an allocation from 1 April on."""
        return await self.decided(citizen, acute=True, start_date=date(2026, 4, 1), **other)

    async def facts(self, *whats: str) -> list[Event]:
        """The facts of these kinds on the municipality's own feed, oldest first."""
        names = [f"nl.sociaaldomein.access.{what}.v1" for what in whats]
        feed = EventPage.model_validate_json((await self.get("/events?limit=500")).content)
        return [event for event in feed.events if event.type in names]

    async def post(self, path: str, body: Any = None, **more: Any) -> Any:
        """One plain POST; a schema is sent as its JSON."""
        sent = body if isinstance(body, dict | None) else body.model_dump(mode="json", by_alias=True)
        return await self.tenant.ask("access", "POST", path, json=sent if sent is not None else {}, **more)

    async def get(self, path: str, **more: Any) -> Any:
        """One plain GET."""
        return await self.tenant.ask("access", "GET", path, **more)


def a_contract(tenant: Tenant, **other: Any) -> schemas.Contract:
    """An active contract for 2026 up to and including 2029 with all the tenant's providers."""
    members = [
        schemas.Member(oin=oin, role=MemberRole.SUB if number else MemberRole.MAIN, payment_lead=not number)
        for number, oin in enumerate(tenant.providers)
    ]
    terms: dict[str, Any] = {
        "id": new_id(),
        "version": 3,
        "owner": tenant.owner,
        "number": "ALP-2026-01",
        "name": "Sociale basis",
        "municipality_code": "0484",
        "legal_form": LegalForm.CONTRACT,
        "state": ContractState.ACTIVE,
        "start_date": date(2026, 1, 1),
        "end_date": date(2029, 12, 31),
        "acceptance_duty": True,
        "waiting_norm_days": 5,
        "members": members,
        "payee": tenant.providers[0],
        "parties": [*tenant.providers, tenant.auditor],
    }
    empty = dict.fromkeys(schemas.Contract.model_fields.keys() - terms.keys())
    fields = schemas.Contract.model_fields.items()
    lists: dict[str, Any] = {name: [] for name, one in fields if get_origin(one.annotation) is list}
    return schemas.Contract.model_validate({**empty, **lists, **terms, **other})


def a_mandate(tenant: Tenant, **other: Any) -> schemas.Mandate:
    """A consultant's mandate for the Wmo, all of 2026."""
    held = {
        "id": new_id(),
        "version": 1,
        "owner": tenant.owner,
        "holder": CONSULTANT,
        "role": "consultant",
        "law": Law.WMO_2015,
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    }
    return schemas.Mandate.model_validate({**held, **other})


@pytest_asyncio.fixture
async def agreed(tenant_on: Callable[[date], Awaitable[Tenant]]) -> Agreed:
    """A fresh tenant on 20 April 2026, with a contract in force and a mandate."""
    tenant = await tenant_on(date(2026, 4, 20))
    found = Agreed(tenant, a_contract(tenant), a_mandate(tenant))
    await found.tell("contract-activated", found.contract)
    await found.tell("mandate-registered", found.mandate)
    return found
