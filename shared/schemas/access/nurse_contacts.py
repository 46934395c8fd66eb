"""Contacts of the mental-health nurse at a general practice (POH-GGZ), in counts and without names (R-A47)."""

from typing import Annotated

from pydantic import Field

from shared.schemas.common import AgbCode, BasisPoints, Day, Reference, Resource, Wire
from shared.values.products import CareLayer

Many = Annotated[int, Field(ge=0, le=1_000_000)]


class ReferredOn(Wire):
    """How many contacts ended in a referral to a layer of care."""

    layer: CareLayer
    count: Annotated[int, Field(ge=1, le=1_000_000)]


class NewNurseContacts(Wire):
    """Record contacts of a practice in some days; one contact is a count of one (R-A47)."""

    external_reference: Reference | None = None
    practice: AgbCode
    first_day: Day = Field(description="eerste dag van de telling")
    last_day: Day = Field(description="laatste dag van de telling")
    contacts: Annotated[int, Field(ge=1, le=1_000_000, description="aantal contacten")]
    handled: Many = Field(description="daarvan afgehandeld zonder verwijzing")
    referred: list[ReferredOn] = Field(default=[], max_length=4, description="daarvan verwezen, per laag")


class NurseContactsChange(Wire):
    """Correct a count (JSON Merge Patch)."""

    contacts: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    handled: Many = 0
    referred: list[ReferredOn] = Field(default=[], max_length=4)


class NurseContacts(Resource):
    """Contacts of the mental-health nurse (contacten POH-GGZ) of a practice in some days, with their outcome."""

    practice: AgbCode
    first_day: Day
    last_day: Day
    contacts: int
    handled: int
    referred: list[ReferredOn]
    referred_count: int = Field(description="verwezen in alle lagen samen")


class PracticeEffect(Wire):
    """A practice in a period beside the period before it, which is as long."""

    practice: AgbCode | None = Field(description="de praktijk; leeg = alle samen")
    contacts: int
    handled: int
    avoided_basis_points: BasisPoints | None = Field(
        description="afgehandeld gedeeld door contacten: vermeden verwijzingen (R-A47)"
    )
    referred: list[ReferredOn]
    referrals_made: int = Field(
        description="verwijzingen die de gemeente van deze praktijk kreeg (COD327 02)"
    )
    contacts_before: int
    referred_before: int = Field(description="verwezen en verwijzingen in de periode ervoor")
    warning: bool = Field(description="contacten groeien en verwijzingen dalen niet (E-51)")


class NurseEffect(Wire):
    """What the nurse at the practice did in a period (effect POH-GGZ, D-36): per practice and in all."""

    first_day: Day
    last_day: Day
    total: PracticeEffect
    practices: list[PracticeEffect]


__all__ = [
    "NewNurseContacts",
    "NurseContacts",
    "NurseContactsChange",
    "NurseEffect",
    "PracticeEffect",
    "ReferredOn",
]
