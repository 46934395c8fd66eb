"""A municipality that is ready to contract: organisations, a consortium and a population, over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import Contract, NewConsortium, NewContract, NewPopulation
from tests.support.tenants import Tenant

SATISFACTION = {
    "number": 9,
    "code": "client-satisfaction",
    "name": "Klanttevredenheid",
    "kind": "outcome",
    "scope": "client",
    "unit": "grade 1-10",
    "operator": "min",
    "norm": "7.0",
    "normInvented": True,
    "lowest": "1",
    "highest": "10",
    "source": "clientSurvey",
}


@dataclass
class Ready:
    """A tenant with all that a contract names; the first provider leads the consortium."""

    tenant: Tenant
    consortium_id: UUID
    population_id: UUID

    @property
    def lead(self) -> str:
        """The OIN of the lead for payment."""
        return self.tenant.providers[0]

    def client(self, oin: str | None = None, *, end_user: str | None = "j.jansen") -> ContractsClient:
        """The contracts service, typed, as an organisation (the municipality when none is named)."""
        return self.tenant.client(ContractsClient, oin, end_user=end_user)

    def body(self, **changes: Any) -> dict[str, Any]:
        """The contract of Alphen as JSON: 4 years and one option of 2, evaluation after 2, 7,000,000 at 95/5."""
        told = {
            "number": "ALP-2026-01",
            "name": "Meedoen in Alphen",
            "municipalityCode": "0484",
            "legalForm": "contract",
            "consortiumId": str(self.consortium_id),
            "populationId": str(self.population_id),
            "startDate": "2026-01-01",
            "baseTermMonths": 48,
            "evaluationAfterMonths": 24,
            "extensionOptions": [{"number": 1, "months": 24}],
            "yearlyCheck": {"month": 1, "day": 1},
            "fundingAgreements": [
                {
                    "number": 1,
                    "form": "lumpSumRetention",
                    "annualAmountCents": 700_000_000,
                    "advanceBasisPoints": 9_500,
                    "instalmentCount": 12,
                }
            ],
            "agreements": [SATISFACTION],
            "acceptanceDuty": True,
            "waitingNormDays": 5,
            "auditor": self.tenant.auditor,
        }
        return {name: value for name, value in {**told, **changes}.items() if value is not None}

    async def draft(self, **changes: Any) -> Contract:
        """A draft of that contract."""
        return await self.client().draft_contract(NewContract.model_validate(self.body(**changes)))

    async def signed(self, **changes: Any) -> Contract:
        """That contract, signed by both sides."""
        contract = await self.draft(**changes)
        await self.client().sign(contract.id, "wethouder zorg")
        return await self.client(self.lead).sign(contract.id, "bestuurder")

    async def active(self, **changes: Any) -> Contract:
        """That contract in force."""
        return await self.client().activate((await self.signed(**changes)).id)

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One plain request to the contracts service."""
        return await self.tenant.ask("contracts", method, path, **more)

    async def graph(
        self, query: str, *, oin: str | None = None, key: str = "graph", **variables: Any
    ) -> dict[str, Any]:
        """One GraphQL request; the whole answer, errors included."""
        answer = await self.tenant.ask(
            "contracts",
            "POST",
            "/graphql",
            oin=oin,
            key=key,
            json={"query": query, "variables": variables},
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


async def make_ready(tenant: Tenant) -> Ready:
    """Register the consortium of all the tenant's providers and a population."""
    client = tenant.client(ContractsClient)
    members = [
        {"oin": oin, "role": "sub" if number else "main", "paymentLead": not number}
        for number, oin in enumerate(tenant.providers)
    ]
    consortium = await client.register_consortium(
        NewConsortium.model_validate({"name": "Samen Sterk", "startDate": "2026-01-01", "members": members})
    )
    population = await client.register_population(
        NewPopulation.model_validate(
            {
                "name": "Inwoners Alphen aan den Rijn",
                "municipalityCode": "0484",
                "laws": ["wmo2015"],
                "description": "Alle inwoners met een vraag over meedoen",
                "inhabitants": 110_000,
                "inhabitantsOn": "2026-01-01",
            }
        )
    )
    return Ready(tenant, consortium.id, population.id)


@pytest_asyncio.fixture
async def ready(tenant: Tenant) -> Ready:
    """A municipality ready to contract, on 1 January 2026."""
    return await make_ready(tenant)


@pytest.fixture
def ready_on(tenant_on: Callable[[date], Awaitable[Tenant]]) -> Callable[[date], Awaitable[Ready]]:
    """A municipality ready to contract, on a day of your own."""

    async def make(today: date) -> Ready:
        return await make_ready(await tenant_on(today))

    return make
