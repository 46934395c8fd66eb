"""Lives that tests begin from, made through the API as their users would make them."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts as schemas
from shared.values.terms import (
    FundingForm,
    IndicatorKind,
    IndicatorScope,
    Law,
    LegalForm,
    MeasurementSource,
    MemberRole,
    NormOperator,
    OrganisationKind,
)
from tests.support.tenants import Tenant

CODES = ("self-reliance", "relapse")


def agreements() -> list[schemas.ResultAgreement]:
    """Two result agreements: a grade of at least 7.0, and at most 10 percent relapse."""
    common: dict[str, Any] = {
        "kind": IndicatorKind.OUTCOME,
        "scope": IndicatorScope.SUPPORTED,
        "norm_invented": True,
    }
    return [
        schemas.ResultAgreement(
            number=1, code=CODES[0], name="Zelfredzaamheid", unit="rapportcijfer", operator=NormOperator.MIN,
            norm="7.0", lowest="1", highest="10", source=MeasurementSource.PROVIDER, **common,
        ),
        schemas.ResultAgreement(
            number=2, code=CODES[1], name="Terugval", unit="procent", operator=NormOperator.MAX,
            norm="10", lowest="0", highest="100", source=MeasurementSource.PROVIDER, **common,
        ),
    ]  # fmt: skip


async def draft_contract(tenant: Tenant, **other: Any) -> schemas.Contract:
    """A complete draft of 7,000,000.00 a year from 1 January 2026, with all providers in a consortium."""
    client = tenant.client(ContractsClient)
    await client.register_organisation(
        schemas.NewOrganisation(
            oin=tenant.owner,
            kind=OrganisationKind.MUNICIPALITY,
            name="Gemeente Voorbeeld",
            municipality_code="0484",
        )
    )
    half = len(tenant.providers) // 2
    members = [
        schemas.Member(
            oin=oin, role=MemberRole.MAIN if index < half else MemberRole.SUB, payment_lead=index == 0
        )
        for index, oin in enumerate(tenant.providers)
    ]
    consortium = await client.register_consortium(
        schemas.NewConsortium(name="Samenwerking Voorbeeld", start_date=date(2025, 1, 1), members=members)
    )
    population = await client.register_population(
        schemas.NewPopulation(
            name="Inwoners",
            municipality_code="0484",
            laws=[Law.WMO_2015],
            description="alle inwoners",
            inhabitants=110_000,
            inhabitants_on=date(2025, 1, 1),
        )
    )
    terms: dict[str, Any] = {
        "number": "VB-2026-01",
        "name": "Populatiebekostiging",
        "municipality_code": "0484",
        "legal_form": LegalForm.CONTRACT,
        "consortium_id": consortium.id,
        "population_id": population.id,
        "start_date": date(2026, 1, 1),
        "base_term_months": 48,
        "evaluation_after_months": 24,
        "extension_options": [schemas.ExtensionOption(number=1, months=24)],
        "yearly_check": schemas.YearlyCheck(month=6, day=15),
        "funding_agreements": [funding()],
        "agreements": agreements(),
        "acceptance_duty": True,
        "waiting_norm_days": 5,
        "auditor": tenant.auditor,
    }
    return await client.draft_contract(schemas.NewContract(**{**terms, **other}))


def funding(**other: Any) -> dict[str, Any]:
    """7,000,000.00 a year, 95 % in twelve instalments on the first of the month; None leaves a field out."""
    terms = {
        "number": 1,
        "form": FundingForm.LUMP_SUM_RETENTION,
        "annual_amount_cents": 700_000_000,
        "advance_basis_points": 9500,
        "instalment_count": 12,
        "instalment_day": 1,
    }
    return {name: value for name, value in {**terms, **other}.items() if value is not None}


async def sign_and_activate(tenant: Tenant, contract_id: UUID) -> schemas.Contract:
    """Both sides sign, the purchaser activates, and the siblings hear of it."""
    for oin in (tenant.owner, tenant.providers[0]):
        await tenant.client(ContractsClient, oin).sign(contract_id, "J. Jansen")
    activated = await tenant.client(ContractsClient).activate(contract_id)
    await tenant.drain()
    return activated


async def active_contract(tenant: Tenant, **other: Any) -> schemas.Contract:
    """A contract in force that every sibling knows."""
    return await sign_and_activate(tenant, (await draft_contract(tenant, **other)).id)


async def past_year(tenant: Tenant, **other: Any) -> tuple[schemas.Contract, UUID]:
    """A contract of 2026 whose twelve instalments are posted, on a day in 2027; and its retention."""
    contract = await active_contract(tenant, **other)
    done = await tenant.ask("settlement", "POST", f"/sandbox/{tenant.owner}/work")
    assert done.status_code == 200, done.text
    found = await tenant.ask("settlement", "GET", f"/retentions?contractId={contract.id}&year=2026")
    return contract, UUID(found.json()["items"][0]["id"])


async def measure(tenant: Tenant, contract_id: UUID, grades: str = "7.4", relapse: str = "8") -> None:
    """Four quarters of both indicators, by the lead provider."""
    lines = ["externalReference,contractId,indicator,quarter,value,source"]
    for quarter in range(1, 5):
        for code, value in zip(CODES, (grades, relapse), strict=True):
            lines.append(f"{code}-{quarter},{contract_id},{code},2026-Q{quarter},{value},provider")
    answer = await tenant.ask(
        "outcomes", "POST", "/measurement-batches", content="\n".join(lines).encode(),
        headers={"Content-Type": "text/csv"}, oin=tenant.providers[0],
    )  # fmt: skip
    assert answer.status_code == 202, answer.text
    assert answer.json()["accepted"] == 8, answer.text


async def audit(tenant: Tenant, contract_id: UUID, *, covered: tuple[str, ...] = CODES) -> None:
    """The accountant's statement on 2026, by the auditor's own token."""
    statement = {
        "contractId": str(contract_id),
        "year": 2026,
        "opinion": "unqualified",
        "statedOn": tenant.today.isoformat(),
        "coversProcesses": True,
        "coveredIndicators": list(covered),
        "documentSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "statedBy": "A. de Boer",
    }
    answer = await tenant.ask("outcomes", "POST", "/audit-statements", json=statement, oin=tenant.auditor)
    assert answer.status_code == 201, answer.text
