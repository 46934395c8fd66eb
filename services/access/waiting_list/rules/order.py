"""The right order of a waiting list: by urgency, but who waited beyond the maximum of its urgency goes first (R-A37, E-75)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.access.waiting_list.rules.entries import WaitingEntry, check_waiting, end, own_days, refuse
from services.access.waiting_list.rules.words import IN_ORDER, OUT_OF_ORDER, OVERDUE
from shared.values import Derivation
from shared.values.choosing import WaitingState

Key = tuple[bool, bool, date, int, date, UUID]


@dataclass(frozen=True, slots=True)
class Standing(WaitingEntry):
    """An entry with its place among who wait for the same product, as of a day; days count from the day it waits since."""

    position: int = 1
    waited_days: int = 0
    waited_own_days: int = 0
    maximum_days: int = 0
    overdue: bool = False
    on_own_wish: bool = False
    carried_over: bool = False


def deadline(entry: WaitingEntry, maxima: Sequence[int]) -> date:
    """The last day within the maximum of its urgency; `maxima` are days for urgency 1, 2 and 3."""
    return entry.since + timedelta(days=maxima[entry.urgency - 1])


def order_key(entry: WaitingEntry, maxima: Sequence[int], today: date) -> Key:
    """The place in the order: total and stable, and nobody who comes later can go before who is overdue.

    Who asked for a later day stands aside until then. The overdue go first, by the day on which their maximum was reached;
    then by urgency, then by who waits longest; the identity decides what is left.
    """
    aside = entry.available_from is not None and entry.available_from > today
    until = deadline(entry, maxima)
    overdue = until < today
    return aside, not overdue, until if overdue else date.max, entry.urgency, entry.since, entry.id


def in_order(entries: Iterable[WaitingEntry], maxima: Sequence[int], today: date) -> list[WaitingEntry]:
    """Who waits for one product, who is next first."""
    return sorted(entries, key=lambda one: order_key(one, maxima, today))


def standing(entry: WaitingEntry, position: int, maxima: Sequence[int], today: date) -> Standing:
    """What is to be said of an entry at a position."""
    waited = max(0, (today - entry.since).days)
    return Standing(
        **{one: getattr(entry, one) for one in WaitingEntry.__slots__},
        position=position,
        waited_days=waited,
        waited_own_days=max(0, waited - own_days(entry, today)),
        maximum_days=maxima[entry.urgency - 1],
        overdue=deadline(entry, maxima) < today,
        on_own_wish=entry.available_from is not None and entry.available_from > today,
        carried_over=entry.since.year < today.year,
    )


def place(
    entry: WaitingEntry,
    others: Sequence[WaitingEntry],
    *,
    provider: str,
    placed_on: date | None,
    motive: str | None,
    maxima: Sequence[int],
    today: date,
    before: Derivation,
) -> tuple[WaitingEntry, Derivation]:
    """A place for who waits; past others only with a motive, and marked (E-75).

    `others` all wait for the same product, this entry among them. Raises WaitingEnded, WaitingRefused with every reason.
    """
    check_waiting(entry)
    on = placed_on or today
    mine = order_key(entry, maxima, today)
    keys = [order_key(one, maxima, today) for one in others if one.id != entry.id]
    # Who stands aside by its own wish is not passed over, and loses nothing by asking for a place after all.
    ahead = [key for key in keys if not key[0] and key[1:] < mine[1:]]
    wrong = []
    if not entry.since <= on <= today:
        wrong.append(("#/placedOn", "day-of-place"))
    if ahead and motive is None:
        wrong.append(("#/motive", "out-of-order"))
    refuse(wrong, entry.since, today)
    placed = replace(
        end(entry, on, WaitingState.PLACED),
        placed_with=provider,
        passed_over=len(ahead),
        out_of_order=bool(ahead),
        motive=motive if ahead else None,
    )
    waited = (on - entry.since).days
    why = before
    if deadline(entry, maxima) < on:
        why = why.because("R-A37", OVERDUE, maxima[entry.urgency - 1], waited_days=waited)
    if ahead:
        return placed, why.because(
            "E-75", OUT_OF_ORDER, len(ahead), urgency=entry.urgency, placed_on=on, waited_days=waited
        )
    return placed, why.because("R-A37", IN_ORDER, waited, urgency=entry.urgency, placed_on=on)


__all__ = ["Standing", "deadline", "in_order", "order_key", "place", "standing"]
