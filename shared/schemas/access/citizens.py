"""Citizens: what is recorded of a person, each field with its purpose, and the surrogate that stands for it elsewhere."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.errors import FieldError, Text
from shared.schemas.common import Checked, Day, Oin, Resource, Wire, Written
from shared.schemas.facts import Private
from shared.values.terms import PersonalField, Purpose

CitizenReference = Annotated[
    str,
    Field(
        min_length=1,
        max_length=60,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="kenmerk van de inwoner bij de aanleverende partij; nooit een BSN",
    ),
    Checked,
]
# The only texts of the whole house that may hold a BSN: no check on BSNs, and never in an address.
Bsn = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{9}$",
        description="burgerservicenummer, 9 cijfers die voldoen aan de 11-proef",
        examples=["999900006"],
        json_schema_extra={"x-istandaard": "Bsn"},
    ),
]
PersonName = Annotated[Written, Field(min_length=1, max_length=200)]
_ONE = Text("Geef precies één van: {names}.", "Give exactly one of: {names}.")


def exactly_one(given: BaseModel, *names: str) -> None:
    """Raise ValueError (a fault at the first name) unless exactly one of these fields is given."""
    if sum(getattr(given, name) is not None for name in names) != 1:
        outside = [type(given).model_fields[name].alias or name for name in names]
        text = Text(*(one.replace("{names}", ", ".join(outside)) for one in (_ONE.nl, _ONE.en)))
        raise ValueError(FieldError(f"#/{outside[0]}", "exactly-one", text))


def _purpose(*allowed: Purpose) -> Any:
    """The purpose of a field: required, though left out it is for the rule to refuse, which says what to do (F-01)."""

    def describe(schema: dict[str, Any]) -> None:
        schema.pop("default", None)
        schema["enum"] = [one.value for one in allowed]

    return Field(
        default="",
        max_length=40,
        description="doel waarvoor dit gegeven wordt bewaard (F-01, F-02)",
        json_schema_extra=describe,
    )


def _both(schema: dict[str, Any]) -> None:
    schema["required"] = ["value", "purpose"]


class _Stated(Wire):
    """One field of personal data with the purpose for which it is kept."""

    model_config = ConfigDict(json_schema_extra=_both)


class StatedBsn(_Stated):
    """A citizen service number (BSN), with its purpose."""

    value: Bsn
    purpose: str = _purpose(Purpose.IDENTIFICATION)


class StatedBirthday(_Stated):
    """A day of birth (geboortedatum), with its purpose."""

    value: Day = Field(description="geboortedatum", json_schema_extra={"x-istandaard": "Geboortedatum"})
    purpose: str = _purpose(Purpose.IDENTIFICATION, Purpose.NEED_ASSESSMENT, Purpose.OWN_CONTRIBUTION)


class StatedSex(_Stated):
    """A sex code (geslacht, COD046), with its purpose."""

    value: Annotated[
        str,
        Field(
            pattern=r"^[012]$",
            description="0 onbekend, 1 mannelijk, 2 vrouwelijk (COD046)",
            examples=["2"],
            json_schema_extra={"x-istandaard": "Geslacht"},
        ),
    ]
    purpose: str = _purpose(Purpose.IDENTIFICATION, Purpose.NEED_ASSESSMENT)


class StatedNamePrefix(_Stated):
    """What stands before a family name (voorvoegsel), with its purpose."""

    value: Annotated[
        Written,
        Field(
            min_length=1,
            max_length=10,
            description="voorvoegsel van de geslachtsnaam",
            json_schema_extra={"x-istandaard": "Voorvoegsel"},
        ),
    ]
    purpose: str = _purpose(Purpose.IDENTIFICATION, Purpose.CONTACT)


class StatedFamilyName(_Stated):
    """A family name (geslachtsnaam), with its purpose."""

    value: PersonName = Field(description="geslachtsnaam", json_schema_extra={"x-istandaard": "Achternaam"})
    purpose: str = _purpose(Purpose.IDENTIFICATION, Purpose.CONTACT)


class StatedGivenNames(_Stated):
    """Given names (voornamen), with their purpose."""

    value: PersonName = Field(description="voornamen", json_schema_extra={"x-istandaard": "Voornamen"})
    purpose: str = _purpose(Purpose.IDENTIFICATION, Purpose.CONTACT)


class Address(Wire):
    """An address in the Netherlands (adres)."""

    street: Annotated[Written, Field(min_length=1, max_length=24)] = Field(description="straatnaam")
    house_number: int = Field(ge=1, le=99_999, description="huisnummer")
    house_letter: Annotated[str, Field(pattern=r"^[A-Za-z]$")] | None = Field(
        default=None, description="huisletter"
    )
    house_number_addition: Annotated[Written, Field(min_length=1, max_length=4)] | None = Field(
        default=None, description="huisnummertoevoeging"
    )
    postcode: str = Field(pattern=r"^[1-9][0-9]{3}[A-Z]{2}$", description="postcode", examples=["9999ZZ"])
    city: Annotated[Written, Field(min_length=1, max_length=80)] = Field(description="plaatsnaam")


class StatedAddress(_Stated):
    """An address (adres), with its purpose."""

    value: Address = Field(description="adres")
    purpose: str = _purpose(Purpose.RESIDENCE, Purpose.CONTACT, Purpose.OWN_CONTRIBUTION)


class StatedEmail(_Stated):
    """An e-mail address (e-mailadres), with its purpose."""

    value: Annotated[
        str, Field(max_length=80, pattern=r"^[^@\s]{1,64}@[^@\s]{1,78}$", description="e-mailadres"), Checked
    ]
    purpose: str = _purpose(Purpose.CONTACT)


class StatedPhone(_Stated):
    """A telephone number (telefoonnummer), with its purpose."""

    value: Annotated[
        str,
        Field(
            pattern=r"^\+[1-9][0-9]{6,14}$",
            description="telefoonnummer met landnummer (E.164)",
            examples=["+31612345678"],
        ),
        Checked,
    ]
    purpose: str = _purpose(Purpose.CONTACT)


class _Personal(Wire):
    bsn: StatedBsn | None = Field(default=None, description="burgerservicenummer")
    born_on: StatedBirthday | None = Field(default=None, description="geboortedatum")
    sex: StatedSex | None = Field(default=None, description="geslacht")
    family_name_prefix: StatedNamePrefix | None = Field(default=None, description="voorvoegsel")
    family_name: StatedFamilyName | None = Field(default=None, description="geslachtsnaam")
    given_names: StatedGivenNames | None = Field(default=None, description="voornamen")
    address: StatedAddress | None = Field(default=None, description="adres")
    email: StatedEmail | None = Field(default=None, description="e-mailadres")
    phone: StatedPhone | None = Field(default=None, description="telefoonnummer")


class NewCitizen(_Personal):
    """Record a citizen (inwoner): one's own reference, and the personal data that are needed, each with its purpose."""

    citizen_reference: CitizenReference


class PersonalDataChange(_Personal):
    """Correct personal data (JSON Merge Patch): what is left out stays, null takes away."""


class PersonalData(Resource, _Personal):
    """The personal data of a citizen, for who may read them (persoonsgegevens)."""

    citizen_reference: CitizenReference | None = None


class FieldPurpose(Wire):
    """One field that is filled, and for what (doelbinding)."""

    field: PersonalField = Field(description="ingevuld gegeven")
    purpose: Purpose = Field(description="doel waarvoor het is vastgelegd")


class Citizen(Resource):
    """A citizen (inwoner) without personal data: which fields are filled and why, and the last digits of the BSN."""

    external_reference: Annotated[str | None, Private] = None
    citizen_reference: Annotated[str | None, Private] = Field(
        default=None, description="kenmerk bij de gemeente"
    )
    masked_bsn: Annotated[str | None, Private] = Field(
        default=None, description="burgerservicenummer, op twee cijfers na afgedekt", examples=["*******06"]
    )
    fields: list[PersonalField] = Field(description="welke persoonsgegevens zijn ingevuld")
    purposes: Annotated[list[FieldPurpose], Private] = Field(description="waarvoor elk gegeven is vastgelegd")
    moved_on: Annotated[Day | None, Private] = Field(default=None, description="dag van verhuizing (R-A56)")
    moved_to: Annotated[Oin | None, Private] = Field(default=None, description="gemeente van vestiging")
    departure_id: Annotated[UUID | None, Private] = Field(
        default=None, description="overdracht bij vertrek (transfer)"
    )
    arrival_id: Annotated[UUID | None, Private] = Field(
        default=None, description="overdracht bij komst (transfer)"
    )


class CitizenSearch(Wire):
    """Search a citizen (inwoner) by BSN or by one's own reference, one of the two; in a body, never in an address."""

    bsn: Bsn | None = Field(default=None, description="burgerservicenummer")
    citizen_reference: CitizenReference | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        exactly_one(self, "bsn", "citizen_reference")
        return self


class FoundCitizen(Wire):
    """A citizen that was found (gevonden inwoner): the surrogate alone."""

    id: UUID = Field(description="pseudoniem van de inwoner bij deze gemeente")
