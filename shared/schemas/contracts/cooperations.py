"""Municipalities that purchase together, and what their consortia divide among themselves."""

from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    BasisPoints,
    Cents,
    Day,
    MunicipalityCode,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    Wire,
)
from shared.schemas.contracts.areas import Year
from shared.values.parties import (
    ChoiceFactor,
    CooperationBasis,
    CooperationForm,
    CooperationModel,
    CooperationMotive,
)
from shared.values.terms import Law

_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


class CooperationMember(Wire):
    """A municipality that takes part."""

    oin: Oin
    municipality_code: MunicipalityCode


class WeightedFactor(Wire):
    """How heavily a factor weighs in the choice of the model (N-38)."""

    factor: ChoiceFactor = Field(description="keuzefactor (N-38)")
    weight: int = Field(ge=0, le=100, description="gewicht; de bronnen geven geen schaal")
    argument: Note | None = Field(default=None, description="waarom zo zwaar")


class MotiveArgument(Wire):
    """A motive to purchase together, with what is meant by it (N-39)."""

    motive: CooperationMotive = Field(description="motief (N-39)")
    argument: Note | None = Field(default=None, description="wat ermee bedoeld wordt")


class NewCooperation(Wire):
    """Register a cooperation of municipalities in one of the three models (samenwerking, N-37, N-101)."""

    external_reference: Reference | None = None
    name: Name
    model: CooperationModel = Field(description="netwerk, centrumgemeente of bureau (N-37)")
    host: Oin | None = Field(
        default=None, description="de centrumgemeente of het bureau dat contracteert; leeg bij een netwerk"
    )
    legal_form: CooperationForm | None = Field(default=None, description="rechtsvorm van een bureau")
    legal_basis: CooperationBasis = Field(description="waarop zij berust (G-63)")
    members: list[CooperationMember] = Field(min_length=2, max_length=400)
    factors: list[WeightedFactor] = Field(
        default_factory=list, max_length=len(ChoiceFactor), description="keuzefactoren met hun gewicht (N-38)"
    )
    motives: list[MotiveArgument] = Field(
        default_factory=list, max_length=len(CooperationMotive), description="motieven (N-39)"
    )
    valid_from: Day = Field(description="eerste dag")
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = onbepaald")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        return self


class CooperationChange(Wire):
    """Change a cooperation (JSON Merge Patch): what is left out stays, null takes away."""

    name: Name = Field(default_factory=str)
    members: list[CooperationMember] = Field(default_factory=list, min_length=2, max_length=400)
    factors: list[WeightedFactor] = Field(
        default_factory=list, max_length=len(ChoiceFactor), description="keuzefactoren met hun gewicht (N-38)"
    )
    motives: list[MotiveArgument] = Field(
        default_factory=list, max_length=len(CooperationMotive), description="motieven (N-39)"
    )
    valid_until: Day | None = None


class Cooperation(Resource, NewCooperation):
    """A cooperation (samenwerking) of municipalities: network, centre municipality or independent bureau."""

    complexity: int = Field(description="van eenvoudig (1) naar complex (3), N-37")


class MemberPowers(Wire):
    """For which laws a member lets the host contract on a day, and for which not (R-C51)."""

    oin: Oin
    municipality_code: MunicipalityCode
    laws: list[Law] = Field(description="overgedragen op die dag")
    missing: list[Law] = Field(description="niet overgedragen: hiervoor mag de gastheer niet contracteren")


class CooperationPowers(Wire):
    """Which powers the host of a cooperation has on a day (bevoegdheden, R-C51)."""

    cooperation_id: UUID = Field(description="de samenwerking")
    host: Oin | None
    day: Day = Field(description="op welke dag")
    members: list[MemberPowers]


class KeyShare(Wire):
    """A member's part of the whole."""

    oin: Oin
    basis_points: BasisPoints


class NewConsortiumKey(Wire):
    """Register how the members of a consortium divide a year among themselves, as information (verdeelsleutel, A-4.3)."""

    external_reference: Reference | None = None
    consortium_id: UUID
    year: Year
    shares: list[KeyShare] = Field(
        min_length=1, max_length=100, description="elk lid één keer; samen precies 10.000 basispunten"
    )


class ConsortiumKeyChange(Wire):
    """Divide the year otherwise (JSON Merge Patch)."""

    shares: list[KeyShare] = Field(
        default_factory=list, min_length=1, max_length=100, description="de delen, samen precies 100 %"
    )


class ConsortiumKey(Resource, NewConsortiumKey):
    """A consortium's key of a year (verdeelsleutel): informational, and without effect on what the municipality pays."""


class NewKeySplit(Wire):
    """Ask what an amount comes to for each member by the key of a year; nothing is paid by it."""

    consortium_id: UUID
    year: Year
    amount_cents: Cents


class MemberAmount(Wire):
    """What an amount comes to for a member."""

    oin: Oin
    basis_points: BasisPoints
    amount_cents: Cents


class KeySplit(Wire):
    """An amount divided by a key; the parts add up to it exactly (R-S56)."""

    consortium_id: UUID
    year: Year
    amount_cents: Cents
    members: list[MemberAmount]


__all__ = [
    "ConsortiumKey", "ConsortiumKeyChange", "Cooperation", "CooperationChange", "CooperationMember", "CooperationPowers",
    "KeyShare", "KeySplit", "MemberAmount", "MemberPowers", "MotiveArgument", "NewConsortiumKey", "NewCooperation",
    "NewKeySplit", "WeightedFactor",
]  # fmt: skip
