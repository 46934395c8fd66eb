"""What a cooperation is in each of the three models, and which powers its host has on a day (N-37, R-C51)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.contracts.power_transfers.rules import PowerTransfer
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.parties import (
    ChoiceFactor,
    CooperationBasis,
    CooperationForm,
    CooperationModel,
    CooperationMotive,
)
from shared.values.terms import Law


@dataclass(frozen=True, slots=True)
class CooperationMember:
    """A municipality that takes part."""

    oin: str
    municipality_code: str


@dataclass(frozen=True, slots=True)
class WeightedFactor:
    """How heavily a factor weighs in the choice of the model (N-38)."""

    factor: ChoiceFactor
    weight: int
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class MotiveArgument:
    """A motive to purchase together, with what is meant by it (N-39)."""

    motive: CooperationMotive
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Municipalities that purchase together; the host contracts for them, in a network nobody does."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    model: CooperationModel
    host: str | None
    legal_form: CooperationForm | None
    legal_basis: CooperationBasis
    members: list[CooperationMember]
    factors: list[WeightedFactor]
    motives: list[MotiveArgument]
    valid_from: date
    valid_until: date | None
    complexity: int = 1


@dataclass(frozen=True, slots=True)
class MemberPowers:
    """For which laws a member lets the host contract, and for which not."""

    oin: str
    municipality_code: str
    laws: list[Law]
    missing: list[Law]


@dataclass(frozen=True, slots=True)
class CooperationPowers:
    """Which powers the host has on a day, member by member."""

    cooperation_id: UUID
    host: str | None
    day: date
    members: list[MemberPowers]


class CooperationNotFound(NotFound):
    """There is no such cooperation, or it is not yours."""

    code = "cooperation-not-found"
    title = Text("Samenwerking niet gevonden", "Cooperation not found")
    detail = Text("Er is geen samenwerking {id}.", "There is no cooperation {id}.")
    mend = Text("Controleer het kenmerk, of zoek op model.", "Check the identifier, or search by model.")


class CooperationRefused(Refused):
    """Host, members or form do not fit the model; errors lists every reason."""

    code = "cooperation-refused"
    rule = "N-37"
    title = Text("De samenwerking past niet in haar model", "The cooperation does not fit its model")
    detail = Text(
        "Gastheer, leden of rechtsvorm passen niet bij het model; errors noemt de punten.",
        "Host, members or legal form do not fit the model; errors lists the points.",
    )
    mend = Text(
        "Een netwerk heeft geen gastheer; een centrumgemeente is lid; een bureau heeft een rechtsvorm en is geen lid.",
        "A network has no host; a centre municipality is a member; a bureau has a legal form and is no member.",
    )


_NETWORK = Text(
    "In een netwerk contracteert elke gemeente zelf.", "In a network each municipality contracts itself."
)
_CENTRE = Text("De centrumgemeente is een van de leden.", "The centre municipality is one of the members.")
_BUREAU = Text("Het bureau staat naast de leden.", "The bureau stands beside the members.")
_FORM = Text(
    "Een bureau, en alleen een bureau, heeft een rechtsvorm: BV, coöperatie of stichting.",
    "A bureau, and only a bureau, has a legal form: company, cooperative or foundation.",
)
_TWICE = Text("Dit staat er meer dan eens in.", "This is listed more than once.")
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


def compose(cooperation: Cooperation) -> Cooperation:
    """A cooperation that fits its model, with its complexity and who may see it (N-37).

    Raises CooperationRefused with every reason at once.
    """
    members = [one.oin for one in cooperation.members]
    faults = _host(cooperation, members)
    if (cooperation.legal_form is not None) != (cooperation.model is CooperationModel.BUREAU):
        faults.append(FieldError("#/legalForm", "legal-form", _FORM, rule="N-37"))
    faults += _twice("members", members)
    faults += _twice("factors", [one.factor for one in cooperation.factors])
    faults += _twice("motives", [one.motive for one in cooperation.motives])
    if cooperation.valid_until is not None and cooperation.valid_until < cooperation.valid_from:
        faults.append(FieldError("#/validUntil", "period-reversed", _REVERSED, rule="N-101"))
    if faults:
        raise CooperationRefused(errors=tuple(faults))
    seen = {*members, cooperation.host or members[0]}
    return replace(cooperation, complexity=cooperation.model.complexity, parties=sorted(seen))


def _host(cooperation: Cooperation, members: Sequence[str]) -> list[FieldError]:
    host = cooperation.host
    match cooperation.model:
        case CooperationModel.NETWORK:
            wrong, told = host is not None, _NETWORK
        case CooperationModel.ACCOUNT_HOLDER:
            wrong, told = host not in members, _CENTRE
        case CooperationModel.BUREAU:
            wrong, told = host is None or host in members, _BUREAU
    return [FieldError("#/host", "host", told, rule="N-37")] if wrong else []


def _twice(name: str, listed: Sequence[str]) -> list[FieldError]:
    return [
        FieldError(f"#/{name}/{place}", "twice", _TWICE, rule="N-101")
        for place, one in enumerate(listed)
        if one in listed[:place]
    ]


def powers(cooperation: Cooperation, transfers: Iterable[PowerTransfer], day: date) -> CooperationPowers:
    """Which powers each member transferred to the host, and which not: what it may contract for on a day (R-C51).

    The centre municipality needs none of itself; in a network nobody has another's.
    """
    held = [one for one in transfers if one.holder == cooperation.host]
    told = []
    for member in cooperation.members:
        own = member.oin == cooperation.host
        laws = [
            law for law in Law if own or any(one.covers(member.municipality_code, law, day) for one in held)
        ]
        missing = [law for law in Law if law not in laws] if cooperation.host is not None else []
        told.append(MemberPowers(member.oin, member.municipality_code, laws, missing))
    return CooperationPowers(cooperation.id, cooperation.host, day, told)
