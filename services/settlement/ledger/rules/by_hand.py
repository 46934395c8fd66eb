"""What a person may write in the books: an entry by hand (memorial), and the reversal of one; never a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.settlement.ledger.rules.chart import ACCOUNTS, BY_HAND
from services.settlement.ledger.rules.entries import Entry, EntryLine, compound
from shared.errors import FieldError, Refused, Text
from shared.values.booking import EntryCause, EntryKind

_UNKNOWN = Text("Deze rekening is er niet.", "There is no such account.")
_KEPT = Text(
    "Op deze rekening boekt alleen wat haar veroorzaakt (termijn, inhouding, betaling); met de hand: {accounts}.",
    "On this account only what causes it is booked (instalment, retention, payment); by hand: {accounts}.",
)
_NOTHING = Text("Een regel heeft een bedrag.", "A line has an amount.")
_FUTURE = Text("De dag is nog niet geweest.", "The day has not been yet.")


class EntryRefused(Refused):
    """An entry by hand that the books do not take; `errors` says why, line by line."""

    code = "entry-refused"
    rule = "F-39"
    title = Text("De journaalpost is niet te boeken", "The entry cannot be booked")
    detail = Text("De boeken nemen deze post niet op.", "The books do not take this entry.")
    mend = Text("Verbeter wat in errors staat.", "Mend what errors names.")


class NotByHand(Refused):
    """What another act made is undone by that act."""

    code = "entry-not-by-hand"
    rule = "F-39"
    title = Text("Deze post draait u niet met de hand terug", "This entry is not reversed by hand")
    detail = Text(
        "Post {id} ontstond door {cause}; teruggedraaid zou die niet meer met de boeken kloppen.",
        "Entry {id} was made by {cause}; reversed, that would no longer agree with the books.",
    )
    mend = Text(
        "Wijzig wat de post veroorzaakte (addendum, betaling); alleen posten met de hand (memorial) draait u terug.",
        "Change what caused the entry (amendment, payment); only entries by hand (memorial) are reversed.",
    )


class AlreadyReversed(Refused):
    """An entry is reversed once."""

    code = "entry-already-reversed"
    rule = "F-39"
    title = Text("De post is al teruggedraaid", "The entry was reversed already")
    detail = Text("Dat deed post {reversal_id}.", "Entry {reversal_id} did that.")
    mend = Text(
        "Er is niets meer te doen; boek zo nodig een nieuwe post.",
        "Nothing is left to do; book a new entry if need be.",
    )


def memorial(
    owner: str,
    lines: Sequence[EntryLine],
    *,
    event_on: date,
    description: str,
    contract_id: UUID | None,
    external_reference: str | None,
    currency: str,
    today: date,
) -> Entry:
    """An entry by hand on accounts that nothing else keeps, of a day that was. Raises EntryRefused with every reason.

    100.00 debit programme costs and 100.00 credit suspense is booked; 100.00 and 99.00 is refused, and so is any line on
    payable, retained or bank.
    """
    errors = _line_errors(lines)
    if event_on > today:
        errors.append(FieldError("#/eventOn", "day-in-future", _FUTURE, rule="F-39"))
    if errors:
        raise EntryRefused(errors=tuple(errors))
    return compound(
        owner, lines, EntryCause.MEMORIAL, event_on=event_on, description=description, contract_id=contract_id,
        external_reference=external_reference, currency=currency,
    )  # fmt: skip


def _line_errors(lines: Sequence[EntryLine]) -> list[FieldError]:
    errors = []
    kept = _filled(_KEPT, accounts=", ".join(BY_HAND))
    for place, one in enumerate(lines):
        kind = ACCOUNTS.get(one.account)
        if kind is None:
            errors.append(FieldError(f"#/lines/{place}/account", "account-unknown", _UNKNOWN, rule="F-39"))
        elif not kind.by_hand:
            errors.append(FieldError(f"#/lines/{place}/account", "account-kept", kept, rule="F-39"))
        if not one.amount_cents:
            errors.append(FieldError(f"#/lines/{place}/amountCents", "amount-missing", _NOTHING, rule="F-39"))
    whole = sum(one.amount_cents for one in lines)
    if whole:
        text = Text(
            f"Debet en credit zijn samen nul; er is {whole} cent verschil.",
            f"Debit and credit are zero together; they differ by {whole} cents.",
        )
        errors.append(FieldError("#/lines", "entry-unbalanced", text, rule="F-39"))
    return errors


def _filled(text: Text, **values: str) -> Text:
    return Text(text.nl.format(**values), text.en.format(**values))


def reverse(known: Entry, reversal: Entry | None, *, event_on: date, description: str) -> Entry:
    """The same entry the other way, once. Raises NotByHand, AlreadyReversed.

    A reversal is itself an entry by hand, and can be reversed.
    """
    if known.cause not in (EntryCause.MEMORIAL, EntryCause.REVERSAL):
        raise NotByHand(id=known.id, cause=known.cause.value)
    if reversal is not None:
        raise AlreadyReversed(id=known.id, reversal_id=reversal.id)
    lines = [EntryLine(one.account, -one.amount_cents, one.kind) for one in known.lines]
    return compound(
        known.owner, lines, EntryCause.REVERSAL, event_on=event_on, description=description,
        contract_id=known.contract_id, subject_id=known.id, reverses=known.id, kind=EntryKind.POSTED,
        currency=known.currency,
    )  # fmt: skip


__all__ = ["AlreadyReversed", "EntryRefused", "NotByHand", "memorial", "reverse"]
