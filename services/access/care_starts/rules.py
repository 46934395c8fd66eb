"""When care may be reported as started, corrected and withdrawn (R-A06, R-A48, R-X07; TR326, TR071)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.care_orders.rules import CareOrder, is_valid, orders_of
from services.access.cases.rules import Case
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import CALENDAR, Derivation, Sentence, YearNotKnown, new_id
from shared.values.care_courses import CareState, CorrectionReason
from shared.values.terms import Law, ProvisionType

# Working days within which a provider tells that care began or ended (iWmo and iJw 305 and 307).
DAYS_TO_REPORT = 5

ALLOCATED = Sentence(
    "care-start.allocated",
    nl="De zorg begon op {start_date}, onder toewijzing {allocation_number} die ingaat op {first_day}.",
    en="Care began on {start_date}, under allocation {allocation_number} that starts on {first_day}.",
)
ACUTE = Sentence(
    "care-start.acute",
    nl="De zorg begon op {start_date}, vóór de ingangsdatum {first_day}: dat mag omdat zij acuut is; toets het achteraf.",
    en="Care began on {start_date}, before the start {first_day}: allowed because it is acute; review it afterwards.",
)
REFERRED = Sentence(
    "care-start.referred",
    nl="De zorg begon op {start_date}, onder de verwijzing van {first_day} die op {granted_on} is aanvaard.",
    en="Care began on {start_date}, under the referral of {first_day} that was accepted on {granted_on}.",
)
SPEED = Sentence(
    "care-start.speed",
    nl="Van het eerste contact op {contact_on} tot de eerste dag zorg: {result} kalenderdagen.",
    en="From the first contact on {contact_on} to the first day of care: {result} calendar days.",
)
IN_TIME = Sentence(
    "care-start.reported",
    nl="Gemeld op {reported_on}; de termijn van {norm_days} werkdagen liep tot en met {last_day}; op tijd: {result}.",
    en="Reported on {reported_on}; the term of {norm_days} working days ran up to and including {last_day}; in time: {result}.",
)
TERM_NOT_KNOWN = Sentence(
    "care-start.reported-not-known",
    nl="Gemeld op {reported_on}; de termijn van {norm_days} werkdagen is niet bekend, omdat de kalender het jaar {year} niet kent.",
    en="Reported on {reported_on}; the term of {norm_days} working days is not known, because the calendar does not know the year {year}.",
)
CORRECTED = Sentence(
    "care-start.corrected",
    nl="De melding is op {corrected_on} gecorrigeerd ({reason}).",
    en="The report was corrected on {corrected_on} ({reason}).",
)
WITHDRAWN = Sentence(
    "care-start.withdrawn",
    nl="De melding is op {withdrawn_on} ingetrokken ({reason}): deze zorg is niet gegeven, of staat er dubbel.",
    en="The report was withdrawn on {withdrawn_on} ({reason}): this care was not given, or stands here twice.",
)


class CareStartNotFound(NotFound):
    """There is no such start, or it is not yours."""

    code = "care-start-not-found"
    title = Text("Start niet gevonden", "Care start not found")
    detail = Text("Er is geen start {id}.", "There is no care start {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class CareStartRefused(Refused):
    """The start cannot be: `errors` has every reason."""

    code = "care-start-refused"
    rule = "R-X07"
    title = Text("De start kan zo niet", "The start cannot be like this")
    detail = Text(
        "Zorg begint eenmaal per keer, binnen de toewijzing (tenzij acuut) en niet na {today}; errors noemt wat er mis is.",
        "Care starts once at a time, within the allocation (unless acute) and not after {today}; errors names what is wrong.",
    )
    mend = Text(
        "Herstel de datum, of meld eerst de stop van de zorg die nog loopt (care-stops).",
        "Mend the date, or report first the stop of the care that still runs (care-stops).",
    )


class CareStartFixed(Refused):
    """A start that has a stop is not withdrawn (TR071); one that was withdrawn stays so."""

    code = "care-start-fixed"
    rule = "R-X07"
    title = Text("De start ligt vast", "The start is fixed")
    detail = Text("De start staat op {state}.", "The start is {state}.")
    mend = Text(
        "Trek eerst de stop in (care-stops); een ingetrokken start meldt u opnieuw.",
        "Withdraw the stop first (care-stops); report a withdrawn start again.",
    )


_WRONG = {
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "before-allocation": Text("De toewijzing gaat in op {first_day}, en de zorg is niet acuut.", "The allocation starts on {first_day}, and the care is not acute."),
    "before-order": Text("De zorgopdracht is later verzonden: levering is geldig vanaf {ordered}.", "The care order was sent later: delivery is valid from {ordered} on."),
    "after-allocation": Text("De toewijzing eindigt op {last_day}.", "The allocation ends on {last_day}."),
    "allocation-deleted": Text("De toewijzing is verwijderd.", "The allocation was deleted."),
    "care-runs": Text("Er loopt al zorg, sinds {since}.", "Care runs already, since {since}."),
    "overlaps": Text("Eerdere zorg duurde tot en met {until}.", "Earlier care lasted up to and including {until}."),
    "after-stop": Text("De zorg eindigde op {until}; zij begon niet later.", "Care ended on {until}; it did not begin later."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CareStart:
    """Care that started; `end_date` is its last day, None while it runs. The case is copied as it was when reported."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID | None
    citizen_id: UUID
    decision_id: UUID | None
    referral_id: UUID | None
    contract_id: UUID | None
    law: Law
    provider: str
    provision_type: ProvisionType
    product_category: str | None
    product_code: str | None
    allocation_number: int | None
    allocation_start_date: date | None
    contact_on: date
    granted_on: date
    start_date: date
    area: str | None
    team: str | None
    reported_on: date
    reported_by: str
    state: CareState
    end_date: date | None = None
    corrected_for: CorrectionReason | None = None
    allocation_id: UUID | None = None


def start(
    case: Case,
    before: Sequence[CareStart],
    start_date: date,
    *,
    area: str | None,
    team: str | None,
    external_reference: str | None,
    reported_by: str,
    today: date,
    orders: Sequence[CareOrder] = (),
) -> tuple[CareStart, Derivation]:
    """Care that began under a case; `before` are the case's starts so far. Raises CareStartRefused with every reason."""
    _check(case, before, start_date, today, orders)
    made = CareStart(
        id=new_id(),
        version=1,
        owner=case.owner,
        external_reference=external_reference,
        parties=[case.provider],
        request_id=case.request_id,
        citizen_id=case.citizen_id,
        decision_id=case.decision_id,
        referral_id=case.referral_id,
        contract_id=case.contract_id,
        law=case.law,
        provider=case.provider,
        provision_type=case.provision_type,
        product_category=case.product_category,
        product_code=case.product_code,
        allocation_number=case.allocation_number,
        allocation_start_date=case.allocation_start_date,
        contact_on=case.contact_on,
        granted_on=case.granted_on,
        start_date=start_date,
        area=area,
        team=team,
        reported_on=today,
        reported_by=reported_by,
        state=CareState.IN_CARE,
        allocation_id=case.allocation_id,
    )
    return made, _grounds(case, made).merge(reported(max(start_date, case.granted_on), today))


def correct(
    known: CareStart,
    case: Case,
    before: Sequence[CareStart],
    *,
    start_date: date,
    area: str | None,
    team: str | None,
    reason: CorrectionReason,
    today: date,
    orders: Sequence[CareOrder] = (),
) -> tuple[CareStart, Derivation]:
    """The start as it should have been reported; `before` are the case's other starts.

    Raises CareStartFixed for one that was withdrawn, CareStartRefused with every reason.
    """
    if known.state is CareState.WITHDRAWN:
        raise CareStartFixed(state=known.state)
    _check(case, before, start_date, today, orders, end_date=known.end_date)
    corrected = replace(
        known, version=known.version + 1, start_date=start_date, area=area, team=team, corrected_for=reason
    )
    why = _grounds(case, corrected).because("R-X07", CORRECTED, corrected_on=today, reason=reason)
    return corrected, why


def withdraw(
    known: CareStart, reason: CorrectionReason, today: date, before: Derivation
) -> tuple[CareStart, Derivation]:
    """A start that was reported in error; `before` explains it so far. Raises CareStartFixed when it has a stop (TR071)."""
    if known.state is not CareState.IN_CARE:
        raise CareStartFixed(state=known.state)
    gone = replace(known, version=known.version + 1, state=CareState.WITHDRAWN, corrected_for=reason)
    return gone, before.because("R-X07", WITHDRAWN, withdrawn_on=today, reason=reason)


def reported(happened_on: date, today: date) -> Derivation:
    """Whether what happened was reported within five working days; not known outside the calendar's years."""
    told = {"reported_on": today, "norm_days": DAYS_TO_REPORT}
    try:
        last = _after(happened_on, DAYS_TO_REPORT)
    except YearNotKnown as unknown:
        return Derivation().because("R-X07", TERM_NOT_KNOWN, year=unknown.year, **told)
    return Derivation().because("R-X07", IN_TIME, today <= last, last_day=last, **told)


def _after(day: date, working_days: int) -> date:
    for _ in range(working_days):
        day = CALENDAR.next_working_day(day)
    return day


def _check(
    case: Case,
    before: Sequence[CareStart],
    start_date: date,
    today: date,
    orders: Sequence[CareOrder],
    *,
    end_date: date | None = None,
) -> None:
    of_case = orders_of(orders, case.provider, case.decision_id)
    if case.allocation_id is not None:
        of_case = [one for one in of_case if one.allocation_id in (None, *case.numbers)]
    given = [one for one in before if one.state is not CareState.WITHDRAWN]
    open_since = next((one.start_date for one in given if one.state is CareState.IN_CARE), None)
    # What was corrected lies between its neighbours; what is new comes after all of them.
    until = max(
        (
            one.end_date
            for one in given
            if one.end_date is not None and one.end_date >= start_date and (end_date is None or one.start_date <= end_date)
        ),
        default=None,
    )  # fmt: skip
    wrong: list[str] = []
    if start_date > today:
        wrong.append("in-future")
    if start_date < case.first_day and not case.acute:
        wrong.append("before-allocation")
    # Without an order it is not known when care could begin; acute care waits for none (R-A05, R-A48).
    if of_case and not case.acute and not any(is_valid(one, start_date) for one in of_case):
        wrong.append("before-order")
    if case.deleted:
        wrong.append("allocation-deleted")
    elif case.last_day is not None and start_date > case.last_day:
        wrong.append("after-allocation")
    if open_since is not None and (end_date is None or end_date >= open_since):
        wrong.append("care-runs")
    if until is not None:
        wrong.append("overlaps")
    if end_date is not None and start_date > end_date:
        wrong.append("after-stop")
    if wrong:
        errors = tuple(FieldError("#/startDate", code, _WRONG[code], rule="R-X07") for code in wrong)
        raise CareStartRefused(
            errors=errors, today=today, first_day=case.first_day, last_day=case.last_day, since=open_since,
            until=until or end_date, ordered=min((one.earliest_delivery_on for one in of_case), default=None),
        )  # fmt: skip


def _grounds(case: Case, made: CareStart) -> Derivation:
    days = {"start_date": made.start_date, "first_day": case.first_day}
    if case.referral_id is not None:
        why = Derivation().because("R-X07", REFERRED, granted_on=case.granted_on, **days)
    elif made.start_date < case.first_day:
        why = Derivation().because("R-A48", ACUTE, **days)
    else:
        why = Derivation().because("R-X07", ALLOCATED, allocation_number=case.allocation_number, **days)
    return why.because("R-O16", SPEED, (made.start_date - case.contact_on).days, contact_on=case.contact_on)
