"""What the nurse at the practice handled, and whether contacts grow while referrals do not fall (R-A47, E-51, D-36)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from shared.errors import FieldError, InvalidInput, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.products import CareLayer

AVOIDED = Sentence(
    "nurse-contacts.avoided",
    nl="Van {contacts} contacten zijn er {handled} afgehandeld zonder verwijzing: {result} basispunten.",
    en="Of {contacts} contacts {handled} were handled without a referral: {result} basis points.",
)


class NurseContactsNotFound(NotFound):
    """There is no such count, or it is not yours."""

    code = "nurse-contacts-not-found"
    title = Text("Telling niet gevonden", "Nurse contacts not found")
    detail = Text("Er is geen telling {id}.", "There is no count {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class NurseContactsRefused(Refused):
    """The count cannot be: `errors` has every reason."""

    code = "nurse-contacts-refused"
    rule = "R-A47"
    title = Text("De telling kan zo niet", "The count cannot be like this")
    detail = Text(
        "Afgehandeld en verwezen zijn samen hooguit alle contacten, over dagen die voorbij zijn; errors noemt wat er mis is.",
        "Handled and referred are together all contacts at most, over days that have passed; errors names what is wrong.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class CountDaysRefused(InvalidInput):
    """The days of a count end before they begin, or are more than four hundred."""

    code = "count-days-refused"
    title = Text("Deze dagen kunnen niet", "These days are not possible")
    detail = Text(
        "Van {first_day} tot en met {last_day}: een telling loopt over hooguit {longest} dagen.",
        "From {first_day} up to and including {last_day}: a count runs over at most {longest} days.",
    )
    mend = Text("Kies een kortere periode.", "Choose a shorter period.")


_WRONG = {
    "more-than-contacts": Text(
        "Samen meer dan het aantal contacten.", "Together more than the number of contacts."
    ),
    "layer-twice": Text("Deze laag staat er al.", "This layer is there already."),
    "ends-before-it-starts": Text(
        "De laatste dag ligt vóór de eerste.", "The last day lies before the first."
    ),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
}


@dataclass(frozen=True, slots=True)
class ReferredOn:
    """How many contacts ended in a referral to a layer of care."""

    layer: CareLayer
    count: int


@dataclass(frozen=True, slots=True)
class NurseContacts:
    """A count of a practice (AGB code) in some days, first and last included."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    practice: str
    first_day: date
    last_day: date
    contacts: int
    handled: int
    referred: list[ReferredOn]
    referred_count: int


@dataclass(frozen=True, slots=True)
class PracticeEffect:
    """A practice in a period beside the period before it; `practice` None is all together."""

    practice: str | None
    contacts: int
    handled: int
    avoided_basis_points: int | None
    referred: list[ReferredOn]
    referrals_made: int
    contacts_before: int
    referred_before: int
    warning: bool


@dataclass(frozen=True, slots=True)
class NurseEffect:
    """The effect in a period, first and last day included."""

    first_day: date
    last_day: date
    total: PracticeEffect
    practices: list[PracticeEffect]


def avoided_share(contacts: int, handled: int) -> int | None:
    """Handled of all contacts, in basis points, rounded half up; None without contacts (R-A47)."""
    return None if contacts == 0 else (2 * handled * 10_000 + contacts) // (2 * contacts)


def count(
    owner: str,
    *,
    practice: str,
    first_day: date,
    last_day: date,
    contacts: int,
    handled: int,
    referred: Sequence[ReferredOn],
    external_reference: str | None,
    today: date,
) -> tuple[NurseContacts, Derivation]:
    """A new count. Raises NurseContactsRefused with every reason."""
    made = NurseContacts(
        id=new_id(),
        version=1,
        owner=owner,
        external_reference=external_reference,
        parties=[],
        practice=practice,
        first_day=first_day,
        last_day=last_day,
        contacts=contacts,
        handled=handled,
        referred=list(referred),
        referred_count=sum(one.count for one in referred),
    )
    _check(made, today)
    return made, explain(made)


def correct(
    known: NurseContacts, changes: Mapping[str, Any], today: date
) -> tuple[NurseContacts, Derivation]:
    """The count with what was corrected. Raises NurseContactsRefused with every reason."""
    after = replace(known, **changes)
    after = replace(after, referred_count=sum(one.count for one in after.referred))
    _check(after, today)
    return after, explain(after)


def explain(made: NurseContacts) -> Derivation:
    """The share of referrals that were avoided."""
    share = avoided_share(made.contacts, made.handled)
    return Derivation().because("R-A47", AVOIDED, share, contacts=made.contacts, handled=made.handled)


def _check(made: NurseContacts, today: date) -> None:
    wrong = []
    if made.last_day < made.first_day:
        wrong.append(("#/lastDay", "ends-before-it-starts"))
    if max(made.first_day, made.last_day) > today:
        wrong.append(("#/lastDay", "in-future"))
    if made.handled + made.referred_count > made.contacts:
        wrong.append(("#/handled", "more-than-contacts"))
    layers = Counter(one.layer for one in made.referred)
    seen: set[CareLayer] = set()
    for i, one in enumerate(made.referred):
        if layers[one.layer] > 1 and one.layer in seen:
            wrong.append((f"#/referred/{i}/layer", "layer-twice"))
        seen.add(one.layer)
    if wrong:
        raise NurseContactsRefused(
            errors=tuple(FieldError(where, code, _WRONG[code], rule="R-A47") for where, code in wrong)
        )


LONGEST_DAYS = 400


def check_days(first_day: date, last_day: date) -> tuple[date, date]:
    """The period before some days, which are in order and at most 400. Raises CountDaysRefused."""
    if not 0 <= (last_day - first_day).days <= LONGEST_DAYS:
        raise CountDaysRefused(first_day=first_day, last_day=last_day, longest=LONGEST_DAYS)
    return period_before(first_day, last_day)


def period_before(first_day: date, last_day: date) -> tuple[date, date]:
    """The period before, as long as this one; at the beginning of the calendar as long as there are days."""
    room = (first_day - date.min).days
    days = max(1, (last_day - first_day).days + 1)
    return first_day - timedelta(days=min(days, room)), first_day - timedelta(days=min(1, room))


def effect(
    first_day: date,
    last_day: date,
    now: Sequence[NurseContacts],
    before: Sequence[NurseContacts],
    made: Mapping[str, int],
    made_before: Mapping[str, int],
) -> NurseEffect:
    """What the nurse did in a period, per practice and in all, beside the period before it (D-36).

    `made` are referrals that the municipality had from a practice; a count that reaches into a period belongs to that in which
    it ends. Contacts that grow while referrals do not fall are a warning: demand is drawn in (E-51).
    """
    names = sorted({one.practice for one in (*now, *before)})
    lines = [
        _line(
            name,
            [one for one in now if one.practice == name],
            [one for one in before if one.practice == name],
            made.get(name, 0),
            made_before.get(name, 0),
        )
        for name in names
    ]
    known = set(names)
    total = _line(
        None,
        now,
        before,
        sum(many for name, many in made.items() if name in known),
        sum(many for name, many in made_before.items() if name in known),
    )
    return NurseEffect(first_day, last_day, total, lines)


def _line(
    name: str | None,
    now: Sequence[NurseContacts],
    before: Sequence[NurseContacts],
    made: int,
    made_before: int,
) -> PracticeEffect:
    contacts, handled = sum(one.contacts for one in now), sum(one.handled for one in now)
    contacts_before = sum(one.contacts for one in before)
    referred_before = sum(one.referred_count for one in before) + made_before
    referred = sum(one.referred_count for one in now) + made
    return PracticeEffect(
        practice=name,
        contacts=contacts,
        handled=handled,
        avoided_basis_points=avoided_share(contacts, handled),
        referred=_layers(now),
        referrals_made=made,
        contacts_before=contacts_before,
        referred_before=referred_before,
        warning=bool(before) and contacts > contacts_before and referred >= referred_before,
    )


def _layers(counted: Iterable[NurseContacts]) -> list[ReferredOn]:
    found: Counter[CareLayer] = Counter()
    for one in counted:
        for part in one.referred:
            found[part.layer] += part.count
    return [ReferredOn(layer, found[layer]) for layer in CareLayer if found[layer]]
