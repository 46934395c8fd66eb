"""What a journal holds: each posted line with its place in the municipality's own books, or the reason why not (F-39)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.settlement.ledger.rules import COMMITMENT, COMMITTED
from services.settlement.posting_profiles.rules import Places, PostingProfile, place_of
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import new_id
from shared.values.booking import EntryCause

MOST_JOURNALED = 5_000  # entries in one journal: some seconds of work, a file of a few megabytes
MOST_NAMED = 100  # places that one refusal names
# Commitments stand beside the balance sheet (BBV art. 53): no journal takes them over.
OUTSIDE = (COMMITMENT, COMMITTED)
COLUMNS = (
    "journal", "entryId", "sequence", "eventOn", "bookedOn", "budgetYear", "cause", "description", "contractId", "account",
    "ledgerAccount", "costCentre", "taskField", "vatTreatment", "currency", "debit", "credit",
)  # fmt: skip


class JournalNotFound(NotFound):
    """There is no such journal, or it is not yours."""

    code = "journal-not-found"
    title = Text("Journaal niet gevonden", "Journal not found")
    detail = Text("Er is geen journaal {id}.", "There is no journal {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class NothingToJournal(Refused):
    """All that was posted went over already."""

    code = "nothing-to-journal"
    rule = "F-39"
    title = Text("Er is niets over te zetten", "There is nothing to take over")
    detail = Text(
        "Alles wat is geboekt, staat al in een journaal.", "All that was posted stands in a journal already."
    )
    mend = Text("Wacht tot er weer is geboekt.", "Wait until something is posted again.")


class ProfilesMissing(Refused):
    """A line has no place in the municipality's own books; `errors` names each account and contract. Nothing was made."""

    code = "posting-profiles-missing"
    rule = "F-39"
    title = Text("Er ontbreken boekingsprofielen", "Posting profiles are missing")
    detail = Text(
        "{count} regels hebben op hun boekingsdag geen boekingsprofiel.",
        "{count} lines have no posting profile on their booking day.",
    )
    mend = Text(
        "Leg de ontbrekende profielen vast, of noem een tussenrekening (suspenseAccount).",
        "Add the missing profiles, or name a suspense account.",
    )


class AlreadyReplaced(Refused):
    """A journal is made anew once; who needs it again makes the newest anew."""

    code = "journal-already-replaced"
    rule = "F-39"
    title = Text("Het journaal is al opnieuw gemaakt", "The journal was made anew already")
    detail = Text("Dat deed journaal {number}.", "Journal {number} did that.")
    mend = Text("Noem dat journaal in replaces.", "Name that journal in replaces.")


@dataclass(frozen=True, slots=True)
class PostedLine:
    """One posted side of an entry, in the order of writing; debit positive, in cents."""

    entry_id: UUID
    sequence: int
    event_on: date
    booked_on: date
    cause: EntryCause
    description: str
    contract_id: UUID | None
    currency: str
    account: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Journal:
    """The entries after one number until another; `total_cents` is debit, and as much credit. `sha256` is that of its file."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    number: int
    made_on: date
    after_sequence: int
    until_sequence: int
    entry_count: int
    line_count: int
    total_cents: int
    suspense_account: str | None
    suspense_count: int
    replaces: UUID | None
    sha256: str


def place(
    lines: Sequence[PostedLine], known: Places, suspense: str | None
) -> list[tuple[PostedLine, PostingProfile | None]]:
    """Each line with its profile on the day of booking; without one only where a suspense account is named.

    Raises ProfilesMissing with every account and contract that has no place.
    """
    placed = [(one, place_of(known, one.account, one.contract_id, one.booked_on)) for one in lines]
    if suspense is None:
        homeless = [line for line, profile in placed if profile is None]
        if homeless:
            raise ProfilesMissing(errors=_missing(homeless), count=len(homeless))
    return placed


def _missing(lines: Sequence[PostedLine]) -> tuple[FieldError, ...]:
    places = sorted({(one.account, str(one.contract_id or "")) for one in lines})[:MOST_NAMED]
    return tuple(
        FieldError(
            "#/suspenseAccount", "posting-profile-missing",
            Text(
                f"Rekening {account} van contract {contract or '(geen)'} heeft geen boekingsprofiel.",
                f"Account {account} of contract {contract or '(none)'} has no posting profile.",
            ),
            rule="F-39",
        )
        for account, contract in places
    )  # fmt: skip


def rows(
    number: int, placed: Sequence[tuple[PostedLine, PostingProfile | None]], suspense: str | None
) -> list[list[object]]:
    """What the file of a journal says, line by line below its head; amounts in euros, the budget year that of the event.

    12.34 on the debit side is written as 12.34 and nothing beside it.
    """
    told: list[list[object]] = [list(COLUMNS)]
    for line, profile in placed:
        euros = f"{abs(line.amount_cents) // 100}.{abs(line.amount_cents) % 100:02}"
        where = (
            (suspense, None, None, None)
            if profile is None
            else (
                profile.ledger_account,
                profile.cost_centre,
                profile.task_field,
                profile.vat_treatment.value,
            )
        )
        told.append([
            number, line.entry_id, line.sequence, line.event_on, line.booked_on, line.event_on.year, line.cause.value,
            line.description, line.contract_id, line.account, *where, line.currency,
            *((euros, "") if line.amount_cents > 0 else ("", euros)),
        ])  # fmt: skip
    return told


def replaceable(old: Journal, newer: Journal | None) -> None:
    """Whether a journal may be made anew. Raises AlreadyReplaced."""
    if newer is not None:
        raise AlreadyReplaced(id=old.id, number=newer.number)


def journal(
    owner: str,
    number: int,
    after: int,
    placed: Sequence[tuple[PostedLine, PostingProfile | None]],
    content: bytes,
    *,
    suspense: str | None,
    replaces: UUID | None,
    reference: str | None,
    today: date,
) -> Journal:
    """The journal of these lines and the file that says them."""
    return Journal(
        id=new_id(),
        version=1,
        owner=owner,
        external_reference=reference,
        number=number,
        made_on=today,
        after_sequence=after,
        until_sequence=placed[-1][0].sequence,
        entry_count=len({line.entry_id for line, _ in placed}),
        line_count=len(placed),
        total_cents=sum(max(line.amount_cents, 0) for line, _ in placed),
        suspense_account=suspense,
        suspense_count=sum(profile is None for _, profile in placed),
        replaces=replaces,
        sha256=hashlib.sha256(content).hexdigest(),
    )


__all__ = [
    "COLUMNS",
    "MOST_JOURNALED",
    "OUTSIDE",
    "AlreadyReplaced",
    "Journal",
    "JournalNotFound",
    "NothingToJournal",
    "PostedLine",
    "ProfilesMissing",
    "journal",
    "place",
    "replaceable",
    "rows",
]
