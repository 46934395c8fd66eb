"""Where a test of settlement begins: contract years that are planned, posted and released, and accounts to pay from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.settlement.agreements import store as agreements
from services.settlement.agreements.rules import KnownContract
from services.settlement.retentions import rules as retention_rules
from services.settlement.retentions import store as retentions
from services.settlement.schedules import store as schedule_store
from services.settlement.schedules.operations import planning, posting
from services.settlement.schedules.rules import Schedule, Terms, YearlySum
from shared.clients.settlement import SettlementClient
from shared.kit.clock import machine_now
from shared.kit.context import Context
from shared.kit.database import Connection
from shared.kit.rows import PageRequest
from shared.kit.sepa import Booking, statement_file
from shared.schemas.settlement import BankAccount, PaymentBatch
from shared.values import Money, new_id
from shared.values.agreements import FundingForm
from shared.values.terms import Verdict
from tests.support.tenants import Tenant

STATEMENT = UUID(int=7)


def context(tenant: Tenant, owner: str | None = None) -> Context:
    """The context of work that settlement does by itself for the tenant."""
    made: Context = tenant.house.services["settlement"].system_context(owner or tenant.owner)
    return made


def acting(tenant: Tenant) -> Context:
    """The municipality's own context, with a person in it."""
    ctx = context(tenant)
    return replace(ctx, actor=replace(ctx.actor, end_user="j.jansen"))


def iban(number: int) -> str:
    """A Dutch account number of an invented bank that passes mod 97."""
    account = f"BDLG{number:010}"
    digits = "".join(str(int(one, 36)) for one in f"{account}NL00")
    return f"NL{98 - int(digits) % 97:02}{account}"


async def contract_year(
    tenant: Tenant,
    *,
    annual: str = "7000000",
    advance: int = 9500,
    payee: str | None = None,
    start: date = date(2026, 1, 1),
    number: str | None = None,
) -> Schedule:
    """A contract in force whose first year is planned, with every instalment posted that is due on the tenant's day."""
    ctx = context(tenant)
    lead = payee or tenant.providers[0]
    id_ = new_id()
    terms = Terms(
        id=id_,
        version=3,
        owner=tenant.owner,
        parties=[lead],
        number=number or f"C-{id_.hex[-8:]}",
        legal_form="contract",
        start_date=start,
        end_date=date(2029, 12, 31),
        payee=lead,
        sums=[yearly_sum(Money.euros(annual).cents, advance, valid_from=start, effective_on=start)],
    )
    async with ctx.begin() as connection:
        await schedule_store.save_terms(connection, terms, "test")
        await agreements.save_contract(connection, known_by(terms), [], "test")
        connection.recorded = True
    await planning.plan_years(ctx, terms.id)
    await posting.post_instalments(context(tenant), terms.id)
    return await schedule_of(tenant, terms.id)


def yearly_sum(annual_cents: int, advance: int = 9500, **changes: Any) -> YearlySum:
    """A sum of so many cents a year from 2026 on, in twelve instalments on the first of the month."""
    told = YearlySum(
        number=1,
        form=FundingForm.LUMP_SUM_RETENTION,
        valid_from=date(2026, 1, 1),
        annual_amount_cents=annual_cents,
        effective_on=date(2026, 1, 1),
        advance_basis_points=advance,
        instalment_count=12,
        instalment_day=1,
    )
    return replace(told, **changes)


def known_by(terms: Terms) -> KnownContract:
    """The contract that these terms are of, with nobody but its payee."""
    return KnownContract(terms.id, terms.version, terms.owner, terms.parties)


async def amend(tenant: Tenant, contract_id: UUID, annual: str) -> Schedule:
    """The contract gets another annual amount for the year; what is open is planned anew, and posted when due."""
    ctx = context(tenant)
    async with ctx.begin() as connection:
        known = await schedule_store.find_terms(connection, contract_id)
        assert known is not None
        sums = [replace(known.sums[0], annual_amount_cents=Money.euros(annual).cents)]
        renewed = replace(known, version=known.version + 1, sums=sums)
        await schedule_store.save_terms(connection, renewed, "test")
        connection.recorded = True
    for stale in await planning.due_replans(ctx):
        await planning.replan_schedule(context(tenant), stale)
    await posting.post_instalments(context(tenant), contract_id)
    return await schedule_of(tenant, contract_id)


async def schedule_of(tenant: Tenant, contract_id: UUID) -> Schedule:
    """The contract's schedule as it stands now."""
    async with context(tenant).read() as connection:
        return (await schedule_store.list_schedules_by_contract(connection, [contract_id]))[0]


@dataclass(frozen=True)
class MetAndAudited:
    """A verdict with which a retention may be released."""

    id: UUID
    version: int = 1
    verdict: Verdict = Verdict.MET
    audit_statement_id: UUID | None = STATEMENT
    audit_complete: bool = True
    audit_gaps: tuple[str, ...] = ()


async def release(tenant: Tenant, contract_id: UUID) -> retention_rules.Retention:
    """Release the contract's retention: its year is over and everything was posted."""
    ctx = context(tenant)
    async with ctx.begin() as connection:
        found = await retentions.list_retentions_by_contract(connection, [contract_id])
        released, _ = retention_rules.release(found[0], MetAndAudited(new_id()), ctx.today)  # type: ignore[arg-type]
        await retentions.save_released(connection, released)
        connection.recorded = True
    return released


async def retention_of(tenant: Tenant, contract_id: UUID) -> retention_rules.Retention:
    """The contract's retention as it stands now."""
    async with context(tenant).read() as connection:
        return (await retentions.list_retentions_by_contract(connection, [contract_id]))[0]


async def account(tenant: Tenant, organisation: str, number: int, name: str = "De Rijnoever") -> BankAccount:
    """A bank account that one person proposed and another confirmed."""
    told = await tenant.client(SettlementClient, end_user="a.bakker").register_bank_account(
        organisation, name, iban(number)
    )
    return await tenant.client(SettlementClient, end_user="b.visser").confirm_bank_account(told.id)


async def accounts(tenant: Tenant, *providers: str) -> None:
    """Usable accounts of the municipality and of these providers (the first one when none is named)."""
    await account(tenant, tenant.owner, 1, "Gemeente Rijnstad")
    for number, oin in enumerate(providers or tenant.providers[:1], 2):
        await account(tenant, oin, number)


def debits(batch: PaymentBatch, booked_on: date, **change: Any) -> list[Booking]:
    """The bookings of a bank that executes a batch."""
    return [
        Booking(
            amount_cents=-one.amount_cents,
            booked_on=booked_on,
            end_to_end_id=one.end_to_end_id,
            counterparty_iban=iban(2),
            reference=f"N{place}",
            reversal=False,
            **change,
        )
        for place, one in enumerate(batch.payments, 1)
    ]


def statement(bookings: list[Booking], *, id_: str = "2026-001", of: str | None = None) -> bytes:
    """A camt.053 statement of the municipality's account."""
    return statement_file(id_, machine_now(), of or iban(1), 10**12, bookings)


@contextlib.contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The SQL statements that run inside the block, in order."""
    ran: list[str] = []

    def wrap(name: str) -> Any:
        inner = getattr(Connection, name)

        async def run(self: Connection, statement: Any, **values: Any) -> Any:
            ran.append(statement.sql)
            return await inner(self, statement, **values)

        return run

    with monkeypatch.context() as patch:
        for name in ("fetch", "fetch_one", "fetch_value", "execute"):
            patch.setattr(Connection, name, wrap(name))
        yield ran


def page(limit: int, after: UUID | None = None) -> PageRequest:
    """A page of so many, after an id."""
    return PageRequest(limit, after)
