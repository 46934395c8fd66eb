"""An authorisation: one organisation lets another act for it in a role, within scopes and days, and takes it back."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Day, Oin, Reference, Resource, Wire
from shared.values.terms import ActorKind, HolderRole, Scope

_PERIOD_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_CASE_MISSING = Text(
    "Een ombudsfunctionaris of arbiter wordt voor één zaak gemachtigd: noem de inwoner (citizenId).",
    "An ombuds officer or arbiter is authorised for one case: name the citizen (citizenId).",
)
_CASE_SUPERFLUOUS = Text(
    "Alleen een machtiging voor een ombudsfunctionaris of arbiter noemt een inwoner (citizenId).",
    "Only an authorisation of an ombuds officer or arbiter names a citizen (citizenId).",
)
_SCOPES_TWICE = Text("Noem elke scope één keer.", "Name each scope once.")
_Scopes = Annotated[
    list[Scope],
    Field(
        min_length=1,
        max_length=len(Scope),
        description="wat de gemachtigde mag; ten hoogste wat u zelf mag",
        examples=[["contracts:read", "outcomes:read"]],
    ),
]


class NewAuthorisation(Wire):
    """Authorise another organisation (machtiging) in a role, within scopes and days."""

    external_reference: Reference | None = None
    holder: Oin = Field(description="de gemachtigde: OIN, 20 cijfers")
    role: HolderRole = Field(description="rol waarin de gemachtigde handelt, zoals in zijn token")
    scopes: _Scopes
    citizen_id: UUID | None = Field(
        default=None,
        description="de inwoner wiens zaak een ombudsfunctionaris of arbiter mag zien (pseudoniem); anders leeg",
    )
    valid_from: Day = Field(description="eerste dag van de machtiging, vandaag of later")
    valid_until: Day | None = Field(
        default=None, description="laatste dag van de machtiging; leeg = tot intrekking"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_PERIOD_REVERSED)
        of_a_case = self.role in (HolderRole.OMBUDS, HolderRole.ARBITER)
        if of_a_case and self.citizen_id is None:
            raise ValueError(_CASE_MISSING)
        if not of_a_case and self.citizen_id is not None:
            raise ValueError(_CASE_SUPERFLUOUS)
        if len(set(self.scopes)) < len(self.scopes):
            raise ValueError(_SCOPES_TWICE)
        return self


class Authorisation(Resource):
    """An authorisation (machtiging): `owner` is who gave it, `holder` who acts by it."""

    holder: Oin = Field(description="de gemachtigde: OIN, 20 cijfers")
    role: HolderRole = Field(description="rol waarin de gemachtigde handelt")
    principal_role: ActorKind = Field(description="rol van wie de machtiging gaf (machtigingsgever)")
    scopes: list[str] = Field(
        description="wat de gemachtigde mag, voor zover zijn token het ook mag", examples=[["contracts:read"]]
    )
    citizen_id: UUID | None = Field(
        description="de inwoner van de zaak, onder een pseudoniem; alleen bij ombuds en arbiter"
    )
    valid_from: Day = Field(description="eerste dag van de machtiging")
    valid_until: Day | None = Field(description="laatste dag van de machtiging; leeg = tot intrekking")
    withdrawn_on: Day | None = Field(description="dag van intrekking; vanaf dat moment geldt zij niet meer")
    take_snapshot: bool = Field(
        description="de gemachtigde begint met een momentopname (snapshot) van wat hij mag zien; onwaar na intrekking"
    )
