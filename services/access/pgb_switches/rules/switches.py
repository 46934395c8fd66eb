"""When a switch to a PGB can be recorded and answered, and how many there are (N-138, R-A41, F-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.decisions.rules import Decision
from services.access.decisions.rules.decision import Remedies, remedies_of
from services.access.pgb_switches.rules.answering import Answering, running_fault
from services.access.referrals.rules import Referral, RequestWithoutContract
from services.access.requests.rules import Request
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.care_courses import PgbReason, PgbState
from shared.values.suppression import publish
from shared.values.terms import Law, ReferralState

REQUESTED = Sentence(
    "pgb-switch.requested",
    nl="De inwoner vroeg op {requested_on} om een PGB in plaats van het aanbod van het contract ({reason}).",
    en="On {requested_on} the citizen asked for a PGB instead of the contract's supply ({reason}).",
)
GRANTED = Sentence(
    "pgb-switch.granted",
    nl="Toegekend op {answered_on}; het PGB gaat in op {result}.",
    en="Granted on {answered_on}; the PGB starts on {result}.",
)
REFUSED = Sentence(
    "pgb-switch.refused",
    nl="Geweigerd op {answered_on}: de zorg in natura blijft.",
    en="Refused on {answered_on}: care in kind remains.",
)
WITHDRAWN = Sentence(
    "pgb-switch.withdrawn",
    nl="Ingetrokken op {answered_on}: de inwoner ziet ervan af.",
    en="Withdrawn on {answered_on}: the citizen does not want it any more.",
)
LEFT = Sentence(
    "pgb-switch.left",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de vraag is hier gesloten.",
    en="From {moved_on} on the citizen lives in another municipality: the question was closed here.",
)


class PgbSwitchNotFound(NotFound):
    """There is no such switch, or it is not yours."""

    code = "pgb-switch-not-found"
    title = Text("Overstap naar een PGB niet gevonden", "PGB switch not found")
    detail = Text("Er is geen overstap {id}.", "There is no PGB switch {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class PgbSwitchRefused(Refused):
    """The switch cannot be: `errors` has every reason."""

    code = "pgb-switch-refused"
    rule = "R-A41"
    title = Text("De overstap kan zo niet", "The switch cannot be like this")
    detail = Text(
        "Een overstap is gevraagd op of na {contact_on} en niet na {today}, en gaat niet in voordat erom is gevraagd of zolang zorg in natura voor het product loopt.",
        "A switch is asked for on or after {contact_on} and not after {today}, and does not start before that or while care in kind for the product runs.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class PgbSwitchAnswered(Refused):
    """A switch is answered once, and a question leads to one at most."""

    code = "pgb-switch-answered"
    rule = "R-A41"
    title = Text("Over deze overstap is al beslist", "This switch was answered already")
    detail = Text("De overstap {id} staat op {state}.", "The switch {id} is {state}.")
    mend = Text(
        "Er is niets meer te doen; na een weigering of intrekking kan de inwoner het opnieuw vragen.",
        "Nothing is left to do; after a refusal or a withdrawal the citizen may ask again.",
    )


_WRONG = {
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "before-contact": Text(
        "Het eerste contact was op {contact_on}.", "The first contact was on {contact_on}."
    ),
    "before-request": Text(
        "Erom gevraagd is op {requested_on}.", "It was asked for on {requested_on}."
    ),
}  # fmt: skip


_OBJECTIONABLE = (PgbState.GRANTED, PgbState.REFUSED)


@dataclass(frozen=True, slots=True)
class PgbSwitch:
    """A switch to a PGB; `switched_on` is the first day with it, `note` is None once the citizen is erased."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID
    decision_id: UUID | None
    law: Law
    provider: str | None
    allocation_number: int | None
    requested_on: date
    reason: PgbReason
    note: str | None
    state: PgbState = PgbState.REQUESTED
    answered_on: date | None = None
    switched_on: date | None = None
    answered_by: str | None = None
    mandate_id: UUID | None = None
    objection_until: date | None = None

    @property
    def remedies(self) -> Remedies | None:
        """What the citizen can do who disagrees; None while it was not granted or refused (F-12)."""
        return remedies_of(self.objection_until) if self.state in _OBJECTIONABLE else None


@dataclass(frozen=True, slots=True)
class Counted:
    """The citizens of a contract in a quarter: all, those who asked for a PGB in it, those who switched in it."""

    clients: int
    requested: int
    switched: int


@dataclass(frozen=True, slots=True)
class PgbSwitchCounts:
    """What may be shown of the counts; None is left out (F-08)."""

    contract_id: UUID
    quarter: str
    clients: int | None
    requested: int | None
    switched: int | None
    share_basis_points: int | None
    suppressed: bool


def request_switch(
    request: Request,
    decision: Decision | None,
    referrals: Sequence[Referral],
    before: Sequence[PgbSwitch],
    *,
    requested_on: date,
    reason: PgbReason,
    note: str | None,
    granted_on: date | None,
    external_reference: str | None,
    today: date,
    answering: Answering | None = None,
) -> tuple[PgbSwitch, Derivation]:
    """A switch of the citizen of a request from its contract; `before` are the request's switches so far.

    The provider is that of the decision, or of the referral that was accepted. With `granted_on` it is granted at once, by
    who is `answering`.
    Raises RequestWithoutContract, PgbSwitchAnswered, PgbSwitchRefused.
    """
    if request.contract_id is None:
        raise RequestWithoutContract()
    for earlier in before:
        if earlier.state in (PgbState.REQUESTED, PgbState.GRANTED):
            raise PgbSwitchAnswered(id=earlier.id, state=earlier.state)
    wrong = []
    if requested_on > today:
        wrong.append(("#/requestedOn", "in-future"))
    if requested_on < request.contact_on:
        wrong.append(("#/requestedOn", "before-contact"))
    if granted_on is not None and granted_on < requested_on:
        wrong.append(("#/grantedOn", "before-request"))
    _refuse(wrong, contact_on=request.contact_on, requested_on=requested_on, today=today)
    accepted = next((one for one in referrals if one.state is ReferralState.ACCEPTED), None)
    made = PgbSwitch(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=external_reference,
        parties=[],
        request_id=request.id,
        citizen_id=request.citizen_id,
        contract_id=request.contract_id,
        decision_id=None if decision is None else decision.id,
        law=request.law,
        provider=(decision or accepted).provider if decision or accepted else None,  # type: ignore[union-attr]
        allocation_number=None if decision is None else decision.allocation_number,
        requested_on=requested_on,
        reason=reason,
        note=note,
    )
    why = Derivation().because("R-A41", REQUESTED, requested_on=requested_on, reason=reason)
    if granted_on is None:
        return made, why
    assert answering is not None, "somebody grants"
    _check_beside(made, granted_on, answering, "grantedOn")
    given, because = answering.objection(today)
    granted = replace(made, state=PgbState.GRANTED, answered_on=today, switched_on=granted_on, **given)  # type: ignore[arg-type]
    return granted, why.because("R-A41", GRANTED, granted_on, answered_on=today).merge(because)


def grant(
    known: PgbSwitch, switched_on: date, answering: Answering, told: Derivation
) -> tuple[PgbSwitch, Derivation]:
    """The citizen gets the PGB from a day on, on which care in kind for the product has ended (OP043).

    Raises PgbSwitchAnswered, PgbSwitchRefused.
    """
    _check_open(known)
    today = answering.today
    if switched_on < known.requested_on:
        wrong = [("#/switchedOn", "before-request")]
        _refuse(wrong, contact_on=known.requested_on, requested_on=known.requested_on, today=today)
    _check_beside(known, switched_on, answering, "switchedOn")
    answered, why = _decided(known, PgbState.GRANTED, answering)
    granted = replace(answered, switched_on=switched_on)
    return granted, told.because("R-A41", GRANTED, switched_on, answered_on=today).merge(why)


def refuse(known: PgbSwitch, answering: Answering, told: Derivation) -> tuple[PgbSwitch, Derivation]:
    """The citizen does not get it, and may object to that (F-12). Raises PgbSwitchAnswered."""
    _check_open(known)
    refused, why = _decided(known, PgbState.REFUSED, answering)
    return refused, told.because("R-A41", REFUSED, answered_on=answering.today).merge(why)


def withdraw(known: PgbSwitch, today: date, told: Derivation) -> tuple[PgbSwitch, Derivation]:
    """The citizen wants it no longer. Raises PgbSwitchAnswered."""
    _check_open(known)
    return _answered(known, PgbState.WITHDRAWN, today), told.because("R-A41", WITHDRAWN, answered_on=today)


def leave(known: PgbSwitch, moved_on: date, today: date, told: Derivation) -> tuple[PgbSwitch, Derivation]:
    """An open switch of a citizen who moved: closed here (R-A56)."""
    return _answered(known, PgbState.WITHDRAWN, today), told.because("R-A56", LEFT, moved_on=moved_on)


def switch_counts(contract_id: UUID, quarter: str, found: Counted, *, limit: int) -> PgbSwitchCounts:
    """The counts of a contract and quarter, the share rounded down: 30 of 1,500 is 200 basis points (R-A41).

    Below the `limit` counts are left out with those that would give them back (F-08); 0 leaves nothing out.
    """
    shown = publish((found.switched, found.clients - found.switched), limit)
    asked = publish((found.requested, found.clients - found.requested), limit)
    clients, switched = shown.total, shown.parts[0]
    share = None
    if clients and switched is not None:
        share = switched * 10_000 // clients
    return PgbSwitchCounts(
        contract_id=contract_id,
        quarter=quarter,
        clients=clients,
        requested=asked.parts[0],
        switched=switched,
        share_basis_points=share,
        suppressed=shown.suppressed or asked.suppressed,
    )


def _check_open(known: PgbSwitch) -> None:
    if known.state is not PgbState.REQUESTED:
        raise PgbSwitchAnswered(id=known.id, state=known.state)


def _answered(known: PgbSwitch, state: PgbState, today: date) -> PgbSwitch:
    return replace(known, version=known.version + 1, state=state, answered_on=max(today, known.requested_on))


def _decided(known: PgbSwitch, state: PgbState, answering: Answering) -> tuple[PgbSwitch, Derivation]:
    """Granted or refused, by somebody with a mandate and open to objection (R-A03, F-12)."""
    answered = _answered(known, state, answering.today)
    assert answered.answered_on is not None, "it is answered"
    given, why = answering.objection(answered.answered_on)
    return replace(answered, **given), why  # type: ignore[arg-type]


def _check_beside(switch: PgbSwitch, switched_on: date, answering: Answering, field: str) -> None:
    running = answering.beside(switch, switched_on)
    if running is not None:
        raise PgbSwitchRefused(
            errors=(running_fault(field),), allocation_number=running.allocation_number,
            contact_on=switch.requested_on, today=answering.today,
        )  # fmt: skip


def _refuse(wrong: Sequence[tuple[str, str]], **facts: object) -> None:
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule="R-A41") for at, code in wrong)
        raise PgbSwitchRefused(errors=errors, **facts)
