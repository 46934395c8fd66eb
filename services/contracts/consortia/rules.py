"""When a consortium is one: members with roles, one lead for payment (R-C11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.arrangements import ProvidersRelation
from shared.values.terms import MemberRole

COMPOSED = Sentence(
    "consortium.composed",
    nl="Het samenwerkingsverband heeft {members} leden: {main} hoofdaannemers en {sub} onderaannemers.",
    en="The consortium has {members} members: {main} main contractors and {sub} subcontractors.",
)
LEAD = Sentence(
    "consortium.lead",
    nl="De penvoerder, die de betalingen ontvangt, is {oin}.",
    en="The lead for payment is {oin}.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """A member with its role; the lead receives the payments."""

    oin: str
    role: MemberRole
    payment_lead: bool = False


@dataclass(frozen=True, slots=True)
class Consortium:
    """Providers that take on a contract together; its members are its parties; the overhead they share is in cents a year."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    start_date: date
    members: list[Member]
    providers_relation: ProvidersRelation | None = None
    shared_overhead: bool | None = None
    shared_overhead_cents: int | None = None


class ConsortiumNotFound(NotFound):
    """There is no such consortium, or it is not yours."""

    code = "consortium-not-found"
    title = Text("Samenwerkingsverband niet gevonden", "Consortium not found")
    detail = Text("Er is geen samenwerkingsverband {id}.", "There is no consortium {id}.")
    mend = Text("Controleer het kenmerk of registreer het.", "Check the identifier or register it.")


class ConsortiumInvalid(Refused):
    """The members do not make a consortium; errors lists every reason."""

    code = "consortium-invalid"
    rule = "R-C11"
    title = Text("Geen geldig samenwerkingsverband", "Not a valid consortium")
    detail = Text(
        "Met deze leden is het geen samenwerkingsverband; errors noemt de punten.",
        "These members do not make a consortium; errors lists the points.",
    )
    mend = Text(
        "Noem elk lid één keer, ten minste één hoofdaannemer en precies één penvoerder.",
        "Name every member once, at least one main contractor and exactly one lead for payment.",
    )


_NO_MAIN = Text("Er is geen hoofdaannemer.", "There is no main contractor.")
_LEADS = Text("Er zijn {leads} penvoerders in plaats van één.", "There are {leads} leads instead of one.")
_TWICE = Text("Dit lid staat er meer dan eens in.", "This member is listed more than once.")


def compose(members: Sequence[Member]) -> Derivation:
    """Check the members and say what they make: Alphen has 8, of which 4 main and 4 sub (R-C11, G-56).

    Raises ConsortiumInvalid with every reason at once.
    """
    counts = Counter(member.oin for member in members)
    leads = [member.oin for member in members if member.payment_lead]
    main = sum(member.role is MemberRole.MAIN for member in members)
    errors = [
        FieldError(f"#/members/{index}/oin", "member-twice", _TWICE, rule="R-C11")
        for index, member in enumerate(members)
        if counts[member.oin] > 1
    ]
    if main == 0:
        errors.append(FieldError("#/members", "main-contractor-missing", _NO_MAIN, rule="R-C11"))
    if len(leads) != 1:
        errors.append(FieldError("#/members", "payment-lead-not-one", _LEADS, rule="R-C11"))
    if errors:
        raise ConsortiumInvalid(errors=tuple(errors), leads=len(leads))
    return (
        Derivation()
        .because("R-C11", COMPOSED, members=len(members), main=main, sub=len(members) - main)
        .because("R-C11", LEAD, oin=leads[0])
    )
