"""Balances of a square, and what a transfer between its categories needs (R-C20, F-29)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.contracts.categories.rules.problems import (
    ConsentMissing,
    NotAskingParty,
    SecondPersonNeeded,
    SpendingRefused,
    SquareRefused,
    TransferDecided,
    TransferRefused,
)
from services.contracts.contracts.rules import Contract
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, new_id
from shared.values.agreements import FundingForm
from shared.values.budgets import CategoryTransferState
from shared.values.terms import ContractState

OPENED = Sentence(
    "square.opened",
    nl="Het vierkant van {total_cents} begint met {codes}: {amounts_cents}.",
    en="The square of {total_cents} begins with {codes}: {amounts_cents}.",
)
BOOKED = Sentence(
    "square.booked",
    nl="{amount_cents} gaat van {from_code} ({from_cents}) naar {to_code} ({to_cents}), met toestemming op {decided_on}.",
    en="{amount_cents} goes from {from_code} ({from_cents}) to {to_code} ({to_cents}), by the consent of {decided_on}.",
)
SPENT = Sentence(
    "square.spent",
    nl="Besteed tot en met {spent_on}: {codes} {amounts_cents}.",
    en="Spent up to and including {spent_on}: {codes} {amounts_cents}.",
)
MOST = 4
_ONE_SQUARE = Text(
    "Het contract heeft geen, of meer dan één, vierkantafspraak; noem fundingNumber.",
    "The contract has no, or more than one, square agreement; name fundingNumber.",
)
_SIGNED = Text("Het contract is nog niet getekend.", "The contract is not signed yet.")
_FOUR = Text(
    "Een vierkant heeft hooguit vier zorgcategorieën.", "A square has at most four categories of care."
)
_NO_CATEGORY = Text("Deze categorie staat niet in het vierkant.", "This category is not in the square.")
_SAME = Text("Van en naar zijn dezelfde categorie.", "From and to are the same category.")
_TOO_MUCH = Text(
    "De categorie komt hiermee onder wat al is besteed, of onder nul.",
    "This takes the category below what is already spent, or below zero.",
)
_TERM = Text("Het contract loopt niet in dit jaar.", "The contract does not run in this year.")
_EARLY = Text("De dag ligt voor het jaar van het vierkant.", "The day lies before the year of the square.")
_OLDER = Text("Er is al een stand van een latere dag bekend.", "A later day's spending is known already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SquareCategory:
    """A category with what was agreed, its balance, and what was spent by a day; cents."""

    code: str
    name: str
    agreed_cents: int
    balance_cents: int
    spent_cents: int = 0
    spent_on: date | None = None
    remaining_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorySquare:
    """The square of a contract in a year; its balances add up to the total."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    contract_id: UUID
    funding_number: int
    year: int
    total_cents: int
    categories: list[SquareCategory]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryTransfer:
    """A transfer between two categories."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    square_id: UUID
    contract_id: UUID
    from_code: str
    to_code: str
    amount_cents: int
    motivation: str | None = None
    state: CategoryTransferState = CategoryTransferState.REQUESTED
    requested_by: str
    requested_by_user: str | None = None
    requested_on: date
    decided_on: date | None = None
    approver: str | None = None
    refusal_reason: str | None = None
    booked_on: date | None = None


def open_square(
    contract: Contract, year: int, funding_number: int | None, reference: str | None
) -> tuple[CategorySquare, Derivation]:
    """The square of a signed contract: its categories with the agreed amounts (R-C20). Raises SquareRefused."""
    squares = [
        one
        for one in contract.funding_agreements
        if one.form == FundingForm.SQUARE and funding_number in (None, one.number)
    ]
    found = squares[0].categories or [] if len(squares) == 1 else []
    faults = tuple(_faults_of(contract, year, len(squares), len(found)))
    if faults:
        raise SquareRefused(errors=faults)
    categories = [
        SquareCategory(
            code=one.code,
            name=one.name,
            agreed_cents=one.amount_cents,
            balance_cents=one.amount_cents,
            remaining_cents=one.amount_cents,
        )
        for one in found
    ]
    square = CategorySquare(
        id=new_id(),
        owner=contract.owner,
        external_reference=reference,
        parties=contract.parties,
        contract_id=contract.id,
        funding_number=squares[0].number,
        year=year,
        total_cents=sum(one.amount_cents for one in found),
        categories=categories,
    )
    why = Derivation().because(
        "R-C20",
        OPENED,
        total_cents=Money(square.total_cents),
        codes=[one.code for one in categories],
        amounts_cents=[Money(one.balance_cents) for one in categories],
    )
    return square, why


def _faults_of(contract: Contract, year: int, squares: int, categories: int) -> Iterator[FieldError]:
    first, last = contract.start_date, contract.latest_end_date or contract.end_date
    if (first is not None and year < first.year) or (last is not None and year > last.year):
        yield FieldError("#/year", "year-outside-term", _TERM, rule="R-C20")
    if contract.state in (ContractState.DRAFT, ContractState.OFFERED):
        yield FieldError("#/contractId", "contract-not-signed", _SIGNED, rule="R-C20")
    if squares != 1:
        yield FieldError("#/fundingNumber", "square-agreement-missing", _ONE_SQUARE, rule="R-C20")
    if categories > MOST:
        yield FieldError("#/contractId", "categories-too-many", _FOUR, rule="R-C20")


def spend(square: CategorySquare, spent: dict[str, int], spent_on: date) -> tuple[CategorySquare, Derivation]:
    """The square with what categories spent up to a day; overspending is shown, not refused (G-75). Raises SpendingRefused."""
    known = {one.code: one for one in square.categories}
    faults = [
        FieldError(f"#/categories/{index}/code", "category-unknown", _NO_CATEGORY, rule="R-C20")
        for index, code in enumerate(spent)
        if code not in known
    ]
    last = max((known[code].spent_on or date.min for code in spent if code in known), default=date.min)
    if spent_on.year < square.year:
        faults.append(FieldError("#/spentOn", "spending-before-year", _EARLY, rule="R-C20"))
    if spent_on < last:
        faults.append(FieldError("#/spentOn", "spending-outdated", _OLDER, rule="R-C20"))
    if faults:
        raise SpendingRefused(errors=tuple(faults))
    categories = [
        replace(
            one,
            spent_cents=spent[one.code],
            spent_on=spent_on,
            remaining_cents=one.balance_cents - spent[one.code],
        )
        if one.code in spent
        else one
        for one in square.categories
    ]
    why = Derivation().because(
        "R-C20",
        SPENT,
        spent_on=spent_on,
        codes=list(spent),
        amounts_cents=[Money(one) for one in spent.values()],
    )
    return replace(square, version=square.version + 1, categories=categories), why


def check_transfer(square: CategorySquare, from_code: str, to_code: str, amount_cents: int) -> None:
    """Refuse what takes a category below zero or below what it spent (R-C20). Raises TransferRefused with every point."""
    known = {one.code: one for one in square.categories}
    faults = [
        FieldError(f"#/{name}", "category-unknown", _NO_CATEGORY, rule="R-C20")
        for name, code in (("fromCode", from_code), ("toCode", to_code))
        if code not in known
    ]
    if from_code == to_code:
        faults.append(FieldError("#/toCode", "category-same", _SAME, rule="R-C20"))
    giver = known.get(from_code)
    if giver is not None and giver.balance_cents - amount_cents < max(0, giver.spent_cents):
        faults.append(FieldError("#/amountCents", "category-below-spent", _TOO_MUCH, rule="R-C20"))
    if faults:
        raise TransferRefused(errors=tuple(faults))


def check_asking(contract: Contract, organisations: tuple[str, ...], organisation: str) -> None:
    """The purchaser and the provider that is paid ask and book. Raises NotAskingParty."""
    if not {contract.owner, contract.payee} & set(organisations):
        raise NotAskingParty(organisation=organisation)


def decide(
    transfer: CategoryTransfer, *, consents: bool, end_user: str, text: str | None, today: date
) -> CategoryTransfer:
    """The municipality's word on a request: consent by a second person with its approver and day, or a refusal (F-29).

    Raises TransferDecided, SecondPersonNeeded.
    """
    if transfer.state is not CategoryTransferState.REQUESTED:
        raise TransferDecided(state=transfer.state)
    own = transfer.requested_by == transfer.owner
    if consents and own and transfer.requested_by_user == end_user:
        raise SecondPersonNeeded()
    return replace(
        transfer,
        version=transfer.version + 1,
        state=CategoryTransferState.CONSENTED if consents else CategoryTransferState.REFUSED,
        decided_on=today,
        approver=(text or end_user) if consents else end_user,
        refusal_reason=None if consents else text,
    )


def book(
    square: CategorySquare, transfer: CategoryTransfer, today: date
) -> tuple[CategorySquare, CategoryTransfer, Derivation]:
    """Move what was consented to; the total stays (R-C20). Raises ConsentMissing, TransferDecided, TransferRefused."""
    if transfer.state is CategoryTransferState.REQUESTED:
        raise ConsentMissing(state=transfer.state)
    if transfer.state is not CategoryTransferState.CONSENTED:
        raise TransferDecided(state=transfer.state)
    amount = transfer.amount_cents
    check_transfer(square, transfer.from_code, transfer.to_code, amount)
    moves = {transfer.from_code: -amount, transfer.to_code: amount}
    categories = [
        replace(
            one,
            balance_cents=one.balance_cents + moves.get(one.code, 0),
            remaining_cents=one.remaining_cents + moves.get(one.code, 0),
        )
        for one in square.categories
    ]
    balance = {one.code: Money(one.balance_cents) for one in categories}
    why = Derivation().because(
        "R-C20",
        BOOKED,
        amount_cents=Money(amount),
        from_code=transfer.from_code,
        from_cents=balance[transfer.from_code],
        to_code=transfer.to_code,
        to_cents=balance[transfer.to_code],
        decided_on=transfer.decided_on,
    )
    booked = replace(
        transfer, version=transfer.version + 1, state=CategoryTransferState.BOOKED, booked_on=today
    )
    return replace(square, version=square.version + 1, categories=categories), booked, why


def withdraw(transfer: CategoryTransfer) -> CategoryTransfer:
    """Take a request back before it is booked. Raises TransferDecided."""
    if transfer.state not in (CategoryTransferState.REQUESTED, CategoryTransferState.CONSENTED):
        raise TransferDecided(state=transfer.state)
    return replace(transfer, version=transfer.version + 1, state=CategoryTransferState.WITHDRAWN)
