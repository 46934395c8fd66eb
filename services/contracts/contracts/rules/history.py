"""The history of a running contract as its parties know it: earlier versions that follow each other without a gap (R-C08)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from services.contracts.contracts.rules.funding import check_funding
from services.contracts.contracts.rules.problems import HistoryContradictory
from services.contracts.contracts.rules.term import term
from services.contracts.contracts.rules.terms import HistorySlice, Terms
from shared.errors import FieldError, Text
from shared.values import Sentence

Kind = TypeVar("Kind", bound=Terms)

TAKEN_OVER = Sentence(
    "contract.taken-over",
    nl="Het contract liep al: getekend op {signed_on}, overgenomen met {slices} eerdere versies.",
    en="The contract ran already: signed on {signed_on}, taken over with {slices} earlier versions.",
)
_WHEN = {"valid_from", "valid_until", "decided_on", "reason"}
_WHAT = [one.name for one in fields(HistorySlice) if one.name not in _WHEN]
_DAY = timedelta(days=1)

_NO_START = Text("Een lopend contract noemt zijn ingangsdatum.", "A running contract names its start date.")
_FIRST = Text(
    "De eerste eerdere versie begint op de ingangsdatum van het contract.",
    "The first earlier version begins on the contract's start date.",
)
_FOLLOWS = Text(
    "Elke eerdere versie begint op de dag na de vorige.",
    "Each earlier version begins on the day after the one before.",
)
_ORDER = Text("De laatste dag ligt niet vóór de eerste.", "The last day does not lie before the first.")
_OUTLASTS = Text(
    "De laatste eerdere versie eindigt vóór de laatste dag van het contract.",
    "The last earlier version ends before the contract's last day.",
)
_NOT_RUNNING = Text(
    "Een geschiedenis hoort bij een contract dat al loopt; wat later begint, wordt hier getekend.",
    "A history belongs to a contract that runs already; what begins later is signed here.",
)
_NOT_SIGNED = Text("De handtekeningen liggen in de toekomst.", "The signatures lie in the future.")
_NOT_PAST = Text(
    "Een eerdere versie is voorbij: haar laatste dag ligt vóór vandaag.",
    "An earlier version is over: its last day lies before today.",
)
_EMPTY = Text(
    "Noem wat er in deze versie anders was dan nu.", "Say what was different in this version from now."
)


def check_history(terms: Terms) -> None:
    """Refuse a history with gaps, overlaps or nothing in it, all faults at once, and what no version may hold.

    Raises HistoryContradictory, and for each earlier version what `check_funding` raises (R-C09, R-C20, R-C36, R-C61).
    """
    errors = tuple(_faults(terms))
    if errors:
        raise HistoryContradictory(errors=errors)
    for index, one in enumerate(terms.history.slices if terms.history is not None else ()):
        check_funding(as_held(terms, one), f"#/history/slices/{index}")


def check_past(terms: Terms, today: date) -> None:
    """Refuse a history of what is still to come: who begins later signs here. Raises HistoryContradictory."""
    told = terms.history
    if told is None:
        return
    errors = []
    if terms.start_date is not None and terms.start_date > today:
        errors.append(FieldError("#/history", "history-of-the-future", _NOT_RUNNING, rule="R-C08"))
    if told.signed_on > today:
        errors.append(FieldError("#/history/signedOn", "signed-in-the-future", _NOT_SIGNED, rule="R-C08"))
    for index, one in enumerate(told.slices):
        if one.valid_until >= today:
            where = f"#/history/slices/{index}/validUntil"
            errors.append(FieldError(where, "history-of-the-future", _NOT_PAST, rule="R-C08"))
    if errors:
        raise HistoryContradictory(errors=tuple(errors))


def _faults(terms: Terms) -> Iterator[FieldError]:
    if terms.history is None:
        return
    slices = terms.history.slices
    if terms.start_date is None:
        yield FieldError("#/startDate", "start-missing", _NO_START, rule="R-C08")
    elif slices and slices[0].valid_from != terms.start_date:
        yield FieldError("#/history/slices/0/validFrom", "history-starts-elsewhere", _FIRST, rule="R-C08")
    end = term(terms)[0].end_date
    if slices and end is not None and slices[-1].valid_until >= end:
        where = f"#/history/slices/{len(slices) - 1}/validUntil"
        yield FieldError(where, "history-outlasts-contract", _OUTLASTS, rule="R-C08")
    for index, one in enumerate(slices):
        where = f"#/history/slices/{index}"
        if one.valid_until < one.valid_from:
            yield FieldError(f"{where}/validUntil", "period-reversed", _ORDER, rule="R-C08")
        if all(getattr(one, name) is None for name in _WHAT):
            yield FieldError(where, "nothing-different", _EMPTY, rule="R-C08")
    for index, (early, late) in enumerate(pairwise(slices), 1):
        if late.valid_from != early.valid_until + _DAY:
            yield FieldError(
                f"#/history/slices/{index}/validFrom", "history-with-gap", _FOLLOWS, rule="R-C08"
            )


def as_held(terms: Kind, slice_: HistorySlice) -> Kind:
    """The terms as they were on the days of an earlier version."""
    given = {name: getattr(slice_, name) for name in _WHAT}
    return replace(terms, **{name: value for name, value in given.items() if value is not None})
