"""The settlement service, typed."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.settlement_day_one import DayOne
from shared.clients.settlement_hire_orders import HireOrders
from shared.clients.settlement_retentions import Retentions
from shared.schemas.common import Batch, DerivationAnswer, LineError
from shared.schemas.settlement import (
    Account,
    Allocation,
    BankAccount,
    BankStatement,
    CeilingUsage,
    Claim,
    ClaimPayable,
    Closing,
    Entry,
    EntryReversal,
    KnownFunding,
    KnownTariff,
    LiquidityWeek,
    NewBankAccount,
    NewClosing,
    NewEntry,
    NewPaymentBatch,
    Obligation,
    ObligationTotal,
    PaymentBatch,
    Schedule,
    Seal,
    SealCheck,
    StatementLine,
    TrialBalance,
)


class SettlementClient(DayOne, HireOrders, Retentions):
    """Settlement over HTTP; every method raises Refusal with the problem, or Unreachable.

    `key` is the idempotency key of a write; without it each call is a write of its own. Filters are named as in the
    query (`contractId`).
    """

    async def judge_claims(
        self,
        owner: str,
        content: bytes | str,
        *,
        media: str = "text/csv",
        dry_run: bool = False,
        key: str | None = None,
    ) -> Batch:
        """Send a file of claims (CSV or NDJSON) to a purchaser; what came back stands in the batch (R-S36)."""
        lines = content.encode() if isinstance(content, str) else content
        response = await self.request(
            "POST",
            "/claim-batches",
            content=lines,
            content_type=media,
            params={"owner": owner, **({"dryRun": "true"} if dry_run else {})},
            key=key,
        )
        return Batch.model_validate_json(response.content)

    async def batch(self, batch_id: UUID) -> Batch:
        """One file with its counts and first faults."""
        return await self.get(f"/batches/{batch_id}", Batch)

    async def batch_errors(self, batch_id: UUID) -> list[LineError]:
        """Everything that was wrong with the lines of a file, in the sender's order."""
        headers = {"Accept": "application/x-ndjson"}
        response = await self.request("GET", f"/batches/{batch_id}/errors", headers=headers)
        return [LineError.model_validate_json(line) for line in response.content.splitlines()]

    async def claims(self, **filters: Any) -> list[Claim]:
        """All claims, by `batchId`, `contractId`, `allocationId`, `state` or `externalReference`."""
        return await self.page("/claims", Claim, **filters)

    async def claim(self, claim_id: UUID) -> Claim:
        """One claim with what became of it."""
        return await self.get(f"/claims/{claim_id}", Claim)

    async def ceiling_usages(self, **filters: Any) -> list[CeilingUsage]:
        """All ceilings with how far each is used, by `year` or `contractId` (D-27)."""
        return await self.page("/ceiling-usages", CeilingUsage, **filters)

    async def ceiling_usage(self, ceiling_id: UUID) -> CeilingUsage:
        """How far one ceiling is used, and when it is empty (R-S34)."""
        return await self.get(f"/ceiling-usages/{ceiling_id}", CeilingUsage)

    async def claim_payables(self, **filters: Any) -> list[ClaimPayable]:
        """All that files made payable, by `batchId` or `contractId` (R-S62)."""
        return await self.page("/claim-payables", ClaimPayable, **filters)

    async def claim_payable(self, payable_id: UUID) -> ClaimPayable:
        """What a file makes payable of one contract and year."""
        return await self.get(f"/claim-payables/{payable_id}", ClaimPayable)

    async def schedules(self, contract_id: UUID | None = None, year: int | None = None) -> list[Schedule]:
        """All schedules with their instalments, of one contract or year when asked (R-S01)."""
        return await self.page("/schedules", Schedule, contractId=_text(contract_id), year=year)

    async def schedule(self, schedule_id: UUID) -> Schedule:
        """One schedule with its instalments."""
        return await self.get(f"/schedules/{schedule_id}", Schedule)

    async def derivation(self, schedule_id: UUID) -> DerivationAnswer:
        """Why the instalments of a schedule are what they are."""
        return await self.get(f"/schedules/{schedule_id}/derivation", DerivationAnswer)

    async def register_bank_account(
        self,
        organisation: str,
        holder_name: str,
        iban: str,
        *,
        reference: str | None = None,
        key: str | None = None,
    ) -> BankAccount:
        """Propose the bank account of an organisation; a second person confirms it."""
        new = NewBankAccount(
            organisation=organisation, holder_name=holder_name, iban=iban, external_reference=reference
        )
        return await self.post("/bank-accounts", BankAccount, new, key=key)

    async def confirm_bank_account(self, account_id: UUID, *, key: str | None = None) -> BankAccount:
        """Confirm what another person proposed."""
        return await self.post(f"/bank-accounts/{account_id}/confirmation", BankAccount, key=key)

    async def withdraw_bank_account(self, account_id: UUID, *, key: str | None = None) -> BankAccount:
        """Stop an account that is not used yet."""
        return await self.post(f"/bank-accounts/{account_id}/withdrawal", BankAccount, key=key)

    async def bank_accounts(self, **filters: Any) -> list[BankAccount]:
        """All bank accounts, by `organisation` or `externalReference`."""
        return await self.page("/bank-accounts", BankAccount, **filters)

    async def order_payments(
        self, execution_date: date, *, reference: str | None = None, key: str | None = None
    ) -> PaymentBatch:
        """Put all that is payable into one payment file."""
        new = NewPaymentBatch(execution_date=execution_date, external_reference=reference)
        return await self.post("/payment-batches", PaymentBatch, new, key=key)

    async def payment_batch(self, batch_id: UUID) -> PaymentBatch:
        """One payment batch with its payments."""
        return await self.get(f"/payment-batches/{batch_id}", PaymentBatch)

    async def payment_batches(self, **filters: Any) -> list[PaymentBatch]:
        """All payment batches with their payments, by `externalReference`."""
        return await self.page("/payment-batches", PaymentBatch, **filters)

    async def payment_file(self, batch_id: UUID) -> bytes:
        """The file of a batch for the bank (pain.001.001.09)."""
        headers = {"Accept": "application/xml"}
        return (await self.request("GET", f"/payment-batches/{batch_id}/file", headers=headers)).content

    async def book_statement(self, xml: bytes, *, key: str | None = None) -> BankStatement:
        """Book what a camt.053 statement says was paid."""
        response = await self.request(
            "POST", "/bank-statements", content=xml, content_type="application/xml", key=key
        )
        return BankStatement.model_validate_json(response.content)

    async def bank_statements(self) -> list[BankStatement]:
        """All bank statements and what they matched."""
        return await self.page("/bank-statements", BankStatement)

    async def accounts(self, contract_id: UUID | None = None, day: date | None = None) -> list[Account]:
        """Every ledger account with its balance, of one contract and at the end of a day when asked."""
        asked = {"contractId": _text(contract_id), "day": _day(day)}
        params = {name: value for name, value in asked.items() if value is not None}
        response = await self.request("GET", "/accounts", params=params)
        return [Account.model_validate(item) for item in response.json()["items"]]

    async def trial_balance(self, contract_id: UUID | None = None, day: date | None = None) -> TrialBalance:
        """All accounts with both sides, of one contract and at the end of a day when asked."""
        return await self.get("/trial-balance", TrialBalance, contractId=_text(contract_id), day=_day(day))

    async def statement(
        self,
        account: str,
        contract_id: UUID | None = None,
        start: date | None = None,
        until: date | None = None,
    ) -> list[StatementLine]:
        """What was posted on an account, of one contract or of none, with the balance after each line."""
        asked = {"contractId": _text(contract_id), "from": _day(start), "until": _day(until)}
        return await self.page(f"/accounts/{account}/statement", StatementLine, **asked)

    async def entries(self, contract_id: UUID | None = None, **filters: Any) -> list[Entry]:
        """All entries with their lines, of one contract, by `subjectId` or `externalReference` when asked."""
        return await self.page("/entries", Entry, contractId=_text(contract_id), **filters)

    async def entry(self, entry_id: UUID) -> Entry:
        """One entry with its lines."""
        return await self.get(f"/entries/{entry_id}", Entry)

    async def post_entry(self, new: NewEntry, *, key: str | None = None) -> Entry:
        """Book an entry by hand (memorial)."""
        return await self.post("/entries", Entry, new, key=key)

    async def reverse_entry(self, entry_id: UUID, motivation: str, *, key: str | None = None) -> Entry:
        """Book an entry by hand the other way, once."""
        new = EntryReversal(motivation=motivation)
        return await self.post(f"/entries/{entry_id}/reversal", Entry, new, key=key)

    async def close_books(self, new: NewClosing, *, key: str | None = None) -> Closing:
        """Close a period: what happened in it and is told later counts in the open one."""
        return await self.post("/closings", Closing, new, key=key)

    async def closings(self) -> list[Closing]:
        """All closed periods."""
        return await self.page("/closings", Closing)

    async def closing(self, closing_id: UUID) -> Closing:
        """One closed period."""
        return await self.get(f"/closings/{closing_id}", Closing)

    async def seal(self, seal_id: UUID) -> Seal:
        """One seal over the books."""
        return await self.get(f"/seals/{seal_id}", Seal)

    async def seals(self) -> list[Seal]:
        """All seals over the books, in their order."""
        return await self.page("/seals", Seal)

    async def check_seals(self, first: int = 1) -> SealCheck:
        """Whether the entries still say what up to twenty seals from a number on say of them."""
        return await self.get("/seal-check", SealCheck, fromNumber=first)

    async def allocations(
        self, contract_id: UUID | None = None, provider: str | None = None, kind: str | None = None
    ) -> list[Allocation]:
        """All that access granted or referred, of one contract, provider or kind when asked (R-X03)."""
        filters = {"contractId": _text(contract_id), "provider": provider, "kind": kind}
        return await self.page("/allocations", Allocation, **filters)

    async def funding_agreements(self, **filters: Any) -> list[KnownFunding]:
        """All funding agreements that settlement pays by, by `contractId` or `form` (R-X01)."""
        return await self.page("/funding-agreements", KnownFunding, **filters)

    async def funding_agreement(self, agreement_id: UUID) -> KnownFunding:
        """One funding agreement."""
        return await self.get(f"/funding-agreements/{agreement_id}", KnownFunding)

    async def tariffs(self, **filters: Any) -> list[KnownTariff]:
        """All tariffs that settlement knows, by `productCode` or `contractId` (R-S10)."""
        return await self.page("/tariffs", KnownTariff, **filters)

    async def tariff(self, tariff_id: UUID) -> KnownTariff:
        """One tariff."""
        return await self.get(f"/tariffs/{tariff_id}", KnownTariff)

    async def obligations(self, **filters: Any) -> list[Obligation]:
        """All contract years with what became of them, by `contractId` or `year`."""
        return await self.page("/obligations", Obligation, **filters)

    async def obligation_totals(self) -> list[ObligationTotal]:
        """Every year with the sums of its contracts."""
        response = await self.request("GET", "/obligation-totals")
        return [ObligationTotal.model_validate(item) for item in response.json()["items"]]

    async def liquidity(self, start: date | None = None, until: date | None = None) -> list[LiquidityWeek]:
        """What goes out by week; thirteen weeks from this one when no days are named."""
        asked = {"from": _day(start), "until": _day(until)}
        params = {name: value for name, value in asked.items() if value is not None}
        response = await self.request("GET", "/liquidity", params=params)
        return [LiquidityWeek.model_validate(item) for item in response.json()["items"]]


def _text(id_: UUID | None) -> str | None:
    return None if id_ is None else str(id_)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
