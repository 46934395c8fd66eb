"""What the two cashiers and the bank do: accounts by four eyes, a payment file a month, the release at the end."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time
from uuid import UUID

from deploy.demo.cast import CASHIER, CONTROLLER, SECOND_CASHIER, Cast, Surprise
from shared.clients.settlement import SettlementClient
from shared.kit.sepa import Booking, statement_file
from shared.schemas.settlement import NewBankAccount, PaymentBatch
from shared.values import CALENDAR
from shared.values.terms import RetentionState

_OPENING_CENTS = 10_000_000_00


class Paying:
    """The payments of the year; `files` are the bank's, by the name under which they are kept."""

    def __init__(self, cast: Cast) -> None:
        self.files: dict[str, bytes] = {}
        self._cast = cast
        self._balance = _OPENING_CENTS
        self._ordered: dict[date, list[PaymentBatch]] = {}

    async def open_accounts(self) -> None:
        """One cashier proposes the accounts, another confirms them."""
        first, second = self._settlement(CASHIER), self._settlement(SECOND_CASHIER)

        async def opened(new: NewBankAccount) -> None:
            reference, key = new.external_reference, self._cast.key(f"account/{new.organisation}")
            proposed = await first.register_bank_account(
                new.organisation, new.holder_name, new.iban, reference=reference, key=key
            )
            await second.confirm_bank_account(proposed.id, key=f"{key}/confirmation")

        await asyncio.gather(*map(opened, self._cast.inputs.accounts))

    async def live(self, day: date) -> None:
        """The bank books what was to be executed today; on the first working day of the month the payments are ordered."""
        await self._book(day)
        if day == CALENDAR.moved(day.replace(day=1)) and day >= self._cast.inputs.contract_start:
            await self.order(day, f"{day:%Y-%m}")

    async def order(self, day: date, name: str) -> None:
        """Put all that is payable into one file for the bank, to be executed on the next working day."""
        cashier, executed = self._settlement(CASHIER), CALENDAR.next_working_day(day)
        batch = await cashier.order_payments(
            executed, reference=f"betaling-{name}", key=self._cast.key(f"payments/{name}")
        )
        self.files[f"{name}.xml"] = await cashier.payment_file(batch.id)
        self._ordered.setdefault(executed, []).append(batch)

    async def refuse_early_release(self, day: date) -> None:
        """Ask for the retention before the accountant has spoken: refused, with what is missing (R-S03)."""
        asked = self._controller.release(await self._retention(), key=self._cast.key(f"release/{day}"))
        await self._cast.refused("release-too-early", "R-S03", asked, "audit-missing")

    async def release(self, day: date) -> None:
        """Release the retention once: the same key replays, another key finds it released already (R-S03)."""
        retention, key = await self._retention(), self._cast.key("release")
        released = await self._controller.release(retention, key=key)
        if released.state is not RetentionState.RELEASED:
            raise Surprise(f"the retention is {released.state} after its release")
        again = await self._controller.request("POST", f"/retentions/{retention}/release", body={}, key=key)
        if again.headers.get("idempotent-replayed") != "true":
            raise Surprise("the same release with the same key was not answered as a replay")
        other = self._controller.release(retention, key=self._cast.key("release/again"))
        await self._cast.refused("release-twice", "R-S03", other)
        await self.order(day, f"{day:%Y-%m}-inhouding")

    async def _book(self, day: date) -> None:
        """What the bank does: execute today's payments and send the statement of the day."""
        batches = self._ordered.pop(day, [])
        if not batches:
            return
        payer, *others = self._cast.inputs.accounts
        ibans = {one.organisation: one.iban for one in others}
        bookings = [
            Booking(
                -one.amount_cents,
                day,
                one.end_to_end_id,
                ibans.get(one.payee),
                f"{day:%Y%m%d}-{index}",
                False,
            )
            for index, one in enumerate((one for batch in batches for one in batch.payments), 1)
        ]
        made = datetime.combine(day, time(18), UTC)
        content = statement_file(f"BEDO-{day:%Y%m%d}", made, payer.iban, self._balance, bookings)
        self._balance += sum(one.amount_cents for one in bookings)
        booked = await self._settlement(CASHIER).book_statement(
            content, key=self._cast.key(f"statement/{day}")
        )
        if booked.matched_count != len(bookings):
            raise Surprise(
                f"of {len(bookings)} payments the statement of {day} matched {booked.matched_count}"
            )

    async def _retention(self) -> UUID:
        found = await self._controller.retention(self._cast.contract_id, self._cast.inputs.plan.year)
        if found is None:
            raise Surprise("settlement holds back nothing: the schedule was not planned")
        return found.id

    @property
    def _controller(self) -> SettlementClient:
        return self._settlement(CONTROLLER)

    def _settlement(self, person: str) -> SettlementClient:
        return self._cast.municipality(SettlementClient, person)
