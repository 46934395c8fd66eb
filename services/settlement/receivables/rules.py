"""What is asked back, by when (Awb 4:87), and how two persons write it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.settlement.ledger import rules as ledger
from services.settlement.ledger.rules import Entry
from shared.errors import NotFound, Refused, Text
from shared.values import Money, new_id
from shared.values.booking import EntryCause
from shared.values.posting import ReceivableState

TERM = timedelta(weeks=6)  # Awb 4:87


class ReceivableNotFound(NotFound):
    """There is no such receivable, or it is not yours."""

    code = "receivable-not-found"
    title = Text("Vordering niet gevonden", "Receivable not found")
    detail = Text("Er is geen vordering {id}.", "There is no receivable {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class WriteOffRefused(Refused):
    """Only what is asked back and not written off yet is written off, and only what was proposed is confirmed."""

    code = "write-off-refused"
    rule = "F-39"
    title = Text(
        "De vordering kan zo niet worden afgeboekt", "The receivable cannot be written off like this"
    )
    detail = Text(
        "Vordering {number} van {amount_cents} cent is nu {state}.",
        "Receivable {number} of {amount_cents} cents is {state} now.",
    )
    mend = Text(
        "Stel afboeken voor bij een openstaande vordering, en laat een ander een voorstel bevestigen.",
        "Propose to write off a receivable that is open, and have another person confirm what is proposed.",
    )


class NotAskedAnyMore(Refused):
    """What the books of the contract still ask back is less: it was taken back by a later entry."""

    code = "receivable-not-asked-any-more"
    rule = "F-39"
    title = Text("Zoveel is er niet meer terug te vorderen", "So much is not asked back any more")
    detail = Text(
        "Vordering {number} is {amount_cents} cent, maar in de boeken van het contract staat nog {asked_cents} cent open.",
        "Receivable {number} is {amount_cents} cents, but the books of the contract still ask {asked_cents} cents.",
    )
    mend = Text(
        "Boek haar niet af: een latere vordering met een negatief bedrag nam haar terug. Bekijk de vorderingen van het contract.",
        "Do not write it off: a later receivable with a negative amount took it back. Look at the contract's receivables.",
    )


class SameWriter(Refused):
    """Who proposed to write off does not confirm it (four eyes)."""

    code = "write-off-same-person"
    rule = "F-39"
    title = Text("Een ander moet het afboeken bevestigen", "Another person must confirm the write-off")
    detail = Text(
        "U stelde zelf voor om vordering {number} af te boeken.",
        "You proposed to write receivable {number} off.",
    )
    mend = Text("Laat een tweede persoon bevestigen.", "Have a second person confirm.")


@dataclass(frozen=True, slots=True)
class Claimed:
    """An entry that asks back, and how much: cents, negative where it takes an earlier one back."""

    entry_id: UUID
    contract_id: UUID
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Receivable:
    """What is asked back of the payee of a contract; cents, never nil."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    number: int
    entry_id: UUID
    contract_id: UUID
    amount_cents: int
    raised_on: date
    due_on: date
    state: ReceivableState
    motivation: str | None
    proposed_by: str | None
    confirmed_by: str | None
    written_off_on: date | None


def raise_all(owner: str, claimed: Sequence[Claimed], last: int, today: date) -> list[Receivable]:
    """The next receivables after a number, in the order of posting: raised on 1-3, due on 12-4."""
    return [
        Receivable(
            new_id(), 1, owner, None, number, one.entry_id, one.contract_id, one.amount_cents, today, today + TERM,
            ReceivableState.OPEN, None, None, None, None,
        )
        for number, one in enumerate(claimed, last + 1)
    ]  # fmt: skip


def propose(known: Receivable, person: str, motivation: str, asked_cents: int) -> Receivable:
    """The receivable with a proposal to write it off; the books of its contract ask so much. Raises WriteOffRefused, NotAskedAnyMore."""
    if known.state is not ReceivableState.OPEN or known.amount_cents < 0:
        raise WriteOffRefused(number=known.number, amount_cents=known.amount_cents, state=known.state.value)
    _still_asked(known, asked_cents)
    return replace(
        known,
        version=known.version + 1,
        state=ReceivableState.PROPOSED,
        proposed_by=person,
        motivation=motivation,
    )


def _still_asked(known: Receivable, asked_cents: int) -> None:
    if asked_cents < known.amount_cents:
        raise NotAskedAnyMore(
            number=known.number, amount_cents=known.amount_cents, asked_cents=max(0, asked_cents)
        )


def confirm(known: Receivable, person: str, today: date, asked_cents: int) -> Receivable:
    """The receivable, written off by a second person. Raises WriteOffRefused, SameWriter, NotAskedAnyMore."""
    if known.state is not ReceivableState.PROPOSED:
        raise WriteOffRefused(number=known.number, amount_cents=known.amount_cents, state=known.state.value)
    if known.proposed_by == person:
        raise SameWriter(number=known.number)
    _still_asked(known, asked_cents)
    return replace(
        known,
        version=known.version + 1,
        state=ReceivableState.WRITTEN_OFF,
        confirmed_by=person,
        written_off_on=today,
    )


def entry(written: Receivable, asked: Entry) -> Entry:
    """What was asked back is cost again, and no commitment any more where the entry that asked it back had put that back."""
    assert written.written_off_on is not None
    amount = Money(written.amount_cents)
    lines = [
        *ledger.both(ledger.PROGRAMME_COSTS, ledger.RECEIVABLE, amount),
        *(
            ledger.both(ledger.COMMITTED, ledger.COMMITMENT, amount)
            if asked.cause is EntryCause.RECEIVABLE
            else []
        ),
    ]
    return ledger.compound(
        written.owner, lines, EntryCause.WRITE_OFF, event_on=written.written_off_on,
        description=f"written off receivable {written.number}", contract_id=written.contract_id, subject_id=written.id,
    )  # fmt: skip


__all__ = [
    "Claimed",
    "NotAskedAnyMore",
    "Receivable",
    "ReceivableNotFound",
    "SameWriter",
    "WriteOffRefused",
    "confirm",
    "entry",
    "propose",
    "raise_all",
]
