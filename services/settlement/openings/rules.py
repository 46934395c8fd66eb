"""What was paid before day one: whole instalments, reconciled with the total of the older administration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from services.settlement.ledger.rules import OPENING, PAYABLE, Entry, entry
from services.settlement.schedules.rules import Schedule
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Money, new_id
from shared.values.booking import EntryCause
from shared.values.terms import InstalmentState


class OpeningNotFound(NotFound):
    """There is no such opening, or it is not yours."""

    code = "opening-not-found"
    title = Text("Beginstand niet gevonden", "Opening not found")
    detail = Text("Er is geen beginstand {id}.", "There is no opening {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class OpeningRefused(Refused):
    """What was handed in does not fit the plans or its own total; `errors` says where. Nothing was written."""

    code = "opening-refused"
    rule = "F-39"
    title = Text("De beginstand kan niet worden overgenomen", "The opening cannot be taken over")
    detail = Text(
        "De beginstand van {opened_on} past niet; er is niets vastgelegd.",
        "The opening of {opened_on} does not fit; nothing was kept.",
    )
    mend = Text(
        "Herstel wat in errors staat en lever alles opnieuw aan.",
        "Mend what errors says and hand in all again.",
    )


class AlreadyReversed(Refused):
    """An opening is reversed once."""

    code = "opening-already-reversed"
    rule = "F-39"
    title = Text("De beginstand is al teruggedraaid", "The opening was reversed already")
    detail = Text("Dat gebeurde op {reversed_on}.", "That happened on {reversed_on}.")
    mend = Text("Lever zo nodig een nieuwe beginstand aan.", "Hand in a new opening if need be.")


class PaidBefore(Protocol):
    """What is told of one contract year."""

    @property
    def contract_number(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def paid_cents(self) -> int: ...
    @property
    def retained_cents(self) -> int: ...


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """What was paid of one contract year, and the instalments that it paid; cents, more than nil."""

    id: UUID
    number: int
    schedule_id: UUID
    contract_id: UUID
    contract_number: str
    year: int
    paid_cents: int
    retained_cents: int
    instalment_ids: list[UUID]
    parties: list[str]


@dataclass(frozen=True, slots=True)
class Opening:
    """What an older administration paid up to a day; `sha256` is that of what was handed in."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    opened_on: date
    total_cents: int
    line_count: int
    sha256: str
    reversed_on: date | None
    lines: list[OpeningLine]


_FUTURE = Text("Deze dag is nog niet geweest.", "This day has not come yet.")
_TWICE = Text(
    "Dit contractjaar staat al eerder in deze beginstand.",
    "This contract year stands earlier in this opening.",
)
_UNPLANNED = Text("Dit contractjaar is hier niet gepland.", "This contract year is not planned here.")
_OPENED = Text("Dit contractjaar heeft al een beginstand.", "This contract year has an opening already.")
_MOVING = Text(
    "Een van deze termijnen is nog niet geboekt, of al opgedragen of betaald.",
    "One of these instalments is not posted yet, or was ordered or paid already.",
)


def open_books(
    owner: str,
    lines: Sequence[PaidBefore],
    planned: Mapping[tuple[str, int], Schedule],
    opened: frozenset[UUID],
    *,
    opened_on: date,
    old_total_cents: int,
    reference: str,
    sha256: str,
    today: date,
) -> Opening:
    """The opening of these lines; `opened` are schedules that have one already. Raises OpeningRefused with every reason.

    Of 7,000,000.00 at 95 % in twelve instalments 1,662,500.00 (three) with 87,500.00 retained fits; 1,662,500.01 does not.
    """
    errors: list[FieldError] = []
    if opened_on > today:
        errors.append(FieldError("#/openedOn", "day-in-future", _FUTURE, rule="F-39"))
    found: list[OpeningLine] = []
    seen: set[tuple[str, int]] = set()
    for place, line in enumerate(lines):
        key = (line.contract_number, line.year)
        schedule = planned.get(key)
        if key in seen:
            errors.append(FieldError(f"#/lines/{place}", "line-twice", _TWICE, rule="F-39"))
        elif schedule is None:
            errors.append(FieldError(f"#/lines/{place}", "year-not-planned", _UNPLANNED, rule="R-S01"))
        elif schedule.id in opened:
            errors.append(FieldError(f"#/lines/{place}", "year-opened", _OPENED, rule="F-39"))
        else:
            paid, faults = _paid(schedule, line, place)
            errors += faults
            found.append(paid)
        seen.add(key)
    total = sum(one.paid_cents for one in lines)
    if total != old_total_cents:
        more = total - old_total_cents
        text = Text(
            f"De regels zijn samen {total} cent: {more} cent verschil met de oude administratie.",
            f"The lines are {total} cents together: they differ by {more} cents from the older administration.",
        )
        errors.append(FieldError("#/oldTotalCents", "total-differs", text, rule="F-39"))
    if errors:
        raise OpeningRefused(errors=tuple(errors), opened_on=opened_on)
    return Opening(new_id(), 1, owner, reference, opened_on, total, len(found), sha256, None, found)


def _paid(schedule: Schedule, line: PaidBefore, place: int) -> tuple[OpeningLine, list[FieldError]]:
    """The first instalments of a year that come to what was paid, and what does not fit."""
    errors, taken, paid, held = [], [], 0, 0
    for one in schedule.instalments:
        if paid >= line.paid_cents:
            break
        taken.append(one)
        paid, held = paid + one.amount_cents, held + one.retained_cents
    if paid != line.paid_cents:
        below = paid - taken[-1].amount_cents if taken and paid > line.paid_cents else paid
        text = Text(
            f"Betaald zijn hele termijnen: {below} of {paid} cent.",
            f"Whole instalments were paid: {below} or {paid} cents.",
        )
        errors.append(FieldError(f"#/lines/{place}/paidCents", "not-whole-instalments", text, rule="R-S02"))
    elif any(one.state is not InstalmentState.POSTED for one in taken):
        errors.append(
            FieldError(f"#/lines/{place}/paidCents", "instalment-not-payable", _MOVING, rule="R-S01")
        )
    elif held != line.retained_cents:
        text = Text(
            f"Bij deze termijnen is {held} cent ingehouden.",
            f"With these instalments {held} cents are retained.",
        )
        errors.append(FieldError(f"#/lines/{place}/retainedCents", "retained-differs", text, rule="R-S01"))
    made = OpeningLine(
        new_id(), place + 1, schedule.id, schedule.contract_id, schedule.contract_number, schedule.year, line.paid_cents,
        line.retained_cents, [one.id for one in taken], schedule.parties,
    )  # fmt: skip
    return made, errors


def reverse(opening: Opening, today: date) -> Opening:
    """The opening taken back: its instalments are payable again. Raises AlreadyReversed."""
    if opening.reversed_on is not None:
        raise AlreadyReversed(reversed_on=opening.reversed_on)
    return replace(opening, version=opening.version + 1, reversed_on=today)


def entries(opening: Opening) -> list[Entry]:
    """One entry a line: what was payable is paid from the opening balance; reversed, it is payable again."""
    back = opening.reversed_on is not None
    return [
        entry(
            opening.owner, PAYABLE, OPENING, Money(-one.paid_cents if back else one.paid_cents),
            EntryCause.CORRECTION if back else EntryCause.OPENING,
            event_on=opening.reversed_on or opening.opened_on,
            description=f"opening {one.contract_number} {one.year}", contract_id=one.contract_id, subject_id=one.id,
        )
        for one in opening.lines
    ]  # fmt: skip


__all__ = [
    "AlreadyReversed",
    "Opening",
    "OpeningLine",
    "OpeningNotFound",
    "OpeningRefused",
    "entries",
    "open_books",
    "reverse",
]
