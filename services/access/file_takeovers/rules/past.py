"""What a file says of the terms that rested and of the care that runs already: as known there, and never decided anew (R-A56, R-A55)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.access.allocations.rules import Allocation, combination_faults, field_errors
from services.access.allocations.rules.combinations import Sized
from services.access.requests.rules import Request
from services.access.statutory_terms import rules as terms
from shared.errors import FieldError, Text
from shared.values import Calendar, new_id
from shared.values.access_policies import SuspensionGround, TermKind
from shared.values.allocating import AllocationOrigin
from shared.values.terms import Law, RequestState

_DAY = timedelta(days=1)
_NOBODY = UUID(int=0)
_ASKED = (SuspensionGround.INFORMATION_ASKED, SuspensionGround.FOREIGN_INFORMATION)

NUMBER_TAKEN = Text(
    "Onder deze wet bestaat een toewijzing met dit nummer al, hier of eerder in het bestand. Laat de toewijzing weg die er al is.",
    "Under this law an allocation with this number exists already, here or earlier in the file. Leave out the one that exists.",
)
CONTRACT_UNKNOWN = Text(
    "Dit contract is hier niet bekend. Leg het contract eerst vast, of laat contractId leeg.",
    "This contract is not known here. Register the contract first, or leave contractId empty.",
)
_TEXTS = {
    "no-term": Text(
        "Voor deze melding loopt zo'n termijn niet. Laat de opschorting weg.",
        "No such term runs on this request. Leave the suspension out.",
    ),
    "after-ready": Text(
        "De termijn was toen al gehaald: de opschorting eindigt uiterlijk op clarifiedOn.",
        "The term was met by then: the suspension ends on clarifiedOn at the latest.",
    ),
    "not-running": Text(
        "Alleen een toewijzing die vandaag loopt wordt overgenomen. Wat later begint of voorbij is hoort er niet in.",
        "Only an allocation that runs today is taken over. What begins later or is over does not belong here.",
    ),
    "end-before-start": Text("Het einde ligt vóór het begin.", "The end lies before the start."),
    "number-twice": Text(
        "Dit nummer staat twee keer in deze regel.", "This number stands in this line twice."
    ),
    "allocation-missing": Text(
        "Een besliste melding wordt alleen overgenomen met haar lopende toewijzingen.",
        "A decided request is taken over with its running allocations only.",
    ),
}


class Rest(Protocol):
    """A stretch in which a term rested there."""

    @property
    def kind(self) -> TermKind: ...
    @property
    def begins_on(self) -> date: ...
    @property
    def ground(self) -> SuspensionGround: ...
    @property
    def answer_by(self) -> date | None: ...
    @property
    def resumed_on(self) -> date | None: ...


class Running(Sized, Protocol):
    """An allocation that runs there."""

    @property
    def allocation_number(self) -> int: ...
    @property
    def provider(self) -> str: ...
    @property
    def contract_id(self) -> UUID | None: ...
    @property
    def acute(self) -> bool: ...


class _Line(Protocol):
    @property
    def law(self) -> Law: ...
    @property
    def state(self) -> RequestState: ...
    @property
    def contact_on(self) -> date: ...
    @property
    def application_on(self) -> date | None: ...
    @property
    def acute(self) -> bool: ...
    @property
    def clarified_on(self) -> date | None: ...
    @property
    def suspensions(self) -> Sequence[Rest]: ...


@dataclass(frozen=True, slots=True)
class Past:
    """What the terms of a request that was taken over follow from."""

    owner: str
    request_id: UUID
    citizen_id: UUID
    law: Law
    state: RequestState
    contact_on: date
    application_on: date | None
    acute: bool
    clarified_on: date | None
    suspensions: Sequence[Rest] = ()


def past_of(line: _Line, owner: str, request_id: UUID = _NOBODY, citizen_id: UUID = _NOBODY) -> Past:
    """What a line says of its terms; a request that is not there yet has no id."""
    return Past(
        owner, request_id, citizen_id, line.law, line.state, line.contact_on, line.application_on, line.acute,
        line.clarified_on, line.suspensions,
    )  # fmt: skip


def terms_of(
    past: Past, calendar: Calendar, today: date
) -> tuple[list[terms.StatutoryTerm], list[FieldError]]:
    """The terms of the law from their real days, moved by what rested as those of an own request (R-A55), and what is wrong.

    Report 30-3, six weeks: until 11-5; rested from 2-4 to 12-4 (runs again): ten days later, 21-5. What is decided has no term.
    """
    begun = {TermKind.INQUIRY: past.contact_on, TermKind.DECISION: past.application_on}
    made: list[terms.StatutoryTerm] = []
    wrong: list[FieldError] = []
    inquiry = None
    # Told by where it stands in the line, applied from the first day on.
    in_order = sorted(enumerate(past.suspensions), key=lambda one: one[1].begins_on)
    for kind, day in begun.items():
        rests = [(at, one) for at, one in in_order if one.kind is kind]
        term = None
        if day is not None and past.state is not RequestState.DECIDED:
            waits = kind is TermKind.DECISION and not past.acute
            begins = terms.applied_from(day, inquiry) if waits else day
            term = terms.start(past.owner, past.request_id, past.citizen_id, past.law, kind, begins, calendar)
        if term is None:
            wrong += [_fault(at, "kind", "no-term") for at, _ in rests]
            continue
        for at, one in rests:
            term = _rested(term, at, one, today, calendar, wrong)
        if kind is TermKind.INQUIRY:
            if past.clarified_on is not None:
                wrong += [
                    _fault(at, "resumedOn", "after-ready")
                    for at, one in rests
                    if max(one.begins_on, one.resumed_on or one.begins_on) > past.clarified_on
                ]
                term = terms.meet(term, past.clarified_on)
            inquiry = term
        made.append(term)
    return made, wrong


def _rested(
    term: terms.StatutoryTerm, at: int, one: Rest, today: date, calendar: Calendar, wrong: list[FieldError]
) -> terms.StatutoryTerm:
    on = one.begins_on - _DAY if one.ground in _ASKED else one.begins_on
    field = "beginsOn"
    try:
        term = terms.suspend(term, on, one.ground, one.answer_by, today)
        if one.resumed_on is not None:
            field = "resumedOn"
            term = terms.resume(term, one.resumed_on, today, calendar)
    except terms.TermRefused as refused:
        for each in refused.errors:
            name = "answerBy" if each.location == "#/answerBy" else field
            wrong.append(replace(each, location=f"#/suspensions/{at}/{name}"))
    return term


def _fault(at: int, name: str, code: str) -> FieldError:
    return FieldError(f"#/suspensions/{at}/{name}", code, _TEXTS[code], rule="R-A55")


def running_faults(state: RequestState, running: Sequence[Running], today: date) -> list[FieldError]:
    """What is wrong with the running allocations of a line: they run today, each number once, their product and size fit."""
    if state is RequestState.DECIDED and not running:
        return [FieldError("#/allocations", "allocation-missing", _TEXTS["allocation-missing"], rule="R-A56")]
    numbers = Counter(one.allocation_number for one in running)
    wrong = []
    for at, one in enumerate(running):
        place = f"#/allocations/{at}"
        found = [("allocationNumber", "number-twice")] if numbers[one.allocation_number] > 1 else []
        if one.end_date is not None and one.end_date < one.start_date:
            found.append(("endDate", "end-before-start"))
        elif one.start_date > today or (one.end_date is not None and one.end_date < today):
            found.append(("startDate", "not-running"))
        wrong += [FieldError(f"{place}/{name}", code, _TEXTS[code], rule="R-A56") for name, code in found]
        whole = _allocation(
            _NOBODY, "", None, _NOBODY, Law.WMO_2015, one, datetime(1, 1, 1, tzinfo=UTC), today
        )
        wrong += [
            replace(each, location=place + each.location.removeprefix("#"))
            for each in field_errors(combination_faults(whole))
        ]
    return wrong


def taken_over(request: Request, running: Sequence[Running], now: datetime, today: date) -> list[Allocation]:
    """The allocations that ran there, under their own numbers: each a first version here, allocated on the day of taking over.

    No decision, term or review comes with them: half-years that passed there are not checked here.
    """
    return [
        _allocation(new_id(), request.owner, request.id, request.citizen_id, request.law, one, now, today)
        for one in running
    ]


def _allocation(
    id_: UUID,
    owner: str,
    request_id: UUID | None,
    citizen_id: UUID,
    law: Law,
    one: Running,
    now: datetime,
    today: date,
) -> Allocation:
    return Allocation(
        id=id_, version=1, owner=owner, external_reference=None, parties=[one.provider], request_id=request_id,
        citizen_id=citizen_id, decision_id=None, contract_id=one.contract_id, law=law,
        allocation_number=one.allocation_number, provider=one.provider, product_category=one.product_category,
        product_code=one.product_code, volume=one.volume, unit=one.unit, frequency=one.frequency,
        budget_cents=one.budget_cents, start_date=one.start_date, end_date=one.end_date, allocated_on=today,
        allocated_at=now.astimezone(UTC), acute=one.acute, origin=AllocationOrigin.TAKEN_OVER,
    )  # fmt: skip
