"""When a meeting is due, and what its record must say (N-154, F-07, G-07)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import add_months
from shared.values.consulting import MeetingKind, Rhythm

# What leads to a person in a text about a case (F-07): an e-mail address, a telephone number, an address, a full date, a
# long number. A name cannot be told from another word; the document says that it does not belong here.
_TRACES = {
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"),
    "phone": re.compile(r"(?<!\d)(?:\+31|0031|0)[ -]?[1-9](?:[ -]?\d){8}(?!\d)"),
    "address": re.compile(r"\b[1-9]\d{3} ?[A-Z]{2},? +\d+"),
    "date": re.compile(
        r"(?<!\d)\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)"
    ),
    "number": re.compile(r"(?<!\d)\d{8,}(?!\d)"),
}
_TRACE = Text(
    "Hierin staat iets dat naar een persoon leidt ({kind}); een casus wordt zonder namen besproken.",
    "This holds something that leads to a person ({kind}); a case is discussed without names.",
)
_TWICE = Text("Elk nummer komt één keer voor.", "Every number comes once.")
_STRANGER = Text(
    "Deze organisatie neemt niet deel aan dit overleg.", "This organisation takes no part in this meeting."
)
_NOBODY = Text("Aan een overleg neemt iemand deel.", "Somebody takes part in a meeting.")
_NO_PARTY = Text("Dit is geen partij bij het contract.", "This is no party to the contract.")
_FUTURE = Text("Deze dag moet nog komen.", "This day is yet to come.")
_UNKNOWN = Text("Deze indicator heeft het contract niet.", "The contract has no such indicator.")
_NO_REPORT = Text("Dit contract heeft zo'n rapport niet.", "The contract has no such report.")
_HALF = Text(
    "Bij een indicator hoort een kwartaal, en omgekeerd.",
    "An indicator goes with a quarter, and the other way round.",
)
_BEFORE = Text("Het overleg begon pas op {first_on}.", "The meetings began on {first_on} only.")


class CycleNotFound(NotFound):
    """There is no such cycle of meetings, or it is not yours."""

    code = "meeting-cycle-not-found"
    title = Text("Overlegcyclus niet gevonden", "Cycle of meetings not found")
    detail = Text("Er is geen overlegcyclus {id}.", "There is no cycle of meetings {id}.")
    mend = Text("Zoek op contract.", "Search by contract.")


class MeetingNotFound(NotFound):
    """There is no such meeting, or it is not yours."""

    code = "meeting-not-found"
    title = Text("Overleg niet gevonden", "Meeting not found")
    detail = Text("Er is geen overleg {id}.", "There is no meeting {id}.")
    mend = Text("Zoek op overlegcyclus of contract.", "Search by cycle or contract.")


class MeetingRefused(Refused):
    """The meeting, or its cycle, cannot be recorded like this; errors lists each point."""

    code = "meeting-refused"
    rule = "F-07"
    title = Text("Het overleg kan zo niet worden vastgelegd", "The meeting cannot be recorded like this")
    detail = Text("errors noemt elk punt.", "errors lists each point.")
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCycle:
    """How often a consultation is held and what always stands on its agenda."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    kind: MeetingKind
    name: str
    every: int
    rhythm: Rhythm
    first_on: date
    participants: list[str]
    standing_items: list[str]
    next_on: date


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A subject of the agenda, with the figure that it is about."""

    number: int
    subject: str
    indicator: str | None
    quarter: str | None
    report_id: UUID | None


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure that an item was about, as it stood when the meeting was recorded; None = not measured."""

    indicator: str
    quarter: str
    value: str | None
    narrative: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed, who does it, before when, and whether it was done."""

    number: int
    description: str
    responsible: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class DiscussedCase:
    """A case that was discussed, without anything that leads to a person."""

    theme: str
    lesson: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A consultation that was held; `due_on` is the day on which it should have been."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    cycle_id: UUID
    contract_id: UUID
    kind: MeetingKind
    held_on: date
    due_on: date
    present: list[str]
    agenda: list[AgendaItem]
    figures: list[Figure]
    agreements: list[Agreement]
    cases: list[DiscussedCase]


def next_after(first_on: date, every: int, rhythm: Rhythm, held_on: date) -> date:
    """The first day of the rhythm after a day: two-weekly from 5 January, held on the 20th, is the 2nd of February (G-07)."""
    if held_on < first_on:
        return first_on
    if rhythm is Rhythm.WEEKS:
        step = timedelta(weeks=every)
        return first_on + step * ((held_on - first_on) // step + 1)
    months = (held_on.year - first_on.year) * 12 + held_on.month - first_on.month
    count = max(months // every, 0)
    while add_months(first_on, count * every) <= held_on:
        count += 1
    return add_months(first_on, count * every)


def check_cycle(cycle: MeetingCycle, contract: ContractCopy) -> MeetingCycle:
    """The cycle as it may be. Raises MeetingRefused where somebody takes part who is no party to the contract."""
    known = {contract.owner, *contract.members, *contract.parties}
    faults = [
        FieldError(f"#/participants/{place}", "no-party", _NO_PARTY)
        for place, one in enumerate(cycle.participants)
        if one not in known
    ]
    if not cycle.participants:
        faults.append(FieldError("#/participants", "nobody", _NOBODY))
    if faults:
        raise MeetingRefused(errors=tuple(faults))
    return cycle


def traces(text: str) -> list[str]:
    """What in a text leads to a person: e-mail, phone, address, date, number (F-07)."""
    return [kind for kind, found in _TRACES.items() if found.search(text)]


def check_meeting(
    meeting: Meeting, cycle: MeetingCycle, codes: Iterable[str], today: date, reports: Collection[UUID] = ()
) -> Meeting:
    """The meeting as it may be recorded; `reports` are those that its agenda may name. Raises MeetingRefused with every point."""
    known, faults = set(codes), []
    if meeting.held_on > today:
        faults.append(FieldError("#/heldOn", "day-ahead", _FUTURE))
    if meeting.held_on < cycle.first_on:
        faults.append(FieldError("#/heldOn", "before-cycle", _filled(_BEFORE, first_on=cycle.first_on)))
    for place, oin in enumerate(meeting.present):
        if oin not in cycle.participants:
            faults.append(FieldError(f"#/present/{place}", "no-participant", _STRANGER))
    for place, item in enumerate(meeting.agenda):
        if (item.indicator is None) != (item.quarter is None):
            faults.append(FieldError(f"#/agenda/{place}/indicator", "indicator-and-quarter", _HALF))
        if item.indicator is not None and item.indicator not in known:
            faults.append(FieldError(f"#/agenda/{place}/indicator", "indicator-unknown", _UNKNOWN))
        if item.report_id is not None and item.report_id not in reports:
            faults.append(FieldError(f"#/agenda/{place}/reportId", "report-unknown", _NO_REPORT))
    faults += [*_twice("agenda", meeting.agenda), *_agreements(meeting.agreements, cycle, today)]
    for place, case in enumerate(meeting.cases):
        for name in ("theme", "lesson"):
            found = traces(getattr(case, name))
            if found:
                said = _filled(_TRACE, kind=", ".join(found))
                faults.append(FieldError(f"#/cases/{place}/{name}", "leads-to-a-person", said, rule="F-07"))
    if faults:
        raise MeetingRefused(errors=tuple(faults))
    return meeting


def check_agreements(agreements: Sequence[Agreement], cycle: MeetingCycle, today: date) -> None:
    """Raise MeetingRefused where the agreements of a meeting cannot be like this."""
    faults = _agreements(agreements, cycle, today)
    if faults:
        raise MeetingRefused(errors=tuple(faults))


def _agreements(agreements: Sequence[Agreement], cycle: MeetingCycle, today: date) -> list[FieldError]:
    faults = _twice("agreements", agreements)
    for place, one in enumerate(agreements):
        if one.responsible not in cycle.participants:
            faults.append(FieldError(f"#/agreements/{place}/responsible", "no-participant", _STRANGER))
        if one.done_on is not None and one.done_on > today:
            faults.append(FieldError(f"#/agreements/{place}/doneOn", "day-ahead", _FUTURE))
    return faults


def _filled(text: Text, **facts: object) -> Text:
    return Text(text.render("nl", facts), text.render("en", facts))


def _twice(name: str, items: Sequence[AgendaItem] | Sequence[Agreement]) -> list[FieldError]:
    numbers = [one.number for one in items]
    return [
        FieldError(f"#/{name}/{place}/number", "number-twice", _TWICE)
        for place, number in enumerate(numbers)
        if number in numbers[:place]
    ]


def with_figures(
    meeting: Meeting, measured: Mapping[tuple[str, str], tuple[str | None, str | None]]
) -> Meeting:
    """The meeting with the figures of its agenda; `measured` gives value and narrative by indicator and quarter."""
    figures = [
        Figure(item.indicator, item.quarter, *measured.get((item.indicator, item.quarter), (None, None)))
        for item in meeting.agenda
        if item.indicator is not None and item.quarter is not None
    ]
    return replace(meeting, figures=figures)
