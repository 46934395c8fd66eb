"""Whose account counts on a day: proposed by one person, confirmed by another, in use after a cooling time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from shared.errors import InvalidInput, NotFound, Refused, Text
from shared.values import new_id

COOLING_DAYS = 5


class BankAccountNotFound(NotFound):
    """There is no such bank account, or it is not yours."""

    code = "bank-account-not-found"
    title = Text("Bankrekening niet gevonden", "Bank account not found")
    detail = Text("Er is geen bankrekening {id}.", "There is no bank account {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op organisatie.", "Check the identifier, or search by organisation."
    )


class BankAccountInvalid(InvalidInput):
    """The account number or the holder's name could not stand in a payment file."""

    code = "bank-account-invalid"
    rule = "ISO 13616"
    title = Text("De bankrekening klopt niet", "The bank account is not right")
    detail = Text("Met deze gegevens kan een bank niet betalen.", "A bank cannot pay with these particulars.")
    mend = Text(
        "Neem het IBAN en de naam over van de bankpas.", "Copy the IBAN and the name from the bank card."
    )


class SamePerson(Refused):
    """Who proposed an account does not confirm it."""

    code = "four-eyes-missing"
    title = Text("Een tweede persoon moet bevestigen", "A second person must confirm")
    detail = Text("U hebt deze bankrekening zelf voorgesteld.", "You proposed this bank account yourself.")
    mend = Text("Laat een collega de bankrekening bevestigen.", "Have a colleague confirm the bank account.")


class AlreadyConfirmed(Refused):
    """An account is confirmed once."""

    code = "bank-account-confirmed"
    title = Text("De bankrekening is al bevestigd", "The bank account is confirmed already")
    detail = Text("Zij is in gebruik vanaf {usable_from}.", "It is in use from {usable_from}.")
    mend = Text("Er is niets meer te doen.", "Nothing is left to do.")


class AlreadyWithdrawn(Refused):
    """A withdrawn account does not come back."""

    code = "bank-account-withdrawn"
    title = Text("De bankrekening is ingetrokken", "The bank account was withdrawn")
    detail = Text("Zij is op {withdrawn_on} ingetrokken.", "It was withdrawn on {withdrawn_on}.")
    mend = Text("Stel de bankrekening opnieuw voor.", "Propose the bank account anew.")


class AccountChangePending(Refused):
    """Another account of the organisation is confirmed and waits for its day."""

    code = "bank-account-change-pending"
    title = Text("Er loopt al een wijziging", "A change is pending already")
    detail = Text(
        "Bankrekening {id} van {organisation} is bevestigd en gaat in op {usable_from}.",
        "Bank account {id} of {organisation} is confirmed and takes over on {usable_from}.",
    )
    mend = Text(
        "Wacht die dag af, of trek die bankrekening in.", "Wait for that day, or withdraw that bank account."
    )


class InUse(Refused):
    """An account that payments use is replaced, not withdrawn."""

    code = "bank-account-in-use"
    title = Text("De bankrekening is in gebruik", "The bank account is in use")
    detail = Text("Sinds {usable_from} wordt ermee betaald.", "Payments use it since {usable_from}.")
    mend = Text(
        "Stel een andere bankrekening voor; die neemt het na bevestiging en wachttijd over.",
        "Propose another bank account; it takes over after confirmation and the cooling time.",
    )


@dataclass(frozen=True, slots=True)
class BankAccount:
    """An organisation's account with the purchaser; `usable_from` is its first day, None until it is confirmed."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    organisation: str
    holder_name: str
    iban: str = field(repr=False)
    proposed_by: str
    confirmed_by: str | None
    confirmed: bool
    usable_from: date | None
    withdrawn_on: date | None

    @property
    def iban_end(self) -> str:
        """All that is shown of the IBAN: its last four characters."""
        return self.iban[-4:]

    def is_usable(self, today: date) -> bool:
        """Whether its day has come; of several such accounts the newest counts."""
        return self.usable_from is not None and self.withdrawn_on is None and self.usable_from <= today


def propose(
    owner: str,
    organisation: str,
    holder_name: str,
    iban: str,
    person: str,
    external_reference: str | None,
) -> BankAccount:
    """An account that a second person has still to confirm."""
    return BankAccount(
        id=new_id(),
        version=1,
        owner=owner,
        external_reference=external_reference,
        parties=[],
        organisation=organisation,
        holder_name=holder_name,
        iban=iban,
        proposed_by=person,
        confirmed_by=None,
        confirmed=False,
        usable_from=None,
        withdrawn_on=None,
    )


def confirm(account: BankAccount, others: Iterable[BankAccount], person: str, today: date) -> BankAccount:
    """Confirm an account: an organisation's first is usable at once, a next one takes over after COOLING_DAYS days.

    `others` are all accounts of the organisation. Raises AlreadyWithdrawn, AlreadyConfirmed, SamePerson,
    AccountChangePending.
    """
    if account.withdrawn_on is not None:
        raise AlreadyWithdrawn(withdrawn_on=account.withdrawn_on)
    if account.confirmed:
        raise AlreadyConfirmed(usable_from=account.usable_from)
    if person == account.proposed_by:
        raise SamePerson()
    in_force = [one for one in others if one.confirmed and one.withdrawn_on is None]
    for one in in_force:
        if not one.is_usable(today):
            raise AccountChangePending(id=one.id, organisation=one.organisation, usable_from=one.usable_from)
    return replace(
        account,
        version=account.version + 1,
        confirmed_by=person,
        confirmed=True,
        usable_from=today + timedelta(days=COOLING_DAYS) if in_force else today,
    )


def withdraw(account: BankAccount, today: date) -> BankAccount:
    """Stop an account before its day: one person is enough. Raises AlreadyWithdrawn, InUse."""
    if account.withdrawn_on is not None:
        raise AlreadyWithdrawn(withdrawn_on=account.withdrawn_on)
    if account.is_usable(today):
        raise InUse(usable_from=account.usable_from)
    return replace(account, version=account.version + 1, withdrawn_on=today)


def usable(accounts: Iterable[BankAccount], today: date) -> dict[str, BankAccount]:
    """The account that counts today, by organisation; those without one are left out."""
    found: dict[str, BankAccount] = {}
    for account in accounts:
        if account.is_usable(today):
            known = found.get(account.organisation)
            if known is None or (known.usable_from or today) < (account.usable_from or today):
                found[account.organisation] = account
    return found
