"""A whole life of one purchaser in all four services, lived through the typed clients, as two of it stand beside each other."""

import functools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.clients.access import AccessClient
from shared.clients.base import Client
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import NDJSON, OutcomesClient
from shared.clients.settlement import SettlementClient
from shared.kit.clock import machine_now
from shared.kit.sepa import Booking, statement_file
from shared.schemas import access, contracts, outcomes
from shared.schemas.settlement import PaymentBatch
from shared.values.terms import (
    AmendmentReason,
    AuditOpinion,
    HolderRole,
    Law,
    MeasurementSource,
    OrganisationKind,
    Scope,
)
from tests.shared.kit.webhooks.subscribing import loopback_opened
from tests.support import lives
from tests.support.deciding import in_full
from tests.support.tenants import Tenant, invented_oin
from tests.wire.access_care import give_care
from tests.wire.access_life import support
from tests.wire.budgeting import budget
from tests.wire.delivering import deliver
from tests.wire.finding import find
from tests.wire.keeping import keep
from tests.wire.knowing import know
from tests.wire.living import go_on
from tests.wire.outcomes_flows import cost, flow
from tests.wire.outcomes_life import register
from tests.wire.outcomes_measured import survey
from tests.wire.outcomes_pilots import pilot
from tests.wire.partnering import partner
from tests.wire.populating import populate
from tests.wire.pricing import price
from tests.wire.procuring import procure
from tests.wire.resulting import result
from tests.wire.settlement_books import book
from tests.wire.settlement_claims import claim_care
from tests.wire.settlement_day_one import ask_back, open_and_reverse, take_over
from tests.wire.settlement_hire_orders import hire
from tests.wire.settlement_obligations import look_ahead
from tests.wire.settlement_retentions import give_up
from tests.wire.steering import steer
from tests.wire.transitioning import transition

CLIENTS: dict[str, type[Client]] = {
    "contracts": ContractsClient,
    "access": AccessClient,
    "settlement": SettlementClient,
    "outcomes": OutcomesClient,
}
TODAY = date(2027, 1, 15)
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@dataclass
class Life:
    """What was lived: the contract, the client methods that ran, and the ids that each service gave."""

    tenant: Tenant
    contract: contracts.Contract
    ran: set[tuple[str, str]] = field(default_factory=set)
    ids: dict[str, set[str]] = field(default_factory=dict)


def own_methods(kind: type[Client]) -> set[str]:
    """The methods that a typed client has beside those of every client."""
    return {name for name, value in _own(kind).items() if callable(value) and not name.startswith("_")}


def _own(kind: type[Client]) -> dict[str, Any]:
    parts = [one for one in kind.__mro__ if issubclass(one, Client) and one is not Client]
    return {name: value for part in reversed(parts) for name, value in vars(part).items()}


@contextmanager
def noted(ran: set[tuple[str, str]]) -> Iterator[None]:
    """Note in `ran` which client methods came back with an answer that their schema reads."""
    kept: list[tuple[type[Client], str, Any]] = []
    for service, kind in CLIENTS.items():
        for name in own_methods(kind):
            kept.append((kind, name, _own(kind)[name]))
            setattr(kind, name, _noting(_own(kind)[name], (service, name), ran))
    try:
        yield
    finally:
        for kind, name, method in kept:
            setattr(kind, name, method)


def _noting(method: Any, named: tuple[str, str], ran: set[tuple[str, str]]) -> Any:
    @functools.wraps(method)
    async def run(*args: Any, **kwargs: Any) -> Any:
        found = await method(*args, **kwargs)
        ran.add(named)
        return found

    return run


async def live(tenant: Tenant) -> Life:
    """A contract year with citizens, measurements, an audit, payments and a release; the tenant stands on TODAY."""
    ran: set[tuple[str, str]] = set()
    with noted(ran), loopback_opened(tenant.house):
        await _listen(tenant)
        contract = await _agree(tenant)
        await procure(tenant)
        await _help(tenant, contract)
        await transition(tenant, contract)
        await find(tenant, contract)
        await populate(tenant)
        assert contract.consortium_id is not None
        await partner(tenant, contract.consortium_id)
        await budget(tenant)
        await steer(tenant)
        await price(tenant)
        await know(tenant)
        await keep(tenant)
        await go_on(tenant)
        await deliver(tenant)
        await _measure(tenant, contract)
        await survey(tenant, contract.id)
        await register(tenant, contract)
        await result(tenant, contract.id)
        await flow(tenant, contract.id)
        await pilot(tenant, contract.id)
        await _settle(tenant, contract)
        await tenant.drain()
        await cost(tenant, contract.id)
        await give_care(tenant, contract.id)
        await support(tenant, contract)
        for service in tenant.house.services.values():
            await service.webhooks.deliver([tenant.owner])
    life = Life(tenant, contract, ran)
    for service in tenant.house.urls:
        life.ids[service] = await known_ids(tenant, service)
    return life


async def _listen(tenant: Tenant) -> None:
    """A subscription in every service, whose receiver is away."""
    for service in tenant.house.urls:
        made = await tenant.ask(service, "POST", "/subscriptions", json={"url": "http://127.0.0.1:9/hook"})
        assert made.status_code == 201, made.text


async def known_ids(tenant: Tenant, service: str) -> set[str]:
    """Every id that the tenant meets in its own lists and feed of a service."""
    found: set[str] = set()
    document = (await tenant.house.http.get(f"{tenant.house.urls[service]}/v1/openapi.json")).json()
    for path, methods in document["paths"].items():
        if "get" in methods and methods["get"]["security"] and "{" not in path:
            answer = await tenant.ask(service, "GET", path)
            found |= set(UUIDS.findall(answer.text)) if answer.status_code == 200 else set()
    return found


async def _agree(tenant: Tenant) -> contracts.Contract:
    """From organisations to a contract in force, amended, with a mandate."""
    client = tenant.client(ContractsClient)
    lead = tenant.client(ContractsClient, tenant.providers[0])
    draft = await lives.draft_contract(tenant, external_reference=None)
    provider = await client.register_organisation(
        contracts.NewOrganisation(
            oin=tenant.providers[0],
            kind=OrganisationKind.PROVIDER,
            name="De Rijnoever",
            external_reference="lid-1",
        )
    )
    assert await client.organisation(provider.id) == provider
    assert await client.organisations(externalReference="lid-1") == [provider]
    assert draft.consortium_id is not None and draft.population_id is not None
    consortium, population = (
        await client.consortium(draft.consortium_id),
        await client.population(draft.population_id),
    )
    assert await client.consortia() == [consortium]
    assert await client.populations(municipalityCode="0484") == [population]
    second = await client.put_contract(
        "aanbesteding/2",
        contracts.NewContract(
            number="VB-2",
            name="Tweede",
            municipality_code="0484",
            legal_form="contract",
            funding_agreements=[lives.funding()],
        ),
    )
    assert second.external_reference == "aanbesteding/2"
    changed = await client.change_draft(second.id, 1, contracts.ContractChange(waiting_norm_days=10))
    assert (changed.version, changed.waiting_norm_days, changed.name) == (2, 10, "Tweede")
    assert {one.id for one in await client.contracts(state="draft")} == {draft.id, second.id}
    await client.sign(draft.id, "wethouder zorg")
    await lead.sign(draft.id)
    await client.activate(draft.id, dry_run=True)
    active = await client.activate(draft.id)
    assert await client.contract(active.id) == active
    assert (await client.contract_version(active.id, 1)).state == "draft"
    assert [one.retention_cents for one in await client.funding(active.id)] == [35_000_000]
    assert (await client.derivation(active.id)).steps
    await _amend(tenant, active)
    holder = contracts.NewMandate(
        holder="j.jansen", role="consultant", law=Law.WMO_2015, valid_from=date(2026, 1, 1)
    )
    mandate = await client.register_mandate(holder)
    gone = await client.register_mandate(holder.model_copy(update={"holder": "p.pietersen"}))
    left = await client.withdraw_mandate(gone.id, contracts.MandateWithdrawal(valid_until=tenant.today))
    assert await client.mandate(left.id) == left
    assert await client.mandates(holder="j.jansen") == [mandate]
    await _authorise(tenant)
    await tenant.drain()
    return active


async def _authorise(tenant: Tenant) -> None:
    """A vendor that acts for the municipality, another that did; powers that a region has, and had."""
    client = tenant.client(ContractsClient)
    new = contracts.NewAuthorisation(
        holder=invented_oin(), role=HolderRole.VENDOR, scopes=[Scope.CONTRACTS_READ], valid_from=tenant.today
    )
    made = await client.grant_authorisation(new)
    other = new.model_copy(update={"holder": invented_oin()})
    gone = await client.put_authorisation("leverancier/2", other)
    assert (await client.withdraw_authorisation(gone.id)).withdrawn_on == tenant.today
    assert await client.authorisation(made.id) == made
    assert await client.authorisations(holder=made.holder) == [made]
    powers = contracts.NewPowerTransfer(
        holder=invented_oin(), municipality_code="0484", laws=[Law.JEUGDWET], valid_from=tenant.today
    )
    held = await client.transfer_powers(powers)
    again = await client.put_power_transfer("regio/2", powers.model_copy(update={"laws": [Law.WMO_2015]}))
    until = contracts.PowerTransferWithdrawal(valid_until=tenant.today)
    assert (await client.withdraw_power_transfer(again.id, until)).valid_until == tenant.today
    assert await client.power_transfer(held.id) == held
    assert len(await client.power_transfers(holder=held.holder)) == 2
    assert "contracts:read" in (await client.my_rights()).scopes


async def _amend(tenant: Tenant, active: contracts.Contract) -> None:
    client = tenant.client(ContractsClient)
    decided = await client.decide_amendment(
        active.id,
        contracts.NewAmendment(
            reason=AmendmentReason.TIGHTENING,
            motivation="Een hogere norm past bij wat is bereikt.",
            effective_on=date(2027, 4, 1),
            agreement_changes=[contracts.AgreementChange(number=1, norm="7.2")],
        ),
    )
    assert await client.amendment(decided.id) == decided
    assert await client.amendments(active.id) == [decided]
    await client.sign_amendment(decided.id)
    await tenant.client(ContractsClient, tenant.providers[0]).sign_amendment(decided.id)
    norms = [one.norm for one in await client.result_agreements(active.id) if one.number == 1]
    assert norms == ["7.0", "7.2"]


async def _help(tenant: Tenant, contract: contracts.Contract) -> None:
    """Three citizens: one is granted support, one is referred and accepted, one is referred and refused."""
    client, member = tenant.client(AccessClient), tenant.client(AccessClient, tenant.providers[0])

    def asked(citizen: str) -> access.NewRequest:
        return access.NewRequest(
            citizen_reference=citizen, contract_id=contract.id, law=Law.WMO_2015, contact_on=date(2027, 1, 11)
        )

    first = await client.report_request(asked("inwoner-1"))
    second = await client.put_request("melding/2", asked("inwoner-2"))
    third = await client.report_request(asked("inwoner-3"))
    assert {one.id for one in await client.list_requests(contract_id=contract.id)} == {
        first.id,
        second.id,
        third.id,
    }
    held = await client.hold_first_talk(first.id, date(2027, 1, 14))
    assert await client.get_request(first.id) == held
    assert (await client.explain_request(first.id)).steps
    decision = await client.take_decision(
        first.id,
        access.NewDecision(
            product_category="02", product_code="02A03", provider=tenant.providers[0], start_date=tenant.today,
            volume=4, unit="04", frequency="4", motivation="Begeleiding is nodig.", **in_full(tenant.today),
        ),
    )  # fmt: skip
    assert await client.get_decision(decision.id) == decision
    assert await client.list_decisions(request_id=first.id) == [decision]
    assert (await client.get_motivation(decision.id)).motivation == "Begeleiding is nodig."
    assert (await client.explain_decision(decision.id)).steps
    referral = await client.make_referral(second.id, access.NewReferral(provider=tenant.providers[0]))
    assert (await member.accept_referral(referral.id)).state == "accepted"
    refused = await client.make_referral(third.id, access.NewReferral(provider=tenant.providers[0]))
    assert (await member.refuse_referral(refused.id, "geen plaats")).breach
    assert [one.id for one in await client.list_referrals(breach=True)] == [refused.id]
    assert (await client.get_referral(refused.id)).refusal_reason == "geen plaats"
    assert (await client.explain_referral(refused.id)).steps
    await tenant.drain()


async def _measure(tenant: Tenant, contract: contracts.Contract) -> None:
    """Measurements one by one and by file, the accountant's statement, and the verdict that follows."""
    lead = tenant.client(OutcomesClient, tenant.providers[0])
    reader, auditor = tenant.client(OutcomesClient), tenant.client(OutcomesClient, tenant.auditor)
    indicators = await reader.indicators(contract.id)
    assert await reader.get_indicator(indicators[0].id) == indicators[0]

    def new(code: str, quarter: int, value: str) -> outcomes.NewMeasurement:
        return outcomes.NewMeasurement(
            contract_id=contract.id, indicator=code, quarter=f"2026-Q{quarter}", value=value,
            source=MeasurementSource.PROVIDER,
        )  # fmt: skip

    registered = await lead.register_measurement(new(lives.CODES[0], 1, "7.4"))
    again = await lead.put_measurement("meting/2", new(lives.CODES[1], 1, "8"))
    assert await lead.put_measurement("meting/2", new(lives.CODES[1], 1, "8")) == again
    rest = [
        new(code, q, value) for q in (2, 3, 4) for code, value in zip(lives.CODES, ("7.4", "8"), strict=True)
    ]
    lines = [one.model_dump_json(by_alias=True, exclude_unset=True) for one in rest]
    batch = await lead.register_measurements("\n".join([*lines, "{}"]).encode(), media=NDJSON)
    assert (batch.accepted, batch.rejected) == (6, 1)
    assert await lead.get_batch(batch.id) == batch
    assert {error.line for error in await lead.batch_errors(batch.id)} == {7}
    assert len(await reader.measurements(contract_id=contract.id)) == 8
    assert await lead.measurements(external_reference="meting/2") == [again]
    assert registered.quarter == "2026-Q1"
    stated = outcomes.NewAuditStatement(
        contract_id=contract.id, year=2026, opinion=AuditOpinion.UNQUALIFIED, stated_on=tenant.today,
        covers_processes=True, covered_indicators=[lives.CODES[0]], document_sha256="0" * 64, stated_by="A. de Boer",
    )  # fmt: skip
    await auditor.audit_statement(stated)
    complete = stated.model_copy(update={"covered_indicators": list(lives.CODES)})
    statement = await auditor.put_audit_statement("verklaring/2026", complete)
    assert statement.complete and statement in await reader.audit_statements(
        contract_id=contract.id, year=2026
    )
    verdict = await reader.contract_verdict(contract.id, 2026)
    assert verdict is not None and verdict.verdict == "met" and verdict.audit_complete
    assert (await reader.verdict_version(verdict.id, 1)).version == 1
    assert (await reader.explain_verdict(verdict.id)).steps
    times = await reader.waiting_times(contract.id, "2027-Q1")
    assert (times.counted, times.suppressed) == (None, True), "too few to show (F-08)"
    waits = await reader.waiting_times_of_requests(contract.id, "2027-Q1")
    assert any(one.within_norm for one in waits)


async def _settle(tenant: Tenant, contract: contracts.Contract) -> None:
    """The year is posted, paid, and what was withheld is released and paid."""
    worked = await tenant.ask("settlement", "POST", f"/sandbox/{tenant.owner}/work")
    assert worked.status_code == 200, worked.text
    client = tenant.client(SettlementClient)
    schedule = (await client.schedules(contract.id, 2026))[0]
    assert await client.schedule(schedule.id) == schedule
    assert (await client.derivation(schedule.id)).steps
    await _open_accounts(tenant)
    retention = await client.retention(contract.id, 2026)
    assert retention is not None and retention.id in {one.id for one in await client.retentions(year=2026)}
    assert (await client.release(retention.id)).released_cents == 35_000_000
    assert (await client.retention_derivation(retention.id)).steps
    await open_and_reverse(client, contract, tenant.today)
    batch = await client.order_payments(tenant.today)
    assert await client.payment_batch(batch.id) == batch
    assert await client.payment_batches() == [batch]
    assert b"pain.001.001.09" in await client.payment_file(batch.id)
    booked = await client.book_statement(_executed(batch, tenant.today))
    assert booked.matched_count == batch.count
    assert await client.bank_statements() == [booked]
    await book(client, contract, tenant.today)
    await look_ahead(client, contract, tenant.today)
    await take_over(client, contract, tenant.today)
    await hire(tenant, contract)
    await ask_back(tenant)
    await give_up(tenant, contract)
    assert {one.kind for one in await client.allocations(contract.id)} == {"decision", "referral"}
    await claim_care(tenant, contract)


async def _open_accounts(tenant: Tenant) -> None:
    proposing = tenant.client(SettlementClient, end_user="a.bakker")
    confirming = tenant.client(SettlementClient, end_user="b.visser")
    for number, oin in enumerate([tenant.owner, tenant.providers[0]], 1):
        told = await proposing.register_bank_account(oin, "De Rijnoever", iban(number))
        assert (await confirming.confirm_bank_account(told.id)).confirmed
    unused = await proposing.register_bank_account(tenant.providers[1], "De Uiterwaard", iban(3))
    assert (await confirming.withdraw_bank_account(unused.id)).withdrawn_on == tenant.today
    assert len(await proposing.bank_accounts()) == 3


def iban(number: int) -> str:
    """A Dutch account number of an invented bank that passes mod 97."""
    account = f"BDLG{number:010}"
    digits = "".join(str(int(one, 36)) for one in f"{account}NL00")
    return f"NL{98 - int(digits) % 97:02}{account}"


def _executed(batch: PaymentBatch, day: date) -> bytes:
    """The bank's statement of a batch that it carried out."""
    bookings = [
        Booking(
            amount_cents=-one.amount_cents, booked_on=day, end_to_end_id=one.end_to_end_id,
            counterparty_iban=iban(2), reference=f"N{place}", reversal=False,
        )
        for place, one in enumerate(batch.payments, 1)
    ]  # fmt: skip
    return statement_file("2027-001", machine_now(), iban(1), 10**12, bookings)
