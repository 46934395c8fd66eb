"""When an access decision may be taken, and until when one may object (R-A03, R-A06, R-A19, R-A27, R-A29)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.access.mandates.rules import LAW_NAMES, Mandate
from services.access.requests.rules import Request
from shared.errors import FieldError, InvalidInput, NotFound, Refused, Text
from shared.values import CALENDAR, Derivation, Sentence, YearNotKnown, new_id
from shared.values.terms import Law, ProvisionType, RequestState

TAILOR_MADE = Sentence(
    "decision.tailor-made",
    nl="Het gaat om een maatwerkvoorziening: daarop hoort een beschikking.",
    en="This is a tailor-made provision: it takes a decision.",
)
MANDATED = Sentence(
    "decision.mandated",
    nl="De beslisser heeft op {decided_on} mandaat {mandate_id} voor de {law_name}, geldig van {valid_from} tot en met {valid_until}.",
    en="On {decided_on} the decider holds mandate {mandate_id} for the {law_name}, valid from {valid_from} up to and including {valid_until}.",
)
MANDATED_OPEN = Sentence(
    "decision.mandated-open",
    nl="De beslisser heeft op {decided_on} mandaat {mandate_id} voor de {law_name}, geldig vanaf {valid_from} zonder einddatum.",
    en="On {decided_on} the decider holds mandate {mandate_id} for the {law_name}, valid from {valid_from} without an end.",
)
NOT_RETROACTIVE = Sentence(
    "decision.not-retroactive",
    nl="De toewijzing begint op {start_date}, niet vóór het besluit van {decided_on}.",
    en="The allocation starts on {start_date}, not before the decision of {decided_on}.",
)
ACUTE = Sentence(
    "decision.acute",
    nl="De toewijzing begint op {start_date}, vóór het besluit van {decided_on}: dat mag omdat de zorg acuut is; toets het achteraf.",
    en="The allocation starts on {start_date}, before the decision of {decided_on}: allowed because the care is acute; review it afterwards.",
)
UNDER_LAW = Sentence(
    "decision.under-law",
    nl="Toegekend op grond van de {law_name}, de wet van de melding; toewijzingnummer {allocation_number}.",
    en="Granted under the {law_name}, the law of the request; allocation number {allocation_number}.",
)
OBJECTION = Sentence(
    "decision.objection",
    nl="Bezwaar kan bij het college van burgemeester en wethouders tot en met {result}: zes weken vanaf de dag na de bekendmaking op {decided_on} (Awb 6:7 en 6:8), verlengd tot een werkdag (Atw 1).",
    en="Objection is open with the municipal executive up to and including {result}: six weeks from the day after the announcement on {decided_on} (Awb 6:7 and 6:8), extended to a working day (Atw 1).",
)
OBJECTION_NOT_KNOWN = Sentence(
    "decision.objection-not-known",
    nl="Bezwaar staat open bij het college van burgemeester en wethouders; de laatste dag is niet bekend, omdat de kalender het jaar {year} niet kent.",
    en="Objection is open with the municipal executive; its last day is not known, because the calendar does not know the year {year}.",
)

ENDED = Sentence(
    "decision.ended-by-move",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de toewijzing eindigt op {result}.",
    en="From {moved_on} on the citizen lives in another municipality: the allocation ends on {result}.",
)
LAPSED = Sentence(
    "decision.lapsed-by-move",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente, vóór de ingangsdatum {result}: de toewijzing vervalt (einddatum gelijk aan ingangsdatum, WJ756 code 13).",
    en="From {moved_on} on, before the start on {result}, the citizen lives in another municipality: the allocation lapses (end equal to start, WJ756 code 13).",
)


class DecisionNotFound(NotFound):
    """There is no such decision, or it is not yours."""

    code = "decision-not-found"
    title = Text("Besluit niet gevonden", "Decision not found")
    detail = Text("Er is geen besluit {id}.", "There is no decision {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class EndBeforeStart(InvalidInput):
    """The last day of the allocation lies before its first."""

    code = "end-before-start"
    title = Text("De einddatum ligt vóór de ingangsdatum", "The end lies before the start")
    detail = Text(
        "Van {start_date} tot en met {end_date} is geen periode.",
        "From {start_date} up to and including {end_date} is no period.",
    )
    mend = Text(
        "Geef een einddatum op of na de ingangsdatum.", "Give an end date on or after the start date."
    )


class NoDecisionOnGeneral(Refused):
    """A general provision has no decision (R-A27)."""

    code = "general-provision-without-decision"
    rule = "R-A27"
    title = Text("Een algemene voorziening kent geen beschikking", "A general provision has no decision")
    detail = Text(
        "Een beschikking gaat over een maatwerkvoorziening; een algemene voorziening is zonder beschikking toegankelijk.",
        "A decision is on a tailor-made provision; a general provision is open without one.",
    )
    mend = Text(
        "Verwijs de inwoner naar de aanbieder (referrals).", "Refer the citizen to the provider (referrals)."
    )


class RequestNotOpen(Refused):
    """The request was decided or referred before."""

    code = "request-not-open"
    rule = "R-A27"
    title = Text("De melding is al afgehandeld", "The request was handled already")
    detail = Text("De melding staat op {state}.", "The request is {state}.")
    mend = Text(
        "Leg voor een andere voorziening een nieuwe melding vast; een maatwerkvoorziening kan altijd worden aangevraagd (R-A28).",
        "Report a new request for another provision; a tailor-made provision may always be applied for (R-A28).",
    )


class StartBeforeDecision(Refused):
    """No allocation with retroactive effect (R-A06); `errors` names the earliest start."""

    code = "start-before-decision"
    rule = "R-A06"
    title = Text("Geen toewijzing met terugwerkende kracht", "No allocation with retroactive effect")
    detail = Text(
        "De ingangsdatum {startDate} ligt vóór het besluit; de vroegste ingangsdatum is {earliestStart}.",
        "The start {startDate} lies before the decision; the earliest start is {earliestStart}.",
    )
    mend = Text(
        "Kies een ingangsdatum vanaf {earliestStart}, of meld dat de zorg acuut is (acute).",
        "Choose a start from {earliestStart} on, or say that the care is acute (acute).",
    )


_EARLIEST = Text("De vroegste ingangsdatum is {earliestStart}.", "The earliest start is {earliestStart}.")


@dataclass(frozen=True, slots=True)
class Decision:
    """An access decision with its allocation; `end_date` is the last day, `objection_until` None is not known.

    `motivation` is None once the citizen is erased.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provision_type: ProvisionType
    product_category: str
    product_code: str | None
    provider: str
    allocation_number: int
    decided_on: date
    decided_by: str
    mandate_id: UUID
    start_date: date
    end_date: date | None
    volume: int
    unit: str
    frequency: str
    acute: bool
    objection_until: date | None
    motivation: str | None


@dataclass(frozen=True, slots=True)
class Grant:
    """What is to be granted, as the body of the request says it."""

    external_reference: str | None
    provision_type: ProvisionType
    product_category: str
    product_code: str | None
    provider: str
    start_date: date
    end_date: date | None
    volume: int
    unit: str
    frequency: str
    acute: bool
    motivation: str


def check_open(request: Request, grant: Grant) -> None:
    """Raise what refuses before anybody's mandate matters: EndBeforeStart, NoDecisionOnGeneral, RequestNotOpen."""
    if grant.end_date is not None and grant.end_date < grant.start_date:
        error = FieldError("#/endDate", "end-before-start", EndBeforeStart.detail)
        raise EndBeforeStart(errors=(error,), start_date=grant.start_date, end_date=grant.end_date)
    if grant.provision_type is not ProvisionType.TAILOR_MADE:
        raise NoDecisionOnGeneral()
    if request.state is not RequestState.RECEIVED:
        raise RequestNotOpen(state=request.state)


def decide(
    request: Request, grant: Grant, mandate: Mandate, *, number: int, decider: str, today: date
) -> tuple[Decision, Derivation]:
    """The decision on a request of which `check_open` and `find_mandate` found no fault, with its reasons.

    `number` is the allocation number. Care is acute when the request or the decision says so. Raises StartBeforeDecision.
    """
    acute = grant.acute or request.acute
    if grant.start_date < today and not acute:
        error = FieldError("#/startDate", "earliestStart", _EARLIEST, rule="R-A06")
        raise StartBeforeDecision(errors=(error,), startDate=grant.start_date, earliestStart=today)
    objection_until, objection = objection_term(today)
    decision = Decision(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=grant.external_reference,
        parties=[grant.provider],
        request_id=request.id,
        citizen_id=request.citizen_id,
        contract_id=request.contract_id,
        law=request.law,
        provision_type=grant.provision_type,
        product_category=grant.product_category,
        product_code=grant.product_code,
        provider=grant.provider,
        allocation_number=number,
        decided_on=today,
        decided_by=decider,
        mandate_id=mandate.id,
        start_date=grant.start_date,
        end_date=grant.end_date,
        volume=grant.volume,
        unit=grant.unit,
        frequency=grant.frequency,
        acute=acute,
        objection_until=objection_until,
        motivation=grant.motivation,
    )
    return decision, _grounds(decision, mandate).merge(objection)


def _grounds(decision: Decision, mandate: Mandate) -> Derivation:
    decided_on, start_date, law = decision.decided_on, decision.start_date, decision.law
    name = LAW_NAMES[law]
    mandated = MANDATED_OPEN if mandate.valid_until is None else MANDATED
    in_time = ACUTE if start_date < decided_on else NOT_RETROACTIVE
    return (
        Derivation()
        .because("R-A27", TAILOR_MADE)
        .because(
            "R-A03", mandated, decided_on=decided_on, law_name=name, mandate_id=mandate.id, mandate_version=mandate.version,
            valid_from=mandate.valid_from, valid_until=mandate.valid_until,
        )
        .because("R-A06", in_time, start_date=start_date, decided_on=decided_on, acute=decision.acute)
        .because("R-A19", UNDER_LAW, law=law, law_name=name, allocation_number=decision.allocation_number)
    )  # fmt: skip


def end_by_move(decision: Decision, moved_on: date, before: Derivation) -> tuple[Decision, Derivation]:
    """The decision of a citizen who moves: its allocation ends on the day before, or lapses when it would begin later (R-A56).

    `before` is why it was taken, to which this is added.
    """
    lapses = decision.start_date >= moved_on
    last = decision.start_date if lapses else moved_on - timedelta(days=1)
    ended = replace(decision, version=decision.version + 1, end_date=last)
    return ended, before.because("R-A56", LAPSED if lapses else ENDED, last, moved_on=moved_on)


def objection_term(announced_on: date) -> tuple[date | None, Derivation]:
    """The last day for an objection and why; None where the calendar does not know the year (R-A29, F-12).

    The decision is announced on the day it is taken.
    """
    try:
        last = CALENDAR.objection_deadline(announced_on)
    except YearNotKnown as unknown:
        return None, Derivation().because("R-A29", OBJECTION_NOT_KNOWN, year=unknown.year)
    return last, Derivation().because("R-A29", OBJECTION, last, decided_on=announced_on)
