"""What may be recorded of a person and for what (F-01, F-02), who is the same person, and what nobody names them by (F-06)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from services.access.citizens.rules.problems import CitizenKnown, FileHeld, PersonalDataRefused
from shared.errors import BsnRefused, FieldError, Text
from shared.values import holds_bsn, is_bsn, new_id
from shared.values.terms import PersonalField, Purpose

# The closed list (F-01, F-02): which field may be kept for which purpose. What is not here is not asked.
_WHO, _NEED, _MAIL = Purpose.IDENTIFICATION, Purpose.NEED_ASSESSMENT, Purpose.CONTACT
_WHERE, _PAYS = Purpose.RESIDENCE, Purpose.OWN_CONTRIBUTION
PURPOSES: Mapping[PersonalField, tuple[Purpose, ...]] = {
    PersonalField.BSN: (_WHO,),
    PersonalField.BORN_ON: (_WHO, _NEED, _PAYS),
    PersonalField.SEX: (_WHO, _NEED),
    PersonalField.FAMILY_NAME_PREFIX: (_WHO, _MAIL),
    PersonalField.FAMILY_NAME: (_WHO, _MAIL),
    PersonalField.GIVEN_NAMES: (_WHO, _MAIL),
    PersonalField.ADDRESS: (_WHERE, _MAIL, _PAYS),
    PersonalField.EMAIL: (_MAIL,),
    PersonalField.PHONE: (_MAIL,),
}
_HOLDS_BSN = Text("Hierin staat een burgerservicenummer (BSN).", "This holds a citizen service number (BSN).")
_NO_BSN = Text(
    "Dit is geen BSN: 9 cijfers die voldoen aan de 11-proef.",
    "This is no BSN: 9 digits that pass the 11-proef.",
)
_NOT_BORN = Text("De geboortedatum ligt in de toekomst.", "The day of birth lies in the future.")
_DIFFERS = Text("Dit is eerder anders opgegeven.", "This was given differently before.")
_KEPT = Text(
    "Dit gegeven blijft zoals het is zolang de vernietigingsstop geldt.",
    "This stays as it is as long as the legal hold is in force.",
)
_OTHERWISE = Text(
    "Deze inwoner is bekend onder een ander kenmerk.", "This citizen is known under another reference."
)
_MISSING = Text(
    "Zeg voor welk doel (purpose) dit gegeven nodig is: {purposes}.",
    "Say for which purpose this is needed: {purposes}.",
)
_NOT_ALLOWED = Text(
    "Voor dit doel mag dit gegeven niet worden bewaard; wel voor: {purposes}.",
    "This may not be kept for this purpose; it may for: {purposes}.",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as it travels (JSON), with the purpose for which it is kept."""

    value: Any
    purpose: str


@dataclass(frozen=True, slots=True)
class FieldPurpose:
    """One field that is filled, and for what."""

    field: PersonalField
    purpose: Purpose


@cache
def _kept_for(field: PersonalField, purpose: str) -> FieldPurpose:
    return FieldPurpose(field, Purpose(purpose))


Personal = Mapping[PersonalField, Stated]


@dataclass(frozen=True, slots=True)
class Citizen:
    """A person at one municipality; `id` is the surrogate, `personal` what is filled, in the order of the list of fields."""

    id: UUID
    version: int
    owner: str
    citizen_reference: str | None
    personal: Personal
    moved_on: date | None = None
    moved_to: str | None = None
    departure_id: UUID | None = None
    arrival_id: UUID | None = None
    erased_on: date | None = None
    external_reference: None = None

    @property
    def citizen_id(self) -> UUID:
        """Whose data these are, for the processing log."""
        return self.id

    @property
    def bsn(self) -> str | None:
        """The citizen service number, when it was recorded."""
        stated = self.personal.get(PersonalField.BSN)
        return None if stated is None else str(stated.value)

    @property
    def masked_bsn(self) -> str | None:
        """The BSN with all but its last two digits covered (DON leidraad 7.1)."""
        bsn = self.bsn
        return None if bsn is None else f"*******{bsn[-2:]}"

    @property
    def fields(self) -> list[PersonalField]:
        """Which personal data are filled."""
        return list(self.personal)

    @property
    def purposes(self) -> list[FieldPurpose]:
        """What each of them is kept for."""
        return [_kept_for(field, stated.purpose) for field, stated in self.personal.items()]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A citizen's data in the clear, for who may read them."""

    id: UUID
    version: int
    owner: str
    citizen_id: UUID
    citizen_reference: str | None
    bsn: Stated | None = None
    born_on: Stated | None = None
    sex: Stated | None = None
    family_name_prefix: Stated | None = None
    family_name: Stated | None = None
    given_names: Stated | None = None
    address: Stated | None = None
    email: Stated | None = None
    phone: Stated | None = None
    external_reference: None = None


def personal_data(citizen: Citizen) -> PersonalData:
    """What is known of a person, field by field."""
    filled: dict[str, Any] = {field.name.lower(): stated for field, stated in citizen.personal.items()}
    return PersonalData(
        citizen.id, citizen.version, citizen.owner, citizen.id, citizen.citizen_reference, **filled
    )


def refuse_bsn(external_reference: str | None) -> None:
    """Raise BsnRefused when the reference that is searched for holds a BSN."""
    if external_reference is not None and holds_bsn(external_reference):
        error = FieldError("externalReference", BsnRefused.code, _HOLDS_BSN, "query", BsnRefused.rule)
        raise BsnRefused(errors=(error,), fields=["externalReference"])


def check_bsn(bsn: str, location: str = "#/bsn") -> None:
    """Raise PersonalDataRefused for nine digits that cannot be a BSN (iStandaarden CS002)."""
    if not is_bsn(bsn):
        raise PersonalDataRefused(errors=(FieldError(location, "bsn-invalid", _NO_BSN, rule="CS002"),))


def check_personal(personal: Personal, today: date) -> None:
    """Raise PersonalDataRefused with every field that lacks its purpose, has one that is not allowed, or cannot be."""
    errors = []
    for field, stated in personal.items():
        if stated.purpose not in PURPOSES[field]:
            missing = not stated.purpose
            code, rule = ("purpose-missing", "F-01") if missing else ("purpose-not-allowed", "F-02")
            detail = _naming(_MISSING if missing else _NOT_ALLOWED, PURPOSES[field])
            errors.append(FieldError(f"#/{field}/purpose", code, detail, rule=rule))
        if field is PersonalField.BSN and not is_bsn(stated.value):
            errors.append(FieldError("#/bsn/value", "bsn-invalid", _NO_BSN, rule="CS002"))
        if field is PersonalField.BORN_ON and date.fromisoformat(stated.value) > today:
            errors.append(FieldError("#/bornOn/value", "in-future", _NOT_BORN))
    if errors:
        raise PersonalDataRefused(errors=tuple(errors))


def _naming(text: Text, allowed: Sequence[Purpose]) -> Text:
    listed = ", ".join(allowed)
    return Text(text.nl.replace("{purposes}", listed), text.en.replace("{purposes}", listed))


def in_order(personal: Personal) -> Personal:
    """The same data in the order of the list of fields."""
    return {field: personal[field] for field in PersonalField if field in personal}


def register(owner: str, reference: str, personal: Personal, today: date) -> Citizen:
    """A new person with a random surrogate. Raises PersonalDataRefused."""
    check_personal(personal, today)
    return Citizen(new_id(), 1, owner, reference, in_order(personal))


def find_same(known: Sequence[Citizen], reference: str, personal: Personal) -> Citizen | None:
    """The one that is known as just this, or None when nobody is; `known` has this reference or this BSN.

    Raises CitizenKnown, naming the one with the BSN when the reference is somebody else's.
    """
    if not known:
        return None
    bsn = personal.get(PersonalField.BSN)
    person = next((one for one in known if bsn is not None and one.bsn == bsn.value), known[0])
    if person.citizen_reference != reference:
        error = FieldError("#/citizenReference", "known-otherwise", _OTHERWISE, rule="F-06")
        raise CitizenKnown(errors=(error,), id=person.id)
    fields = [
        field for field in PersonalField if dict(person.personal).get(field) != dict(personal).get(field)
    ]
    if fields:
        errors = tuple(FieldError(f"#/{field}", "differs", _DIFFERS) for field in fields)
        raise CitizenKnown(errors=errors, id=person.id)
    return person


def check_held(citizen: Citizen, changes: Mapping[PersonalField, Stated | None]) -> None:
    """Raise FileHeld with every field that is filled and would be taken away or overwritten (F-37); empty ones may be filled."""
    personal = citizen.personal
    lost = [field for field, stated in changes.items() if field in personal and personal[field] != stated]
    if lost:
        errors = tuple(FieldError(f"#/{field}", "file-held", _KEPT, rule="F-37") for field in lost)
        raise FileHeld(errors=errors, id=citizen.id)


def correct(
    citizen: Citizen,
    changes: Mapping[PersonalField, Stated | None],
    known: Sequence[Citizen],
    today: date,
    *,
    held: bool,
) -> Citizen:
    """A person's data with the changes; None takes a field away. `known` has the BSN that is given, if any.

    `held` says that a legal hold is in force. Raises PersonalDataRefused, FileHeld, CitizenKnown when somebody else has
    this BSN.
    """
    check_personal({field: stated for field, stated in changes.items() if stated is not None}, today)
    if held:
        check_held(citizen, changes)
    for other in known:
        if other.id != citizen.id:
            raise CitizenKnown(
                errors=(FieldError("#/bsn", "known-otherwise", _OTHERWISE, rule="F-06"),), id=other.id
            )
    merged = {field: stated for field, stated in (citizen.personal | changes).items() if stated is not None}  # type: ignore[operator]
    return replace(citizen, version=citizen.version + 1, personal=in_order(merged))
