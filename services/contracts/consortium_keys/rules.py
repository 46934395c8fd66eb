"""How the members of a consortium divide a year: whole shares that make a whole, and what an amount comes to (R-C11, R-S56)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.contracts.consortia.rules import Consortium
from shared.errors import FieldError, NotAllowed, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence

WHOLE = 10_000
DIVIDED = Sentence(
    "consortium-key.divided",
    nl="De leden verdelen {year} onderling in {result} delen die samen 100 % zijn; de gemeente betaalt er niet anders door.",
    en="The members divide {year} among themselves in {result} parts that make 100 %; the municipality pays no differently.",
)


@dataclass(frozen=True, slots=True)
class KeyShare:
    """A member's part of the whole, in basis points."""

    oin: str
    basis_points: int


@dataclass(frozen=True, slots=True)
class ConsortiumKey:
    """How a consortium divides a year; its members are its parties."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    consortium_id: UUID
    year: int
    shares: list[KeyShare]


@dataclass(frozen=True, slots=True)
class MemberAmount:
    """What an amount comes to for a member, in cents."""

    oin: str
    basis_points: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class KeySplit:
    """An amount divided by a key."""

    consortium_id: UUID
    year: int
    amount_cents: int
    members: list[MemberAmount]


class ConsortiumKeyNotFound(NotFound):
    """There is no such key, or it is not yours."""

    code = "consortium-key-not-found"
    title = Text("Verdeelsleutel niet gevonden", "Key not found")
    detail = Text("Er is geen verdeelsleutel {id}.", "There is no key {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op samenwerkingsverband en jaar.",
        "Check the identifier, or search by consortium and year.",
    )


class ConsortiumKeyRefused(Refused):
    """The shares do not divide the whole over the members, or the year has a key; errors lists every reason."""

    code = "consortium-key-refused"
    rule = "R-C11"
    title = Text("De sleutel verdeelt het geheel niet", "The key does not divide the whole")
    detail = Text(
        "De delen zijn samen geen 100 % van de leden, of het jaar heeft al een sleutel; zie errors.",
        "The parts are not 100 % of the members together, or the year has a key already; see errors.",
    )
    mend = Text(
        "Noem elk lid één keer, met delen die samen precies 10.000 basispunten zijn.",
        "Name each member once, with parts that make exactly 10,000 basis points together.",
    )


class NotLead(NotAllowed):
    """Of the members, only the lead for payment enters the key."""

    code = "consortium-key-lead-only"
    rule = "R-C11"
    title = Text("Alleen voor penvoerder en opdrachtgever", "For the lead for payment and the purchaser only")
    detail = Text(
        "De sleutel wordt ingevoerd door de penvoerder of de opdrachtgever.",
        "The lead for payment or the purchaser enters the key.",
    )
    mend = Text("Laat de penvoerder de sleutel invoeren.", "Have the lead for payment enter the key.")


_SUM = Text("De delen zijn samen {total} basispunten.", "The parts make {total} basis points together.")
_TWICE = Text("Dit lid staat er meer dan eens in.", "This member is listed more than once.")
_STRANGER = Text("Dit is geen lid van het samenwerkingsverband.", "This is no member of the consortium.")
_LACKING = Text("Niet elk lid staat in de sleutel.", "Not every member is in the key.")
_THERE = Text(
    "Dit jaar heeft al een sleutel; wijzig die (PATCH).", "This year has a key already; change it (PATCH)."
)
TAKEN = FieldError("#/year", "year-taken", _THERE, rule="R-C11")


def check_enters(consortium: Consortium, organisation: str, *, purchaser: bool) -> None:
    """Refuse whoever is neither the purchaser nor the lead for payment. Raises NotLead."""
    leads = {one.oin for one in consortium.members if one.payment_lead}
    if not purchaser and organisation not in leads:
        raise NotLead()


def divide(consortium: Consortium, key: ConsortiumKey) -> Derivation:
    """Check that the shares divide the whole over the members: 30/25/25/20 % of four (R-S56).

    Raises ConsortiumKeyRefused with every reason at once.
    """
    members = {one.oin for one in consortium.members}
    named = [one.oin for one in key.shares]
    errors = []
    for place, oin in enumerate(named):
        if oin not in members:
            errors.append(FieldError(f"#/shares/{place}/oin", "not-a-member", _STRANGER, rule="R-C11"))
        elif named.index(oin) != place:
            errors.append(FieldError(f"#/shares/{place}/oin", "member-twice", _TWICE, rule="R-C11"))
    if members - set(named):
        errors.append(FieldError("#/shares", "member-missing", _LACKING, rule="R-C11"))
    total = sum(one.basis_points for one in key.shares)
    if total != WHOLE:
        errors.append(FieldError("#/shares", "not-a-whole", _SUM, rule="R-C11"))
    if errors:
        raise ConsortiumKeyRefused(errors=tuple(errors), total=total)
    return Derivation().because("R-C11", DIVIDED, len(key.shares), year=key.year)


def split(key: ConsortiumKey, amount_cents: int) -> KeySplit:
    """What an amount comes to for each member; the parts add up to it exactly, by largest remainder (R-S56, R-S44)."""
    shares: Sequence[KeyShare] = key.shares
    parts = Money(amount_cents).divide([one.basis_points for one in shares], keys=[one.oin for one in shares])
    members = [
        MemberAmount(one.oin, one.basis_points, part.cents) for one, part in zip(shares, parts, strict=True)
    ]
    return KeySplit(key.consortium_id, key.year, amount_cents, members)
