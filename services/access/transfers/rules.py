"""How a citizen moves from one municipality to another: what goes over, who may answer, and until when (R-A56)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.access.citizens.rules import Citizen, CitizenKnown, Personal, in_order
from shared.errors import FieldError, InvalidInput, NotAllowed, NotFound, Refused, Text
from shared.values import Derivation, Sentence, is_sound_oin, new_id
from shared.values.terms import PersonalField, Purpose, TransferState

# (inv.) The sources say "within the term" and give none: eight weeks, as the decision term of a youth file.
OFFER_DAYS = 56
# The lawful minimum: who it is and where that person lives; of need, contact and contribution the next one asks itself.
CARRIED = frozenset({Purpose.IDENTIFICATION, Purpose.RESIDENCE})

OFFERED = Sentence(
    "transfer.offered",
    nl="De inwoner woont vanaf {moved_on} in de gemeente {recipient}; de overdracht staat open tot en met {result}. Over gaan alleen gegevens voor identificatie en woonplaats: {field_count}.",
    en="From {moved_on} on the citizen lives in municipality {recipient}; the transfer is open up to and including {result}. Only data for identification and residence go over: {field_count}.",
)
ACCEPTED = Sentence(
    "transfer.accepted",
    nl="De gemeente {recipient} heeft de overdracht op {answered_on} aangenomen, onder een eigen pseudoniem.",
    en="Municipality {recipient} accepted the transfer on {answered_on}, under a surrogate of its own.",
)
WITHDRAWN = Sentence(
    "transfer.withdrawn",
    nl="De overdracht is op {answered_on} ingetrokken; de inwoner staat weer als inwoner te boek. Wat intussen is beëindigd herleeft niet.",
    en="The transfer was withdrawn on {answered_on}; the citizen is on the books again. What ended meanwhile does not revive.",
)
EXPIRED = Sentence(
    "transfer.expired",
    nl="De overdracht is niet aangenomen tot en met {expires_on}; wat erin zat is weg.",
    en="The transfer was not accepted up to and including {expires_on}; what was in it is gone.",
)

DROPPED = Sentence(
    "transfer.dropped",
    nl="De gemeente van vertrek kan de overdracht niet meer aanbieden; wat erin zat is weg.",
    en="The municipality of departure can offer the transfer no longer; what was in it is gone.",
)


class TransferNotFound(NotFound):
    """There is no such transfer, or it is not yours."""

    code = "transfer-not-found"
    title = Text("Overdracht niet gevonden", "Transfer not found")
    detail = Text("Er is geen overdracht {id}.", "There is no transfer {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class DepartureRefused(InvalidInput):
    """A citizen moves to another municipality, named by an OIN that can exist."""

    code = "departure-refused"
    rule = "R-A56"
    title = Text("Het vertrek kan zo niet", "The departure cannot be like this")
    detail = Text("Errors noemt wat er mis is.", "Errors names what is wrong.")
    mend = Text("Noem het OIN van de gemeente van vestiging.", "Name the OIN of the municipality of arrival.")


class DepartedAlready(Refused):
    """The citizen's departure was recorded, and its transfer is open or was accepted."""

    code = "citizen-departed"
    rule = "R-A56"
    title = Text("Het vertrek is al vastgelegd", "The departure was recorded already")
    detail = Text(
        "De inwoner vertrekt op {moved_on}; overdracht {id} staat op {state}.",
        "The citizen moves on {moved_on}; transfer {id} is {state}.",
    )
    mend = Text(
        "Trek eerst de overdracht in (POST /v1/transfers/{id}/withdrawal), als die nog openstaat.",
        "Withdraw the transfer first (POST /v1/transfers/{id}/withdrawal), if it is still open.",
    )


class RecipientOnly(NotAllowed):
    """Only the municipality to which the citizen moves accepts the transfer."""

    code = "recipient-only"
    rule = "R-A56"
    title = Text("Alleen voor de gemeente van vestiging", "For the municipality of arrival only")
    detail = Text(
        "Een overdracht wordt aangenomen door de gemeente aan wie zij is aangeboden.",
        "A transfer is accepted by the municipality to which it was offered.",
    )
    mend = Text("Vraag een token namens die gemeente.", "Ask for a token on behalf of that municipality.")


class SenderOnly(NotAllowed):
    """Only the municipality that offered a transfer withdraws it."""

    code = "sender-only"
    rule = "R-A56"
    title = Text("Alleen voor de gemeente van vertrek", "For the municipality of departure only")
    detail = Text(
        "Een overdracht wordt ingetrokken door de gemeente die haar aanbood.",
        "A transfer is withdrawn by the municipality that offered it.",
    )
    mend = Text("Vraag een token namens die gemeente.", "Ask for a token on behalf of that municipality.")


class TransferClosed(Refused):
    """The transfer was accepted or withdrawn before, or its term is over."""

    code = "transfer-closed"
    rule = "R-A56"
    title = Text("De overdracht staat niet meer open", "The transfer is open no more")
    detail = Text(
        "De overdracht staat op {state}; zij stond open tot en met {expires_on}.",
        "The transfer is {state}; it was open up to and including {expires_on}.",
    )
    mend = Text(
        "Vraag de gemeente van vertrek om haar opnieuw aan te bieden, of leg de inwoner zelf vast.",
        "Ask the municipality of departure to offer it again, or register the citizen yourself.",
    )


_OIN = Text("Dit OIN kan niet bestaan.", "This OIN cannot exist.")
_SELF = Text("De inwoner woont al in deze gemeente.", "The citizen lives in this municipality already.")
_OTHERWISE = Text("Dit kenmerk is van een andere inwoner.", "This reference is another citizen's.")


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer; `owner` offers it, `own_citizen_id` is the reader's own name for the citizen, and never the other side's."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    recipient: str
    moved_on: date
    state: TransferState
    offered_on: date
    expires_on: date
    answered_on: date | None
    fields: list[PersonalField]
    own_citizen_id: UUID | None = None
    external_reference: None = None

    @property
    def to(self) -> str:
        """The municipality of arrival, as it is called outside."""
        return self.recipient


@dataclass(frozen=True, slots=True)
class Person:
    """Whose data are touched at which municipality, for the processing log of each side."""

    owner: str
    citizen_id: UUID


def carried(personal: Personal) -> Personal:
    """What goes over: the fields that were recorded to identify a person or to know where that person lives."""
    return {field: stated for field, stated in personal.items() if stated.purpose in CARRIED}


def check_departure(owner: str, recipient: str) -> None:
    """Raise DepartureRefused unless the citizen goes to another municipality that can exist."""
    text = _SELF if recipient == owner else None if is_sound_oin(recipient) else _OIN
    if text is not None:
        raise DepartureRefused(errors=(FieldError("#/to", "recipient", text, rule="R-A56"),))


def depart(
    citizen: Citizen, before: Transfer | None, moved_on: date, recipient: str, today: date
) -> tuple[Citizen, Transfer, Derivation]:
    """The citizen who moves, and the transfer that is offered; `before` is the citizen's last transfer elsewhere.

    Raises DepartureRefused, DepartedAlready.
    """
    check_departure(citizen.owner, recipient)
    if before is not None and before.state in (TransferState.OFFERED, TransferState.ACCEPTED):
        raise DepartedAlready(id=before.id, moved_on=before.moved_on, state=before.state)
    transfer = Transfer(
        id=new_id(),
        version=1,
        owner=citizen.owner,
        parties=[recipient],
        recipient=recipient,
        moved_on=moved_on,
        state=TransferState.OFFERED,
        offered_on=today,
        expires_on=today + timedelta(days=OFFER_DAYS),
        answered_on=None,
        fields=list(carried(citizen.personal)),
        own_citizen_id=citizen.id,
    )
    moving = replace(
        citizen, version=citizen.version + 1, moved_on=moved_on, moved_to=recipient, departure_id=transfer.id
    )
    why = Derivation().because(
        "R-A56",
        OFFERED,
        transfer.expires_on,
        moved_on=moved_on,
        recipient=recipient,
        field_count=len(transfer.fields),
    )
    return moving, transfer, why


def _answer(transfer: Transfer, state: TransferState, on: date) -> Transfer:
    return replace(transfer, version=transfer.version + 1, state=state, answered_on=on)


def check_open(transfer: Transfer, today: date) -> None:
    """Raise TransferClosed unless the transfer can be answered today."""
    if transfer.state is not TransferState.OFFERED or today > transfer.expires_on:
        late = transfer.state is TransferState.OFFERED
        raise TransferClosed(
            state=TransferState.EXPIRED if late else transfer.state, expires_on=transfer.expires_on
        )


def accept(transfer: Transfer, today: date) -> tuple[Transfer, Derivation]:
    """The next municipality takes the citizen on. Raises TransferClosed."""
    check_open(transfer, today)
    why = Derivation().because("R-A56", ACCEPTED, recipient=transfer.recipient, answered_on=today)
    return _answer(transfer, TransferState.ACCEPTED, today), why


def withdraw(transfer: Transfer, today: date) -> tuple[Transfer, Derivation]:
    """The former municipality takes the offer back. Raises TransferClosed."""
    check_open(transfer, today)
    return _answer(transfer, TransferState.WITHDRAWN, today), Derivation().because(
        "R-A56", WITHDRAWN, answered_on=today
    )


def expire(transfer: Transfer, today: date) -> tuple[Transfer, Derivation]:
    """Nobody accepted in time."""
    why = Derivation().because("R-A56", EXPIRED, expires_on=transfer.expires_on)
    return _answer(transfer, TransferState.EXPIRED, today), why


def drop(transfer: Transfer) -> Derivation:
    """Why a transfer closed with the data of its citizen; the other municipality need not know that there was an erasure."""
    assert transfer.state is TransferState.EXPIRED
    return Derivation().because("R-A56", DROPPED)


def as_seen_by(transfer: Transfer, citizen: Citizen) -> Transfer:
    """The transfer with the surrogate that its reader knows the citizen by."""
    return replace(transfer, own_citizen_id=citizen.id)


def stay(citizen: Citizen) -> Citizen:
    """A citizen who does not move after all, or not there."""
    return replace(citizen, version=citizen.version + 1, moved_on=None, moved_to=None, departure_id=None)


def arrive(
    owner: str, reference: str, personal: Personal, transfer_id: UUID, known: Sequence[Citizen]
) -> tuple[Citizen, bool]:
    """The citizen at the municipality of arrival, and whether it is a new one, under a new random surrogate.

    `known` has this reference or this BSN. Who is known there already stays who it is, keeps its own data, gets what was
    still empty, and has not moved away (any more). Raises CitizenKnown when the reference is another person's.
    """
    new = Citizen(new_id(), 1, owner, reference, in_order(personal), arrival_id=transfer_id)
    if not known:
        return new, True
    person = next((one for one in known if one.bsn is not None and one.bsn == new.bsn), known[0])
    another = person.bsn is not None and new.bsn is not None and person.bsn != new.bsn
    if another or person.citizen_reference != reference:
        error = FieldError("#/citizenReference", "known-otherwise", _OTHERWISE, rule="R-A56")
        raise CitizenKnown(errors=(error,), id=person.id)
    filled: Mapping[PersonalField, object] = {**personal, **person.personal}
    arrived = replace(
        person,
        version=person.version + 1,
        personal=in_order(filled),  # type: ignore[arg-type]
        arrival_id=transfer_id,
        moved_on=None,
        moved_to=None,
        departure_id=None,
    )
    return arrived, False
