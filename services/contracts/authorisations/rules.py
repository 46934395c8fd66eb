"""Who may let whom act for it, in which role and with which scopes, and how that ends (F-06, F-26)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from shared.errors import FieldError, NotAllowed, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.terms import ActorKind, HolderRole, Scope

# Whom only a municipality or a region lets see its rows: a provider has no say over citizens' cases.
OF_MUNICIPALITIES = frozenset({HolderRole.OMBUDS, HolderRole.ARBITER, HolderRole.INSURER, HolderRole.PORTAL})
WITHDRAWN = Sentence(
    "authorisation.withdrawn",
    nl="De machtiging van {holder} is op {result} ingetrokken en geldt vanaf dat moment niet meer.",
    en="The authorisation of {holder} was withdrawn on {result} and holds no longer from that moment.",
)


class Given(Protocol):
    """An authorisation as it is asked."""

    @property
    def external_reference(self) -> str | None: ...
    @property
    def holder(self) -> str: ...
    @property
    def role(self) -> HolderRole: ...
    @property
    def scopes(self) -> list[Scope]: ...
    @property
    def citizen_id(self) -> UUID | None: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Authorisation:
    """The right of `holder` to act for `owner` in a role, from the first day to the last (None: until withdrawn)."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    holder: str
    kind: ActorKind
    principal_kind: ActorKind
    scopes: list[str]
    citizen_id: UUID | None
    valid_from: date
    valid_until: date | None
    withdrawn_on: date | None

    @property
    def role(self) -> HolderRole:
        """In which role the holder acts."""
        return HolderRole(self.kind)

    @property
    def principal_role(self) -> ActorKind:
        """In which role it was given."""
        return self.principal_kind

    @property
    def take_snapshot(self) -> bool:
        """Whether the holder is to begin with a snapshot of what it may see."""
        return self.withdrawn_on is None

    def is_over(self, today: date) -> bool:
        """Whether it was withdrawn, or its last day has passed."""
        return self.withdrawn_on is not None or (self.valid_until is not None and self.valid_until < today)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who gives an authorisation: its OIN, the role of its token, and the scopes that it holds itself."""

    organisation: str
    kind: ActorKind
    scopes: Collection[str]


class AuthorisationNotFound(NotFound):
    """There is no such authorisation, or it is not yours."""

    code = "authorisation-not-found"
    title = Text("Machtiging niet gevonden", "Authorisation not found")
    detail = Text("Er is geen machtiging {id}.", "There is no authorisation {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op gemachtigde.", "Check the identifier, or search by holder."
    )


class AuthorisationRefused(Refused):
    """This cannot be given, or not to this holder; `errors` names every reason."""

    code = "authorisation-refused"
    rule = "F-06"
    title = Text("De machtiging wordt niet gegeven", "The authorisation is not given")
    detail = Text(
        "Deze machtiging kan zo niet worden gegeven; zie errors.",
        "This authorisation cannot be given like this; see errors.",
    )
    mend = Text(
        "Herstel elk punt in errors; docs/rights.md zegt wat elke rol kan gebruiken.",
        "Mend each point in errors; docs/rights.md says what each role can use.",
    )


class AuthorisationExists(Refused):
    """The same holder has the same rights already on some of these days."""

    code = "authorisation-exists"
    rule = "F-06"
    title = Text("Deze machtiging is er al", "This authorisation exists already")
    detail = Text(
        "Machtiging {id} geeft hetzelfde van {valid_from} tot en met {valid_until}.",
        "Authorisation {id} gives the same from {valid_from} up to and including {valid_until}.",
    )
    mend = Text(
        "Laat haar lopen, of trek haar eerst in; kies anders dagen die daarna liggen.",
        "Let it run, or withdraw it first; else choose days that lie after it.",
    )


class AuthorisationOver(Refused):
    """There is nothing left to withdraw."""

    code = "authorisation-over"
    rule = "F-06"
    title = Text("De machtiging geldt al niet meer", "The authorisation holds no longer")
    detail = Text("Machtiging {id} eindigde op {ended_on}.", "Authorisation {id} ended on {ended_on}.")
    mend = Text("Er is niets te doen.", "There is nothing to do.")


class PrincipalOnly(NotAllowed):
    """Only who gave an authorisation takes it back."""

    code = "principal-only"
    rule = "F-06"
    title = Text("Alleen voor de machtigingsgever", "For the principal only")
    detail = Text(
        "Deze machtiging is van {owner}; alleen die trekt haar in.",
        "This authorisation is {owner}'s, which alone withdraws it.",
    )
    mend = Text("Vraag het aan de machtigingsgever.", "Ask the principal.")


_SENTENCES = {
    "holder-self": Text(
        "Wie machtigt kan niet de gemachtigde zijn.", "Who authorises cannot be the holder itself."
    ),
    "role-of-municipality": Text(
        "Deze rol geeft alleen een gemeente of regio.", "Only a municipality or a region gives this role."
    ),
    "scope-not-held": Text("Uw eigen token mag {scope} niet.", "Your own token does not hold {scope}."),
    "scope-never-used": Text("Rol {role} kan {scope} nooit gebruiken.", "Role {role} can never use {scope}."),
    "starts-in-past": Text(
        "De eerste dag ligt voor vandaag ({today}).", "The first day lies before today ({today})."
    ),
}


def _fault(field: str, code: str, **facts: object) -> FieldError:
    said = _SENTENCES[code]
    return FieldError(f"#/{field}", code, Text(said.nl.format(**facts), said.en.format(**facts)), rule="F-06")


def faults_of(
    given: Given, principal: Principal, usable: Collection[str], today: date
) -> tuple[FieldError, ...]:
    """Everything that stands in the way of an authorisation; `usable` are the scopes that its role can use at all."""
    found = []
    if given.holder == principal.organisation:
        found.append(_fault("holder", "holder-self"))
    if given.role in OF_MUNICIPALITIES and principal.kind is ActorKind.PROVIDER:
        found.append(_fault("role", "role-of-municipality"))
    for place, scope in enumerate(given.scopes):
        if scope not in usable:
            found.append(_fault(f"scopes/{place}", "scope-never-used", role=given.role, scope=scope))
        elif scope not in principal.scopes:
            found.append(_fault(f"scopes/{place}", "scope-not-held", scope=scope))
    if given.valid_from < today:
        found.append(_fault("validFrom", "starts-in-past", today=today))
    return tuple(found)


def grant(
    given: Given,
    principal: Principal,
    usable: Collection[str],
    known: Iterable[Authorisation],
    today: date,
) -> Authorisation:
    """A new authorisation; `known` are those that the principal gave this holder before.

    Raises AuthorisationRefused with every reason, and AuthorisationExists.
    """
    faults = faults_of(given, principal, usable, today)
    if faults:
        raise AuthorisationRefused(errors=faults)
    made = Authorisation(
        id=new_id(),
        version=1,
        owner=principal.organisation,
        external_reference=given.external_reference,
        parties=_parties(principal, given.holder),
        holder=given.holder,
        kind=ActorKind(given.role),
        principal_kind=principal.kind,
        scopes=sorted(given.scopes),
        citizen_id=given.citizen_id,
        valid_from=given.valid_from,
        valid_until=given.valid_until,
        withdrawn_on=None,
    )
    for one in known:
        if one.withdrawn_on is None and _same(one, made) and _overlap(one, made):
            raise AuthorisationExists(
                id=one.id, valid_from=one.valid_from, valid_until=one.valid_until or "∞"
            )
    return made


def _parties(principal: Principal, holder: str) -> list[str]:
    """Who sees it beside its owner: the holder, and a principal that sees as a party only.

    A purchaser sees it as its owner: were it a party too, every lesser role of its organisation would see whose cases it gave.
    """
    as_owner = principal.kind in (ActorKind.PURCHASER, ActorKind.REGION)
    return [holder] if as_owner else sorted({principal.organisation, holder})


def _same(one: Authorisation, other: Authorisation) -> bool:
    """Whether both give one holder the same: role, scopes and, for an ombuds officer, the case."""
    names = ("owner", "holder", "kind", "scopes", "citizen_id")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _overlap(one: Authorisation, other: Authorisation) -> bool:
    return one.valid_from <= (other.valid_until or date.max) and other.valid_from <= (
        one.valid_until or date.max
    )


def withdraw(authorisation: Authorisation, today: date) -> tuple[Authorisation, Derivation]:
    """Take it back, at once and for good. Raises AuthorisationOver."""
    if authorisation.is_over(today):
        ended = authorisation.withdrawn_on or authorisation.valid_until
        raise AuthorisationOver(id=authorisation.id, ended_on=ended)
    why = Derivation().because("F-06", WITHDRAWN, today, holder=authorisation.holder)
    return replace(authorisation, version=authorisation.version + 1, withdrawn_on=today), why
