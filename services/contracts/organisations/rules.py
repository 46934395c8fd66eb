"""What an organisation is to the contracts that name it, and who may register anything here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared.errors import NotAllowed, NotFound, Refused, Text
from shared.values.terms import OrganisationKind


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under its OIN, as one purchaser registered it."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    oin: str
    kind: OrganisationKind
    name: str
    municipality_code: str | None
    agb_code: str | None


class OrganisationNotFound(NotFound):
    """There is no such organisation, or it is not yours."""

    code = "organisation-not-found"
    title = Text("Organisatie niet gevonden", "Organisation not found")
    detail = Text("Er is geen organisatie {id}.", "There is no organisation {id}.")
    mend = Text("Controleer het kenmerk, of zoek op OIN.", "Check the identifier, or search by OIN.")


class OrganisationExists(Refused):
    """The OIN was registered before."""

    code = "organisation-exists"
    title = Text("De organisatie bestaat al", "The organisation exists already")
    detail = Text("OIN {oin} is al geregistreerd.", "OIN {oin} is registered already.")
    mend = Text("Zoek de organisatie op haar OIN.", "Find the organisation by its OIN.")


class ReferenceUsed(Refused):
    """This client used the reference before, for something else."""

    code = "external-reference-used"
    title = Text("Het eigen kenmerk is al gebruikt", "The external reference was used before")
    detail = Text(
        "Onder kenmerk {reference} staat al iets met een andere inhoud.",
        "Something with other contents stands under reference {reference} already.",
    )
    mend = Text(
        "Zoek op dit externalReference, of neem een nieuw kenmerk.",
        "Search by this externalReference, or take a new reference.",
    )


class PurchaserOnly(NotAllowed):
    """Only the purchaser decides this."""

    code = "purchaser-only"
    title = Text("Alleen voor de opdrachtgever", "For the purchaser only")
    detail = Text(
        "Dit doet de opdrachtgever (gemeente); het token spreekt niet voor deze opdrachtgever.",
        "The purchaser (municipality) does this; the token does not speak for this purchaser.",
    )
    mend = Text("Vraag een token van de opdrachtgever.", "Ask for a token of the purchaser.")
