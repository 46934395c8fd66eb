"""A municipality with a contract and its indicators, as outcomes learns of them from the contracts feed."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_origin

import httpx
import pytest
import pytest_asyncio

from shared.clients.outcomes import OutcomesClient
from shared.kit.database import Connection
from shared.kit.followers import Fact
from shared.schemas import access, contracts
from shared.schemas.common import Resource
from shared.schemas.outcomes import Measurement, NewAuditStatement, NewMeasurement
from shared.values import new_id
from shared.values.terms import (
    AuditOpinion,
    ContractState,
    IndicatorKind,
    IndicatorScope,
    Law,
    LegalForm,
    MeasurementSource,
    MemberRole,
    NormOperator,
    RequestState,
)
from tests.support.tenants import Tenant

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")


@dataclass
class Measured:
    """A tenant on 10 August 2026 with a contract for 2026 up to and including 2029, and two indicators."""

    tenant: Tenant
    contract: contracts.Contract
    told: list[Resource] = field(default_factory=list)

    @property
    def lead(self) -> str:
        """The main contractor."""
        return self.tenant.providers[0]

    async def tell(self, feed: str, what: str, subject: Resource) -> None:
        """Let outcomes take over a fact of a sibling's feed, through the handler that its application wired."""
        service = self.tenant.house.services["outcomes"]
        data = subject.model_dump(mode="json", by_alias=True)
        fact = Fact(feed, 0, what, self.tenant.owner, subject.id, subject.version, self.tenant.today, data)
        ctx = service.system_context(self.tenant.owner, cause=fact)
        await service.followers[feed].handlers[what](ctx, fact)

    def client(self, oin: str | None = None, *, end_user: str | None = "j.jansen") -> OutcomesClient:
        """The outcomes service, typed, as an organisation (the municipality when none is named)."""
        return self.tenant.client(OutcomesClient, oin, end_user=end_user)

    def new(self, quarter: str = "2026-Q1", value: str = "7.0", **other: Any) -> NewMeasurement:
        """A measurement of satisfaction, as the provider reports it."""
        told = {
            "contract_id": self.contract.id,
            "indicator": "client-satisfaction",
            "quarter": quarter,
            "value": value,
            "source": MeasurementSource.PROVIDER,
        }
        return NewMeasurement.model_validate({**told, **other})

    async def measure(self, quarter: str = "2026-Q1", value: str = "7.0", **other: Any) -> Measurement:
        """Register a measurement of satisfaction as the main contractor."""
        return await self.client(self.lead).register_measurement(self.new(quarter, value, **other))

    async def measure_year(self, value: str = "7.0") -> None:
        """Measure both indicators in all four quarters of 2026."""
        lines = [["contractId", "indicator", "quarter", "value", "source"]]
        for quarter in QUARTERS:
            lines.append([str(self.contract.id), "client-satisfaction", quarter, value, "provider"])
            lines.append([str(self.contract.id), "survey", quarter, "8.0", "clientSurvey"])
        made = await self.client().register_measurements("\n".join(map(",".join, lines)).encode())
        assert made.accepted == 8, made

    def statement(self, **other: Any) -> NewAuditStatement:
        """The accountant's statement on 2026, on processes and both indicators."""
        told = {
            "contract_id": self.contract.id,
            "year": 2026,
            "opinion": AuditOpinion.UNQUALIFIED,
            "stated_on": date(2027, 2, 15),
            "covers_processes": True,
            "covered_indicators": ["client-satisfaction", "survey"],
            "document_sha256": "0" * 64,
            "stated_by": "drs. A. de Boer RA",
        }
        return NewAuditStatement.model_validate({**told, **other})

    async def get(self, path: str, **more: Any) -> httpx.Response:
        """One plain GET."""
        return await self.tenant.ask("outcomes", "GET", path, **more)

    async def post(self, path: str, body: Any, **more: Any) -> httpx.Response:
        """One plain POST; a schema is sent as its JSON."""
        sent = body if isinstance(body, dict) else body.model_dump(mode="json", by_alias=True)
        return await self.tenant.ask("outcomes", "POST", path, json=sent, **more)

    async def query(self, text: str, *, oin: str | None = None, **variables: Any) -> Any:
        """One GraphQL request; the whole answer."""
        answer = await self.post("/graphql", {"query": text, "variables": variables}, oin=oin)
        return answer.json()

    def request(self, contact_on: date, first_talk_on: date | None = None, **other: Any) -> access.Request:
        """A citizen's question under the contract, as access tells of it."""
        told = {
            "id": new_id(),
            "version": 2 if first_talk_on else 1,
            "owner": self.tenant.owner,
            "citizen_id": new_id(),
            "contract_id": self.contract.id,
            "law": Law.WMO_2015,
            "contact_on": contact_on,
            "first_talk_on": first_talk_on,
            "acute": False,
            "state": RequestState.RECEIVED,
            "parties": [],
        }
        return access.Request.model_validate({**told, **other})


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements that run through the kit's connection meanwhile."""
    ran: list[str] = []
    with monkeypatch.context() as patch:
        for name in ("fetch", "fetch_one", "fetch_value", "execute"):
            patch.setattr(Connection, name, _noted(getattr(Connection, name), ran))
        yield ran


def _noted(method: Any, ran: list[str]) -> Any:
    async def noted(connection: Connection, statement: Any, **values: Any) -> Any:
        ran.append(statement.sql)
        return await method(connection, statement, **values)

    return noted


def agreement(**other: Any) -> contracts.ResultAgreement:
    """Satisfaction of at least 7 on a scale of 1 to 10, reported by the provider."""
    told = {
        "number": 9,
        "code": "client-satisfaction",
        "name": "Klanttevredenheid",
        "kind": IndicatorKind.OUTCOME,
        "scope": IndicatorScope.CLIENT,
        "unit": "grade 1-10",
        "operator": NormOperator.MIN,
        "norm": "7.0",
        "lowest": "1",
        "highest": "10",
        "source": MeasurementSource.PROVIDER,
    }
    return contracts.ResultAgreement.model_validate({**told, **other})


def a_contract(tenant: Tenant, **other: Any) -> contracts.Contract:
    """An active contract for 2026 up to and including 2029 with all the tenant's providers and two agreements."""
    members = [
        contracts.Member(oin=oin, role=MemberRole.SUB if number else MemberRole.MAIN, payment_lead=not number)
        for number, oin in enumerate(tenant.providers)
    ]
    survey = agreement(number=1, code="survey", name="Peiling", source=MeasurementSource.CLIENT_SURVEY)
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
        "auditor": tenant.auditor,
        "agreements": [agreement(), survey],
    }
    empty = dict.fromkeys(contracts.Contract.model_fields.keys() - terms.keys())
    fields = contracts.Contract.model_fields.items()
    lists: dict[str, Any] = {name: [] for name, one in fields if get_origin(one.annotation) is list}
    return contracts.Contract.model_validate({**empty, **lists, **terms, **other})


async def _measured(tenant: Tenant) -> Measured:
    found = Measured(tenant, a_contract(tenant))
    await found.tell("contracts", "contract-activated", found.contract)
    return found


@pytest_asyncio.fixture
async def measured(tenant_on: Callable[[date], Awaitable[Tenant]]) -> Measured:
    """A fresh tenant on 10 August 2026, with a contract in force."""
    return await _measured(await tenant_on(date(2026, 8, 10)))


@pytest_asyncio.fixture
async def year_over(tenant_on: Callable[[date], Awaitable[Tenant]]) -> Measured:
    """A fresh tenant on 1 March 2027, with a contract in force since 2026."""
    return await _measured(await tenant_on(date(2027, 3, 1)))
